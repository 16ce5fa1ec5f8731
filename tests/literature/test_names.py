"""Persons and organisations in a field of names."""

from __future__ import annotations

import pytest

from kefu.literature.names import doubt, split, surname


@pytest.mark.parametrize(
    ("names", "first"),
    [
        ("Svara, J. H. and Olsson, B.", "Svara"),
        ("J. H. Svara", "Svara"),
        ("von der Leyen, U.", "von der Leyen"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("{Skatter and Avgifter}", "Skatter and Avgifter"),
        ('{\\"O}berg, Bo', "Öberg"),
        ("{\\AA}kesson, Bo", "Åkesson"),
        ("a, b, c, d", "a"),
        ("", ""),
        (" ", ""),
        ("{", ""),
    ],
)
def test_the_first_surname_is_found(names: str, first: str) -> None:
    assert surname(names) == first


def test_names_are_parted_by_and_outside_braces() -> None:
    assert split("A and {B and C}\n and D AND others") == ["A", "{B and C}", "D", "others"]


@pytest.mark.parametrize(
    ("names", "hint"),
    [
        ("Sveriges Kommuner och Regioner", "{Sveriges Kommuner och Regioner}"),
        ("Statens offentliga utredningar", "{Statens offentliga utredningar}"),
        ("Lunds kommun", "{Lunds kommun}"),
        ("Region Skåne", "{Region Skåne}"),
        ("World Health Organization", "{World Health Organization}"),
        ("Myndigheten för digital förvaltning", "{Myndigheten för digital förvaltning}"),
        ("Ek, Bo and Statistiska centralbyrån", "{Statistiska centralbyrån}"),
        ("Bo Alm, Cia Ek, Dan Fors", "write “Bo Alm and Cia Ek and Dan Fors”"),
        ("Alm, Bo, Ek, Cia", "write “Alm, Bo and Ek, Cia”"),
        ("Bo Alm, Cia Ek", "write “Bo Alm and Cia Ek”"),
        ("Bo Alm & Cia Ek", "write “Bo Alm and Cia Ek”"),
        ("Bo Alm och Cia Ek", "write “Bo Alm and Cia Ek”"),
        ("Alm, B. & Ek, C.", "write “Alm, B. and Ek, C.”"),
        ("Alm, B. och Ek, C.", "write “Alm, B. and Ek, C.”"),
        ("Alm, B., Ek, C. & Dal, D.", "write “Alm, B. and Ek, C. and Dal, D.”"),
        ("Bo Alm, Cia Ek & Dan Dal", "write “Bo Alm and Cia Ek and Dan Dal”"),
        ("Alm, Bo; Ek, Cia", "write “Alm, Bo and Ek, Cia”"),
        ("Alm, Bo et al.", "write “and others”"),
        ("Alm m.fl.", "write “and others”"),
    ],
)
def test_what_is_probably_no_name_is_doubted(names: str, hint: str) -> None:
    told = doubt(names)
    assert told
    assert hint in told[1]


@pytest.mark.parametrize(
    "names",
    [
        "Alm, Bo and Ek, Cia",
        "Bo Alm and Cia Ek",
        "{Sveriges Kommuner och Regioner}",
        "{Alm; Ek}",
        "Skolverket",
        "OECD",
        "von der Leyen, Ursula",
        "Ludwig van Beethoven",
        "King, Jr., Martin Luther",
        "King, Martin Luther",
        "Svara, J. H. and others",
        "H. M. Press",
        "García Márquez, Gabriel",
        "{\\AA}sa Lind",
        "M. deBettencourt",
        "{García Márquez}, Gabriel José",
        "family=Alm, given=Bo",
    ],
)
def test_names_are_not_doubted(names: str) -> None:
    assert doubt(names) is None
