"""Texts are compared word by word, and places in one are found in the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.review.differences import MOST_WORDS, moved_to, spans

OLD = "Kommunen har tre nya skolor."


def differing(old: str, new: str) -> list[tuple[str, str]]:
    return [(old[slice(*one.old)], new[slice(*one.new)]) for one in spans(old, new) if not one.same]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, []),
        ("Kommunen har\u00a0tre  nya skolor.", []),
        ("Kommunen har fyra nya skolor.", [("tre", "fyra")]),
        ("Kommunen får fyra nya skolor.", [("har tre", "får fyra")]),
        ("Kommunen har tre skolor.", [("nya ", "")]),
        ("Kommunen har tre nya skolor!", [(".", "!")]),
        ("", [(OLD, "")]),
    ],
)
def test_words_that_differ_are_found(new: str, expected: list[tuple[str, str]]) -> None:
    assert differing(OLD, new) == expected


def test_long_texts_differ_in_their_middle() -> None:
    old = " ".join(["a"] * MOST_WORDS + ["mitt"])
    new = " ".join(["b"] * MOST_WORDS + ["mitt"])

    assert len(differing(old, new)) == 1


def test_places_in_the_new_text_are_found_in_the_old_one() -> None:
    new = "I dag har kommunen tre nya skolor."
    found = spans(OLD, new)

    assert moved_to(found, new.index("nya")) == OLD.index("nya")
    assert moved_to((), 5) == 0
    assert moved_to(found, 1_000) == len(OLD)


@given(st.text("ab .\n", max_size=30), st.text("ab .\n", max_size=30))
def test_stretches_cover_both_texts(old: str, new: str) -> None:
    found = spans(old, new)

    assert "".join(old[slice(*one.old)] for one in found) == old
    assert "".join(new[slice(*one.new)] for one in found) == new
    assert all(0 <= moved_to(found, at) <= len(old) for at in range(len(new) + 1))
