"""Why a Word file is not read is raised with everything that its user is told."""

from __future__ import annotations

from kefu.rules.word import WORD_FILE_IS_READABLE
from kefu.word.refusal import RefusalError


def test_a_refusal_holds_what_is_told() -> None:
    refusal = RefusalError(WORD_FILE_IS_READABLE, "it is empty", "ask for it again", "or write it anew")

    assert (refusal.rule, refusal.message) == (WORD_FILE_IS_READABLE, "it is empty")
    assert refusal.hints == ("ask for it again", "or write it anew")
    assert str(refusal) == "it is empty"
