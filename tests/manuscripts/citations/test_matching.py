"""Which entry of the bibliography a work is."""

from __future__ import annotations

import pytest
from tests.manuscripts.citations.known import WORKS

from kefu.manuscripts.citations.matching import Match, folded, match
from kefu.manuscripts.citations.values import Described, Name


def work(title: str, year: str = "", family: str = "", kind: str = "book", **fields: str) -> Described:
    names = {"author": (Name(family=family),)} if family else {}
    return Described(kind=kind, names=names, dates={"issued": year}, fields={"title": title, **fields})


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (work("Vad som helst", DOI="https://doi.org/10.1234/abc"), Match(key="ekalm2020")),
        (work("Vad som helst", URL="https://doi.org/10.1234/ABC."), Match(key="ekalm2020")),
        (work("Vad som helst", ISBN="91-7164-145-3"), Match(key="ek2019")),
        (work("Samtal för alla", "2019", "Ek"), Match(key="ek2019")),
        (work("SAMTAL FÖR ALLA: en handbok", "2019", "Ek"), Match(key="ek2019")),
        (work("Samtal för alla", "2018", "Ek"), Match(like=("ek2019",))),
        (work("Samtal för alla", "2019", "Dal"), Match()),
        (work("Tre", "2003", "Ås"), Match(key="as2003")),
        (work("Budget i blåst", "2020", "Ek", DOI="10.9999/annan"), Match(like=("ekalm2020",))),
        (work("x", DOI="10.1234/abc", ISBN="978-91-7164-145-8"), Match(could_be=("ekalm2020", "ek2019"))),
        (work("Ett kapitel", kind="chapter", ISBN="978-91-7164-145-8"), Match()),
        (work(""), Match()),
    ],
)
def test_a_work_is_the_entry_that_its_identifiers_or_its_title_tell(given: Described, found: Match) -> None:
    assert match(given, WORKS) == found


def test_texts_are_compared_without_accents_signs_and_what_joins_names() -> None:
    assert folded("<i>Ås</i> & Ørsted: Två–tre") == "as orsted tva tre"
