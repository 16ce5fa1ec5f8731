"""Tracked changes are accepted or rejected, each kind of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.manuscripts.imports import TITLE, planned, text, word
from tests.word.ooxml import dele, gone, ins, moved, p, r, signed, table

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
