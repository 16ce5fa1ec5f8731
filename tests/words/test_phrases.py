"""Phrases that documents and pages make of fixed words and given ones."""

from __future__ import annotations

import pytest

from kefu.authored import Format
from kefu.imprint import ImprintEntry, ImprintTerm
from kefu.words import documents, imprint, phrases
from kefu.words.language import NBSP


def test_a_document_names_the_others_in_running_text() -> None:
    assert phrases.the_case("Skolan") == "fallet ”Skolan”"
    assert phrases.the_report("KEFU", "Två sidor") == "KEFU:s rapport ”Två sidor”"
    assert phrases.part_of(f"figur{NBSP}3", phrases.the_case("Skolan")) == f"figur{NBSP}3 i fallet ”Skolan”"
    assert phrases.case_number(3) == f"Fall{NBSP}3"
    assert phrases.case_title(3, "Skolan") == f"Fall{NBSP}3: Skolan"
    assert phrases.restricted("Lärarutgåva") == "Lärarutgåva – får inte lämnas till studenter"


@pytest.mark.parametrize("title", ["{}", "{title}", "{0} {", "100 %"])
def test_a_title_may_hold_any_sign(title: str) -> None:
    assert phrases.the_case(title) == f"fallet ”{title}”"
    assert phrases.the_report("KEFU", title) == f"KEFU:s rapport ”{title}”"
    assert phrases.part_of(title, title) == f"{title} i {title}"


def test_a_draft_is_called_one() -> None:
    assert phrases.draft_title("Skolan") == "UTKAST: Skolan"
    assert phrases.beside(documents.DRAFT, phrases.restricted("Lärarutgåva")) == (
        "UTKAST · Lärarutgåva – får inte lämnas till studenter"
    )


@pytest.mark.parametrize(
    ("pieces", "line"), [([], ""), ([""], ""), (["a", ""], "a"), (["", "b"], "b"), (["a", "b", "c"], "a · b · c")]
)
def test_pieces_stand_beside_each_other_without_a_sign_for_those_that_are_empty(pieces: list[str], line: str) -> None:
    assert phrases.beside(*pieces) == line


def test_numbers_of_pages_and_cases_have_their_nouns() -> None:
    assert [phrases.number_of_pages(number) for number in (1, 11)] == [f"1{NBSP}sida", f"11{NBSP}sidor"]
    assert [phrases.number_of_cases(number) for number in (1, 7)] == [f"1{NBSP}fall", f"7{NBSP}fall"]


def test_an_imprint_is_shown_with_its_labels_and_an_isbn_with_its_format() -> None:
    entries = (
        ImprintEntry(term=ImprintTerm.LICENCE, text="CC BY 4.0"),
        ImprintEntry(term=ImprintTerm.ISBN, text="978-91-0-000000-1", format=Format.PDF),
    )

    assert phrases.labelled(entries) == (("Licens", "CC BY 4.0"), ("ISBN", "978-91-0-000000-1 (pdf)"))


def test_every_term_of_an_imprint_has_a_label_of_its_own() -> None:
    assert set(imprint.LABELS) == set(ImprintTerm)
    assert len(set(imprint.LABELS.values())) == len(ImprintTerm)
