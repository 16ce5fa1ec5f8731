"""A Word file is prepared: what matters is left, and what is known of its paragraphs is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.manuscripts.imports import TITLE, planned, said, word
from tests.word.ooxml import ins, p, r

from kefu.manuscripts.preparing import prepared
from kefu.word import opened

if TYPE_CHECKING:
    from pathlib import Path


def test_paragraphs_have_their_places(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(TITLE, p(r("A.")), p(r("Mötet"), style="Rubrik1", mark="_Ref1"), p(), p(r("B.")), p(r("C."))))

    found = prepared(opened(path), lambda _: True)

    assert [str(origin) for origin in found.origins[1:]] == [
        "paragraph 1", "paragraph 2", "the heading “Mötet”", "paragraph 1 under “Mötet”", "paragraph 2 under “Mötet”",
    ]  # fmt: skip
    assert found.bookmarks == {"_Ref1": 3}


def test_what_is_about_the_whole_file_is_told(small: Path) -> None:
    body = (TITLE, p(r("Text "), ins(r("och mer")), r(".", properties='<w:lang w:val="en-US"/>')))
    plan = planned(small, word(*body, headers=(p(r("Utkast 3")),)))

    assert "tracked changes are settled: 1" in said(plan)
    assert "a header is left out: “Utkast 3”" in said(plan)


def test_a_text_in_another_language_than_swedish_is_told(small: Path) -> None:
    english = p(r("All of it.", properties='<w:lang w:val="en-US"/>'))

    assert "in another language (en)" in said(planned(small, word(english), title="Badhuset"))
