"""What the registry's own names will find. Every name here is made up for the test."""

from __future__ import annotations

import pytest

from kefu.check.people.doubts import doubts
from kefu.check.people.spellings import Kind, Name


def told(
    kind: Kind, real: str, *, exceptions: tuple[str, ...] = (), aliases: tuple[str, ...] = (), ordinary: bool = False
) -> list[bool]:
    name = Name(kind=kind, real=real, invented="x", aliases=aliases, exceptions=exceptions, ordinary_word=ordinary)
    return [doubt.too_much for doubt in doubts(name)]


@pytest.mark.parametrize(
    ("kind", "real"),
    [
        (Kind.PERSON, "Åkermalm"),
        (Kind.PERSON, "A. Åkermalm"),
        (Kind.PERSON, "Bo Ek"),
        (Kind.PERSON, "Annika Ek"),
        (Kind.PERSON, "Bo Annika Ek"),
        (Kind.PLACE, "Lurö"),
        (Kind.ORGANISATION, "QVX"),
    ],
)
def test_a_name_that_finds_too_little_is_told(kind: Kind, real: str) -> None:
    assert told(kind, real) == [False]


@pytest.mark.parametrize(
    ("kind", "real"),
    [
        (Kind.PERSON, "Anna Strand"),
        (Kind.PERSON, "Anna Maria Strand"),
        (Kind.WORKPLACE, "Granen"),
        (Kind.WORKPLACE, "Vårdcentralen"),
        (Kind.ORGANISATION, "Socialförvaltningen"),
        (Kind.ORGANISATION, "Bygg AB"),
    ],
)
def test_a_name_that_finds_too_much_is_told(kind: Kind, real: str) -> None:
    assert told(kind, real) == [True]


@pytest.mark.parametrize(
    ("kind", "real"),
    [
        (Kind.PERSON, "Anna-Karin Åkermalm"),
        (Kind.PERSON, "Storm Åkermalm"),
        (Kind.PERSON, "Anna Qvix"),
        (Kind.PERSON, "Anna Blom"),
        (Kind.PLACE, "Märstavik"),
        (Kind.ORGANISATION, "Granviks Bygg AB"),
        (Kind.WORKPLACE, "Vårdcentralen Granstugan"),
        (Kind.WORKPLACE, "Vårdcentralen Granen"),
        (Kind.WORKPLACE, "Granen Solvik"),
    ],
)
def test_a_good_name_is_not_told(kind: Kind, real: str) -> None:
    assert told(kind, real) == []


def test_an_ordinary_word_that_says_so_is_not_told() -> None:
    assert told(Kind.WORKPLACE, "Granen", ordinary=True) == []


def test_a_name_that_its_own_exception_hides_is_told() -> None:
    assert told(Kind.PLACE, "Märstavik", exceptions=("Märstavik",)) == [False]


def test_a_person_without_a_given_name_whose_surname_is_an_ordinary_word_is_told_both() -> None:
    assert told(Kind.PERSON, "Strand") == [False, True]


def test_a_short_surname_is_not_told_if_the_person_is_also_called_something_longer() -> None:
    assert told(Kind.PERSON, "Bo Ek", aliases=("rektor Ek",)) == []
    assert told(Kind.PERSON, "Bo Ek", aliases=("Ekan",)) == [False]
