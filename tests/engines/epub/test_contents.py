"""A book's contents lead to its headings, and links to where their targets are, whatever chapter that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu import tree
from kefu.engines.epub.contents import Entry, contents, landmarks, linked

if TYPE_CHECKING:
    from collections.abc import Mapping


def header(level: int, identifier: str, title: str, *kinds: str, language: str = "") -> tree.Node:
    inlines = tree.text(title)
    inlines = [tree.span(["", [], [["lang", language]]], inlines)] if language else inlines
    return {"t": "Header", "c": [level, [identifier, [*kinds], []], inlines]}


BLOCKS = [
    header(1, "sec-forord", "Förord", "front"),
    header(1, "sec-a", "Ett & två", "chapter"),
    header(2, "sec-b", "Under"),
    header(3, "sec-c", "Djupt"),
    header(4, "sec-d", "Djupare"),
    header(2, "sec-e", "English", language="en"),
    header(1, "sec-ref", "Referenser", "references"),
]
CHAPTERS: Mapping[str, bytes] = {
    "ch1.xhtml": b'<title>x</title><h1 id="sec-forord">F</h1><a href="#fig-a">1</a><a href="#fn1">1</a>'
    b'<section id="footnotes"></section>',
    "ch2.xhtml": b'<title>x</title><h1 id="sec-a"></h1><h2 id="sec-b"></h2><h3 id="sec-c"></h3><h4 id="sec-d"></h4>'
    b'<h2 id="sec-e"></h2><figure id="fig-a"></figure><a href="#fig-a">1</a><section id="footnotes"></section>',
    "ch3.xhtml": b'<title>x</title><h1 id="sec-ref"></h1><a href="https://example.org/#fig-a">2</a>',
}


def shape(entries: tuple[Entry, ...]) -> list[tuple[str, str, list[object]]]:
    return [(f"{entry.page}#{entry.identifier}", entry.title, [*shape(entry.inner)]) for entry in entries]


def test_headings_down_to_the_third_level_are_listed_under_each_other() -> None:
    assert shape(contents(BLOCKS, CHAPTERS)) == [
        ("ch1.xhtml#sec-forord", "Förord", []),
        (
            "ch2.xhtml#sec-a",
            "Ett & två",
            [("ch2.xhtml#sec-b", "Under", [("ch2.xhtml#sec-c", "Djupt", [])]), ("ch2.xhtml#sec-e", "English", [])],
        ),
        ("ch3.xhtml#sec-ref", "Referenser", []),
    ]


def test_a_heading_in_another_language_says_so() -> None:
    _, chapter, _ = contents(BLOCKS, CHAPTERS)

    assert [entry.language for entry in chapter.inner] == ["", "en"]


def test_landmarks_are_the_pages_before_the_text_the_text_and_its_references() -> None:
    found = {kind: address for kind, address, _ in landmarks(BLOCKS, CHAPTERS)}

    assert [*found] == ["cover", "titlepage", "copyright-page", "toc", "bodymatter", "bibliography"]
    assert found["bodymatter"] == "text/ch2.xhtml#sec-a", "the preface is not the text"
    assert found["bibliography"] == "text/ch3.xhtml#sec-ref"
    assert all(label for _, _, label in landmarks(BLOCKS, CHAPTERS))


def test_a_book_without_references_has_no_landmark_for_them() -> None:
    assert "bibliography" not in {kind for kind, _, _ in landmarks(BLOCKS[:-1], CHAPTERS)}


def test_links_lead_to_the_chapter_of_their_target_and_pages_have_titles() -> None:
    pages = {name: text.decode() for name, text in linked(BLOCKS, CHAPTERS).items()}

    assert 'href="ch2.xhtml#fig-a"' in pages["ch1.xhtml"]
    assert 'href="#fig-a"' in pages["ch2.xhtml"]
    assert 'href="https://example.org/#fig-a"' in pages["ch3.xhtml"]
    assert 'href="#fn1"' in pages["ch1.xhtml"], "every chapter has its own footnotes"
    assert "<title>Ett &amp; två</title>" in pages["ch2.xhtml"]
