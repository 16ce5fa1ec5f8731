"""Works by who has written them, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.manuscripts.citations.known import SHELF

from kefu.manuscripts.citations.shelf import Found


@pytest.mark.parametrize(
    ("authors", "year", "key", "could_be"),
    [
        ("Ek", "2019", "ek2019", ()),
        ("ek", "2019", "ek2019", ()),
        ("Ek, C.", "2019", "ek2019", ()),
        ("C. Ek", "2019", "ek2019", ()),
        ("Ek & Alm", "2020", "ekalm2020", ()),
        ("Ek, C. och Alm, B.", "2020", "ekalm2020", ()),
        ("Ek and Alm", "2020", "ekalm2020", ()),
        ("Ek m.fl.", "2020", "ekalm2020", ()),
        ("Ek m fl", "2020", "ekalm2020", ()),
        ("Ek et al.", "2020", "ekalm2020", ()),
        ("von Ås", "2003", "as2003", ()),
        ("Ås", "2003", "as2003", ()),
        ("As", "2003", "as2003", ()),
        ("Västerås stad", "2017", "vasteras2017", ()),
        ("Holm", "u.å.", "utan", ()),
        ("Ek", "2020", "", ("ekalm2020",)),
        ("Ek m.fl.", "2019", "", ("ekalm2020",)),
        ("Alm", "2020", "", ()),
        ("Ek & Dal", "2020", "", ()),
        ("Ek, Alm & Dal", "2020", "", ()),
        ("Dal", "2001", "", ("dal2001", "dal2001b")),
        ("Dal", "1999", "", ("dal2001", "dal2001b")),
        ("Stad", "2017", "", ()),
        ("", "2019", "", ()),
    ],
)
def test_a_work_is_found_by_author_and_year(authors: str, year: str, key: str, could_be: tuple[str, ...]) -> None:
    assert SHELF.find(authors, year) == Found(key=key, could_be=could_be)


def test_letters_after_years_are_those_of_the_manuscript() -> None:
    lettered = replace(SHELF, letters={"dal2001b": "a", "dal2001": "b"})

    assert lettered.find("Dal", "2001a") == Found(key="dal2001b")
    assert lettered.find("Dal", "2001c").key == ""
    assert SHELF.find("Dal", "2001a").key == ""


@pytest.mark.parametrize(("number", "key"), [("SOU 2018:99", "sou2018_99"), ("SOU 2018:9", ""), ("Ds 2018:99", "")])
def test_official_print_is_found_by_its_number(number: str, key: str) -> None:
    assert SHELF.official(number) == Found(key=key)


def test_the_works_of_an_author_are_those_of_any_year() -> None:
    assert SHELF.by("Ek") == ("ek2019", "ekalm2020")


@pytest.mark.parametrize(("name", "begins"), [("Västerås", True), ("Väst", False), ("Kiruna", True), ("Malmö", False)])
def test_names_begin_with_a_name_in_the_manuscript_too(name: str, begins: bool) -> None:
    assert replace(SHELF, listed=("Kiruna kommun (2018). Plan.",)).begins_with(name) is begins
