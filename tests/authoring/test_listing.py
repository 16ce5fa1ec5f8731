"""The rows of `kefu list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kefu.authoring.listing import Length, chapters, rows, shown
from kefu.load import load
from kefu.words import NBSP

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project


def test_there_is_a_row_for_each_case_by_number(project: Project) -> None:
    assert [(row.numeral, row.title, row.status) for row in rows(project)] == [
        ("01", "Skolan", "review"),
        ("02", "Bron", "review"),
    ]


def test_a_row_names_the_editions_of_cases_and_not_the_report(project: Project) -> None:
    assert [row.editions for row in rows(project)] == [("student", "teacher"), ("student", "teacher")]


def test_a_row_measures_each_part_that_the_case_has(small: Path) -> None:
    case = small / "cases" / "01-skolan"
    (case / "conversation.md").write_text("Ett *samtal* <!-- inte de här orden --> om\nskolan.\n", encoding="utf-8")
    skolan, bron = rows(load(small, jobs=1).project)
    assert [kind for kind, _ in skolan.lengths] == ["case", "questions", "conversation", "teaching-note", "epilogue"]
    assert dict(skolan.lengths)["conversation"] == Length(words=4, lix=4)
    assert dict(skolan.lengths)["epilogue"].words == 8
    assert "conversation" not in dict(bron.lengths)


def test_what_is_hard_to_read_changes_nothing_but_its_figure(small: Path) -> None:
    epilogue = small / "cases" / "01-skolan" / "epilogue.md"
    epilogue.write_text("Kommunstyrelseordföranden kommenterade beslutsunderlaget. " * 3, encoding="utf-8")
    loaded = load(small, jobs=1)
    assert dict(rows(loaded.project)[0].lengths)["epilogue"] == Length(words=9, lix=103)
    assert loaded.warnings == ()


def test_the_chapters_of_the_report_are_measured_in_reading_order(project: Project) -> None:
    measured = chapters(project)
    assert [path for path, _ in measured] == [
        "report/forord.md",
        "report/inledning.md",
        "report/analys.md",
        "report/bilaga.md",
    ]
    assert all(length.words > 0 for _, length in measured)


@pytest.mark.parametrize(
    ("length", "cell"),
    [
        (Length(words=7, lix=None), "7"),
        (Length(words=0, lix=None), "0"),
        (Length(words=999, lix=41.6), "999 · 42"),
        (Length(words=1523, lix=38.2), f"1{NBSP}523 · 38"),
    ],
)
def test_a_length_is_shown_in_few_signs(length: Length, cell: str) -> None:
    assert shown(length) == cell
