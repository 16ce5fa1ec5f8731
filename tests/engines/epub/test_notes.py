"""Footnotes are numbered through a book, and each leads to its number in the text and back."""

from __future__ import annotations

import re

from kefu.engines.epub.notes import numbered


def chapter(*notes: int) -> bytes:
    """Return a chapter with footnotes as pandoc writes them, which count from 1 in every chapter."""
    references = (f'<a href="#fn{n}" class="footnote-ref" id="fnref{n}" role="doc-noteref">{n}</a>' for n in notes)
    texts = (f'<aside epub:type="footnote" id="fn{n}">\n<p>Not</p>\n</aside>' for n in notes)
    return "".join((*references, *texts)).encode()


def test_numbers_go_on_from_chapter_to_chapter() -> None:
    made = numbered(
        {"ch2.xhtml": chapter(1), "ch1.xhtml": chapter(1, 2), "ch3.xhtml": chapter(), "ch4.xhtml": chapter(1)}
    )

    assert {name: re.findall(r"<sup>(\d+)</sup>", text.decode()) for name, text in made.items()} == {
        "ch1.xhtml": ["1", "2"],
        "ch2.xhtml": ["3"],
        "ch3.xhtml": [],
        "ch4.xhtml": ["4"],
    }


def test_a_note_and_its_reference_lead_to_each_other_and_say_what_they_are() -> None:
    text = numbered({"a": chapter(1), "b": chapter(1)})["b"].decode()

    assert 'href="#fn2"' in text
    assert 'id="fnref2" role="doc-noteref" aria-label="fotnot 2"' in text.lower()
    assert 'id="fn2"' in text
    assert re.search(r'<a href="#fnref2" role="doc-backlink" aria-label="[^"]+ 2">2</a>', text)


def test_what_is_no_footnote_is_left() -> None:
    page = b'<a href="#fn1">1</a><aside id="box">fn1</aside>'

    assert numbered({"a": page}) == {"a": page}
