"""A Word file is prepared: what matters is left, and what is known of its paragraphs is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.manuscripts.imports import TITLE, planned, said, text, word
from tests.word.ooxml import dele, gone, ins, moved, p, r, signed, table

from kefu.manuscripts.preparing import prepared
from kefu.word import opened

if TYPE_CHECKING:
    from pathlib import Path

FROM, TO = moved("move1", r("Flyttat. "), r("Flyttat. "))
JOINED = p(r("Ett "), properties=f"<w:rPr>{dele()}</w:rPr>") + p(r("stycke."))
PARTED = p(r("Ett "), properties=f"<w:rPr>{ins()}</w:rPr>") + p(r("stycke."))
ROW = table([p(r("A"))], [p(r("1"))], [p(r("2"))]).replace(
    '<w:tr><w:tc><w:p><w:r><w:t xml:space="preserve">2',
    f'<w:tr><w:trPr>{dele()}</w:trPr><w:tc><w:p><w:r><w:t xml:space="preserve">2',
)
FORMAT = p(r("Fett", properties=f"<w:b/><w:rPrChange {signed()}><w:rPr/></w:rPrChange>"), r(" ord."))


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


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (p(r("Kommunen "), ins(r("växer"))), "Kommunen växer", "Kommunen"),
        (
            p(
                r("Kommunen "),
                dele(
                    gone("krymper "),
                ),
                r("snabbt"),
            ),
            "Kommunen snabbt",
            "Kommunen krymper snabbt",
        ),
        (p(r("Kvar "), ins(dele(gone("borta")))), "Kvar", "Kvar"),
        (p(FROM, r("Först. ")) + p(TO), "Först.\n\nFlyttat.", "Flyttat. Först."),
        (JOINED, "Ett stycke.", "Ett\n\nstycke."),
        (PARTED, "Ett\n\nstycke.", "Ett stycke."),
        (FORMAT, "**Fett** ord.", "Fett ord."),
    ],
)
def test_a_change_is_accepted_or_rejected(small: Path, body: str, accepted: str, rejected: str) -> None:
    content = word(TITLE, body)

    assert text(planned(small, content)).strip() == accepted
    assert text(planned(small, content, accept=False)).strip() == rejected


def test_a_deleted_row_goes_or_stays(small: Path) -> None:
    assert "2" not in text(planned(small, word(TITLE, p(r("x")), ROW)))
    assert "| 2" in text(planned(small, word(TITLE, p(r("x")), ROW), accept=False))
