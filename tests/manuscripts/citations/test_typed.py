"""Typed citations: where they are in a text, and what is none."""

from __future__ import annotations

import pytest
from tests.manuscripts.citations.known import SHELF

from kefu.manuscripts.citations import typed


def found(text: str) -> list[str]:
    """Return what is read as a citation or told as doubtful: its words, and keys with what stands around them."""
    read = [(typed.read(one, SHELF, [("ek2019",)])) for one in typed.candidates(text)]
    return [
        "; ".join(f"{part.prefix}|{'-' * part.hidden}{part.key}|{part.suffix}" for part in one.parts)
        or f"? {text[one.start : one.end]}"
        for one in read
        if one
    ]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("(Ek, C., 2019)", ["|ek2019|"]),
        ("(Ek, C. & Alm, B. 2020)", ["|ekalm2020|"]),
        ("(C. Ek 2019)", ["|ek2019|"]),
        ("(EK 2019)", ["|ek2019|"]),
        ("(Ek et al., 2020)", ["|ekalm2020|"]),
        ("(Ek med flera 2020)", ["|ekalm2020|"]),
        ("(Ek 2019 s. 12)", ["|ek2019|s. 12"]),
        ("(Ek 2019 s 12)", ["|ek2019|s. 12"]),
        ("(Ek 2019, s.12 f.)", ["|ek2019|s. 12 f."]),
        ("(Ek, 2019, pp. 12-14)", ["|ek2019|s. 12–14"]),
        ("(Ek 2019: 12)", ["|ek2019|s. 12"]),
        ("(Ek 2019, kap. 3, s. 4)", ["|ek2019|kap. 3, s. 4"]),
        ("(t ex Ek 2019)", ["t ex|ek2019|"]),
        ("(Jfr även Ek 2019)", ["Jfr även|ek2019|"]),
        ("(Ek 2019, Ek & Alm 2020)", ["|ek2019|; |ekalm2020|"]),
        ("(Ek 2019, s. 12 ff., Ek & Alm 2020)", ["|ek2019|s. 12 ff.; |ekalm2020|"]),
        ("(Ek 2019 och Ek och Alm 2020)", ["|ek2019|; |ekalm2020|"]),
        ("(von Ås 2003, 2004)", ["|as2003|; |as2004|"]),
        ("von Ås (2003, 2004) skriver", ["|as2003|; |-as2004|"]),
        ("Ås 2003, s. 3, skriver", ["|as2003|s. 3"]),
        ("Eks (2019) bok", ["|-ek2019|"]),
        ("(Samtalsutredningen, SOU 2018:99, s. 3)", ["|sou2018_99|s. 3"]),
        ("(SOU 2018:99)", ["|sou2018_99|"]),
        ("(ibid., s. 5)", ["|ek2019|s. 5"]),
        ("Ek, a.a., s. 2.", ["|ek2019|s. 2"]),
        ("(Ek 2019) och (Okänd 2001)", ["|ek2019|", "? (Okänd 2001)"]),
        ("(Ek 2019; se bilaga)", ["? (Ek 2019; se bilaga)"]),
        ("Okänd (2019:12)", ["? Okänd (2019:12)"]),
        ("(Malmö 2018; Ek 2019)", ["? (Malmö 2018; Ek 2019)"]),
        ("(Västerås 2018)", ["? (Västerås 2018)"]),
        ("(Lund 2018)", ["? (Lund 2018)"]),
    ],
)
def test_citations_are_read_with_what_stands_around_them(text: str, citations: list[str]) -> None:
    assert found(text) == citations


@pytest.mark.parametrize(
    "text",
    [
        "(Malmö 2018)",
        "(Malmö och Kiruna 2018)",
        "(Sverige 2018; Norge, 2019)",
        "i Malmö (2018) och Region Skåne 2018",
        "Malmös (2018)",
        "Hösten (2018) kom",
        "(Tabell 2018)",
        "(SFS 2017:725) (Skollagen 2010:800) Förvaltningslagen (2017:900)",
        "(2018) (2018:12) (född 1950) (i maj 2002)",
        "COVID-19 2020 och Ek 2018–2020",
        "Ek, s. 4, och nr 2001",
        "Valet 2018 och Kommunen 2001",
    ],
)
def test_places_times_laws_and_numbers_are_no_citations(text: str) -> None:
    assert found(text) == []


def test_words_before_an_author_stay_text() -> None:
    text = "Enligt Statsvetaren Ek (2019) är"
    (one,) = [read for match in typed.candidates(text) if (read := typed.read(match, SHELF, []))]

    assert (text[one.start : one.end], one.in_text) == ("Ek (2019)", True)


@pytest.mark.parametrize(
    ("piece", "each"),
    [
        ("Anna Bo Cia Dag Eva ", 0),
        ("A. B. C. D. ", 0),
        ("Ek-", 0),
        ("E'.", 0),
        ("C.D A.B, ", 0),
        ("(Ek 2019, s. 3 och ", 1),
        ("(Ek 2019) ", 1),
        ("von den de la Ek av ", 0),
    ],
)
def test_a_long_text_in_capitals_is_searched_in_steps(piece: str, each: int) -> None:
    """Patterns that try again from each letter would take half a minute for these."""
    few, many = (len(list(typed.candidates(piece * number))) for number in (500, 2_000))

    assert (few, many) == (500 * each, 2_000 * each)
