"""Swedish as its rules have it: inflection, dates, sizes, enumerations, names for files."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.words import language


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("KEFU", "KEFU:s"),
        ("SKR", "SKR:s"),
        ("Anna", "Annas"),
        ("Lunds universitet", "Lunds universitets"),
        ("Borås", "Borås"),
        ("Växjö", "Växjös"),
        ("Marx", "Marx"),
        ("Schweiz", "Schweiz"),
    ],
)
def test_the_genitive_follows_the_rules_of_swedish(name: str, genitive: str) -> None:
    assert language.genitive(name) == genitive


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (datetime.date(2022, 7, 6), "6 juli 2022"),
        (datetime.date(2026, 1, 31), "31 januari 2026"),
        (datetime.date(1999, 12, 1), "1 december 1999"),
    ],
    ids=str,
)
def test_a_date_is_written_out_and_its_day_stays_with_its_month(day: datetime.date, written: str) -> None:
    assert language.date(day) == written.replace(" ", language.NBSP, 1)


@pytest.mark.parametrize(
    ("octets", "written"),
    [(0, "1 kB"), (999, "1 kB"), (304_769, "305 kB"), (999_499, "999 kB"), (999_500, "1,0 MB"), (3_385_640, "3,4 MB")],
)
def test_a_size_is_written_with_its_unit_and_a_comma(octets: int, written: str) -> None:
    assert language.size(octets) == written.replace(" ", language.NBSP)


@given(st.integers(min_value=0, max_value=10**12))
def test_no_size_has_a_decimal_point_or_a_space_that_breaks(octets: int) -> None:
    assert not set(language.size(octets)) & set(". ")


@pytest.mark.parametrize(("number", "form"), [(0, "sidor"), (1, "sida"), (2, "sidor"), (11, "sidor")])
def test_a_noun_has_the_form_that_its_number_takes(number: int, form: str) -> None:
    assert language.counted(number, one="sida", many="sidor") == f"{number}{language.NBSP}{form}"


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
    ids=["none", "one", "two", "three"],
)
def test_words_are_listed_as_in_a_sentence(given_: list[str], sentence: str) -> None:
    assert language.enumerate_words(given_) == sentence


@pytest.mark.parametrize(
    ("text", "capital"), [("", ""), ("figur", "Figur"), ("åKE", "ÅKE"), ("KEFU", "KEFU"), ("1 a", "1 a")]
)
def test_a_capital_changes_the_first_letter_alone(text: str, capital: str) -> None:
    assert language.capitalise(text) == capital


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ny ordförande, gammal direktör", "ny-ordforande-gammal-direktor"),
        ("ÅÄÖ åäö é ü", "aao-aao-e-u"),
        ("  – 2 år – ", "2-ar"),
        ("a/b\\c..d", "a-b-c-d"),
        ("…", ""),
        ("日本", ""),
    ],
)
def test_a_slug_keeps_what_it_can_of_a_text(text: str, slug: str) -> None:
    assert language.slug(text) == slug


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_a_slug_is_a_name_for_files_and_labels_and_its_own_slug(text: str) -> None:
    slug = language.slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert language.slug(slug) == slug


@pytest.mark.parametrize(
    ("name", "ascii_"), [("Överrad", "Overrad"), ("Utgåvorad", "Utgavorad"), ("TOC 1 – é", "TOC 1  e")]
)
def test_letters_lose_what_ascii_does_not_have(name: str, ascii_: str) -> None:
    assert language.ascii_letters(name) == ascii_


def test_the_alphabet_has_its_last_three_letters() -> None:
    assert re.fullmatch(f"[{language.CAPITALS}]+", "ABCXYZÅÄÖ")
    assert re.fullmatch(f"[{language.SMALL_LETTERS}]+", "abcxyzåäö")
    assert not re.search(f"[{language.CAPITALS}{language.SMALL_LETTERS}]", "ÆØéü1_ ")
