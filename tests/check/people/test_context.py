"""Short names, which are told from words by what stands around them. Every name here is made up for the test."""

from __future__ import annotations

import pytest

from kefu.check.people.registry import registry_of, search
from kefu.check.people.spellings import Kind, Name

REGISTRY = registry_of(
    [
        Name(kind=Kind.PERSON, real="Bo Ek", invented="Maria Holm"),
        Name(kind=Kind.PERSON, real="Siv Ros", invented="Anna Dal"),
        Name(kind=Kind.PERSON, real="Ann Ny", invented="Eva Lind", ordinary_word=True),
        Name(kind=Kind.PERSON, real="Eva Ö", invented="Stina Berg"),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "Ek sade nej.",
        "EK SADE NEJ.",
        "I går ringde Ek.",
        "i går ringde\nEk och bad",
        "Eks förslag föll.",
        "Ek:s förslag",
        "Ek-affären",
        "Ek–Holm-alliansen",
        "Lill-Ek",
        "Ekgruppen",
        "Det var t.ex. Ek som ville.",
        "Ek (M) och Holm (S)",
        "Ek, ordförande",
        "Ek och Holm",
        "ordförande **Ek** kom",
        "den nya (Ek) kom",
        "ek@kommun.example",
        "Vi bad Ros om svar.",
        "I Ek såg de en ledare.",
        "I går ringde Ö och bad om svar.",
        "Ros förklarade",
    ],
)
def test_a_short_surname_is_found_where_it_can_only_be_a_name(text: str) -> None:
    assert search(text, REGISTRY)


@pytest.mark.parametrize(
    "text",
    [
        "Ek växer i parken.",
        "Bordet är av ek. Ek är hårt.",
        "en ek, ekens krona, vid en eks rot, ekar",
        "# Ek\n\nEk är hårt.",
        "- Ek\n- Ask",
        "”Ek är hårt.”",
        "EK OCH BOK",
        "EN GAMMAL EK FÖLL.",
        "Ros är en blomma.",
        "av ek, bo där",
        "Ny är du. Hon är Ny.",
        "ekbord och ekgruppen",
    ],
)
def test_the_word_is_not_found(text: str) -> None:
    assert search(text, REGISTRY) == ()
