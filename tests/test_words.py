"""The Swedish words that readers see, and how they are put together."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu import words
from kefu.authored import PartKind


def test_every_part_has_its_title() -> None:
    assert set(words.PART_TITLES) == set(PartKind)


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
    assert words.genitive(name) == genitive


def test_a_document_names_the_others_in_running_text() -> None:
    assert words.the_case("Skolan") == "fallet ”Skolan”"
    assert words.the_report("KEFU", "Två sidor") == "KEFU:s rapport ”Två sidor”"
    assert words.case_title(3, "Skolan") == "Fall\N{NO-BREAK SPACE}3: Skolan"
    assert words.restricted("Lärarutgåva") == "Lärarutgåva – får inte lämnas till studenter"


def test_a_draft_is_called_one() -> None:
    assert words.draft_title("Skolan") == "UTKAST: Skolan"
    assert words.beside(words.DRAFT, words.restricted("Lärarutgåva")) == (
        "UTKAST · Lärarutgåva – får inte lämnas till studenter"
    )


@pytest.mark.parametrize(
    ("pieces", "line"), [([], ""), ([""], ""), (["a", ""], "a"), (["", "b"], "b"), (["a", "b", "c"], "a · b · c")]
)
def test_pieces_stand_beside_each_other_without_a_sign_for_those_that_are_empty(pieces: list[str], line: str) -> None:
    assert words.beside(*pieces) == line


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
    assert words.date(day) == written.replace(" ", words.NBSP, 1)


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
    ids=["none", "one", "two", "three"],
)
def test_words_are_listed_as_in_a_sentence(given_: list[str], sentence: str) -> None:
    assert words.enumerate_words(given_) == sentence


@pytest.mark.parametrize(
    ("text", "capital"), [("", ""), ("figur", "Figur"), ("åKE", "ÅKE"), ("KEFU", "KEFU"), ("1 a", "1 a")]
)
def test_a_capital_changes_the_first_letter_alone(text: str, capital: str) -> None:
    assert words.capitalise(text) == capital


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
    assert words.slug(text) == slug


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_a_slug_is_a_name_for_files_and_labels_and_its_own_slug(text: str) -> None:
    slug = words.slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert words.slug(slug) == slug
