"""An item is open until somebody has answered or decided."""

from __future__ import annotations

from dataclasses import replace

from tests.review.documents import found, word
from tests.word.ooxml import dele, gone, p

from kefu.review.items import Decision


def test_an_answer_or_a_decision_closes_an_item() -> None:
    (item,) = found(word(p(dele(gone("Nej")))), None)

    assert item.open
    assert not replace(item, answer="Ja").open
    assert not replace(item, decision=Decision.REJECTED).open
