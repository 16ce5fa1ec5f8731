"""A book's blocks say what they are to those who do not see them."""

from __future__ import annotations

import pytest

from kefu import tree
from kefu.engines.epub.body import MEANINGS, body
from kefu.engines.html import title_of


def header(identifier: str, *kinds: str, level: int = 1) -> tree.Node:
    return {"t": "Header", "c": [level, [identifier, [*kinds], []], tree.text("Ett")]}


def attributes(block: tree.Node) -> tuple[str, list[str], dict[str, str]]:
    identifier, classes, pairs = tree.attributes_of(block)
    return identifier, classes, dict(pairs)


def made(block: tree.Node) -> tree.Node:
    (found,) = body([block])
    return found


@pytest.mark.parametrize(
    ("kinds", "meaning"),
    [
        ([], {}),
        (["chapter"], {"epub:type": "chapter", "role": "doc-chapter"}),
        (["front"], {"epub:type": "preface"}),
        (["references"], {"epub:type": "bibliography", "role": "doc-bibliography"}),
    ],
)
def test_a_chapter_says_what_it_is(kinds: list[str], meaning: dict[str, str]) -> None:
    identifier, classes, pairs = attributes(made(header("sec-a", *kinds)))

    assert (identifier, classes, pairs) == ("sec-a", [], meaning)


@pytest.mark.parametrize("meaning", MEANINGS.values())
def test_a_meaning_of_the_book_is_not_another_for_assistive_technology(meaning: dict[str, str]) -> None:
    assert meaning.get("role", f"doc-{meaning['epub:type']}") == f"doc-{meaning['epub:type']}"


def test_an_exhibit_is_a_group_with_the_name_that_its_title_says() -> None:
    title = tree.div(["", ["exhibit-title"], []], [tree.para(tree.text("Ett mejl"))])
    box = made(tree.div(["exh-mejl", ["exhibit"], []], [title, tree.para(tree.text("Hej."))]))
    inner, text = box["c"][1]

    assert attributes(box) == (
        *("exh-mejl", ["exhibit"]),
        {"role": "group", "aria-labelledby": title_of("exh-mejl")},
    )
    assert attributes(inner) == (title_of("exh-mejl"), ["exhibit-title"], {})
    assert text == tree.para(tree.text("Hej."))


def test_a_language_is_said_in_the_ways_of_html_and_xml_and_nothing_else_is_kept() -> None:
    block = made(tree.div(["", ["a"], [["lang", "en"], ["origin", "hemlig.md"]]], []))
    (inline,) = body([tree.para([tree.span(["", [], [["lang", "de"], ["data-x", "y"]]], [])])])[0]["c"]

    assert attributes(block) == ("", ["a"], {"lang": "en", "xml:lang": "en"})
    assert inline["c"][0] == tree.attr(**{"lang": "de", "xml:lang": "de"})


def test_a_link_to_a_source_says_so() -> None:
    (paragraph,) = body([tree.para([tree.link("#ref-svara2001", []), tree.link("#sec-a", [])])])

    assert [link["c"][0] for link in paragraph["c"]] == [tree.attr(role="doc-biblioref"), tree.attr()]
