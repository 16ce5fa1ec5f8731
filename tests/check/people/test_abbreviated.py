"""A given name with the initial of a surname may be somebody in the registry."""

from __future__ import annotations

import pytest

from kefu.check.people.abbreviated import abbreviated
from kefu.check.people.registry import registry_of
from kefu.check.people.spellings import Kind, Name

REGISTRY = registry_of(
    [
        Name(kind=Kind.PERSON, real="Åsa Öhrström", invented="Maria Holm", aliases=("Lisa Brunngren",)),
        Name(kind=Kind.PERSON, real="Bo Hölkmark", invented="Bo Hansson"),
        Name(kind=Kind.PERSON, real="Per Olof Grynvall", invented="Karl Gren"),
        Name(kind=Kind.PERSON, real="Ivar Högmark", invented="Ivar Erik Hansson"),
        Name(kind=Kind.PERSON, real="Tyra Vidmark", invented="Tyra Lind"),
        Name(kind=Kind.PERSON, real="Qvintus", invented="Max"),
        Name(kind=Kind.PLACE, real="Norra Vråksele", invented="Älvhede"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sade Åsa Ö. till oss", "Åsa Ö"),
        ("sade Asa O till", "Asa O"),
        ("Lisa\N{NO-BREAK SPACE}B.", "Lisa\N{NO-BREAK SPACE}B"),
        ("åsa ö. till", ""),
        ("Åsa ö", ""),
        ("Åsa Ödman", ""),
        ("Åsa Ö. K. Lund", ""),
        ("Mosa Ö.", ""),
        ("Bo H.", ""),
        ("Ivar H.", ""),
        ("Tyra V.", "Tyra V"),
        ("Per G.", "Per G"),
        ("Olof G.", "Olof G"),
        ("Per O.", ""),
        ("Qvintus Q.", ""),
        ("åsa ö. och Åsa Ö.", "Åsa Ö"),
        ("Norra V.", ""),
    ],
)
def test_a_given_name_and_an_initial_are_found_if_they_are_of_somebody_real(text: str, found: str) -> None:
    assert [text[hit.start : hit.end] for hit in abbreviated(text, REGISTRY)] == ([found] if found else [])


def test_nobody_is_found_where_nobody_is_known() -> None:
    assert abbreviated("Åsa Ö.", registry_of([])) == ()
