"""Words before a year that are no authors."""

from __future__ import annotations

import pytest

from kefu.manuscripts.citations.strangers import is_law, is_place_or_time


@pytest.mark.parametrize("words", ["Malmö", "Malmös", "Västra Götaland", "Upplands Väsby", "Sverige", "Hösten", "maj"])
def test_places_and_times(words: str) -> None:
    assert is_place_or_time(words)


@pytest.mark.parametrize("words", ["Lund", "Berg", "Ek", "Malmö stad", "Karl Malmö", "Svara", ""])
def test_persons_and_organisations_are_neither(words: str) -> None:
    """“Lund” and “Berg” may be both, so that somebody has to decide."""
    assert not is_place_or_time(words)


@pytest.mark.parametrize(
    ("words", "after", "law"),
    [
        ("SFS", "725", True),
        ("Kommunallagen", "725", True),
        ("Den nya Skollag", "800", True),
        ("Skollagen", "", False),
        ("Ek", "12", False),
        ("Kommunallagen", "s. 3", False),
        ("", "3", False),
    ],
)
def test_laws_have_names_and_numbers(words: str, after: str, law: bool) -> None:
    assert is_law(words, after) is law
