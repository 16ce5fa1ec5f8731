"""Words that are one slip away from a real name. Every name here is made up for the test."""

from __future__ import annotations

import pytest

from kefu.check.people.misspelt import misspelt, one_slip
from kefu.check.people.registry import registry_of
from kefu.check.people.spellings import Kind, Name

REGISTRY = registry_of(
    [
        Name(kind=Kind.PERSON, real="Anna Katarina Åkermalm", invented="Maria Åkerholm", exceptions=("Åkermall",)),
        Name(kind=Kind.PERSON, real="Per Hansson", invented="Olof Berg"),
        Name(kind=Kind.WORKPLACE, real="Vårdcentralen Granriset", invented="Vårdcentralen Tallen"),
        Name(kind=Kind.PLACE, real="Svinaberga Lurvik", invented="Södra Ekeby"),
    ]
)


@pytest.mark.parametrize(
    "word", ["Åkermam", "Åkermallm", "Åkemralm", "Åkermolms", "AKERMAALM", "Granrset", "Svinabrga", "Lurvk"]
)
def test_a_slip_is_found(word: str) -> None:
    (hit,) = misspelt(f"Då sa {word} nej.", REGISTRY)

    assert (hit.start, hit.end) == (6, 6 + len(word))


@pytest.mark.parametrize(
    "word",
    [
        "Åkermalm",
        "Åkermalms",
        "Åkerholm",
        "Åkermall",
        "åkermam",
        "Akerman",
        "QvistMalm",
        "Jansson",
        "Hanson",
        "Katarna",
        "Vårdcentral",
        "Äkta",
    ],
)
def test_what_is_no_slip_is_not_found(word: str) -> None:
    assert misspelt(f"Då sa {word} nej.", REGISTRY) == ()


def test_every_slip_in_a_text_is_found_among_its_other_words() -> None:
    text = "Efteråt ringde Åkermam till kommunen, och Granrset svarade Åkermam."

    assert [text[hit.start : hit.end] for hit in misspelt(text, REGISTRY)] == ["Åkermam", "Granrset", "Åkermam"]


def test_a_slip_is_one_letter_or_two_that_are_swapped() -> None:
    assert all(one_slip("abcd", other) for other in ("abce", "abc", "bcd", "abxcd", "abcdx", "bacd", "abdc"))
    assert not any(one_slip("abcd", other) for other in ("abcd", "abef", "ab", "abcdef", "badc", "acdb"))
