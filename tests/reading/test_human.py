"""What people write in YAML as they would in Swedish prose."""

from __future__ import annotations

from typing import get_args

import pytest

from kefu.authored import (
    DocumentKind,
    Format,
    Governance,
    OrganisationType,
    PartKind,
    Side,
    Status,
    Subject,
    Visibility,
)
from kefu.reading.human import MEANT, as_boolean, as_date, as_items, as_number, as_value


@pytest.mark.parametrize(
    "text",
    [
        "1 december 2026", "den 1 december 2026", "1 dec. 2026", "1 Dec 2026", "1\u00a0december 2026", "1/12 2026",
        "1.12.2026", "01-12-2026", "2026/12/01", "2026-12-1", "20261201", "2026. 12. 1", "'1 december 2026'",
    ],
)  # fmt: skip
def test_a_date_is_understood_however_it_is_written(text: str) -> None:
    assert as_date(text) == "2026-12-01"


@pytest.mark.parametrize("text", ["", "2026-12", "december 2026", "31 februari 2026", "1 foo 2026", "1/13 2026"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert as_date(text) == ""


def test_yes_and_no_are_understood() -> None:
    assert [as_boolean(text) for text in ("Ja", "ja.", "sant", "NEJ", "falskt", "kanske", "")] == [
        "true", "true", "true", "false", "false", "", "",
    ]  # fmt: skip


def test_a_value_is_understood_in_swedish_and_in_another_case() -> None:
    assert as_value("Godkänd", [*Status]) == "approved"
    assert as_value("PDF", [*Format]) == "pdf"
    assert as_value("godkänd", get_args(Side)) == ""
    assert as_value("okänd", [*Status]) == ""


def test_every_value_that_a_word_can_mean_exists() -> None:
    named = {str(value) for kind in (Status, Visibility, DocumentKind, Format, PartKind) for value in kind}
    listed = {value for kind in (OrganisationType, Governance, Side, Subject) for value in get_args(kind)}
    assert set(MEANT.values()) <= named | listed | {"required", "optional", "sv-SE"}


def test_numbers_are_understood_with_spaces_commas_and_units() -> None:
    assert [as_number(text) for text in ("10,5", "10,5 pt", "12 300", "-3", "12.5", "tio", "1 2")] == [
        "10.5", "10.5", "12300", "-3", "12.5", "", "",
    ]  # fmt: skip


def test_a_list_is_understood_as_a_sentence_and_with_dashes() -> None:
    assert as_items("kommundirektör, ordförande och rektor") == ["kommundirektör", "ordförande", "rektor"]
    assert as_items("- ett - två") == ["ett", "två"]
    assert as_items("pdf; html") == ["pdf", "html"]
