"""The rows of `kefu list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.listing import rows
from kefu.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project


def test_there_is_a_row_for_each_case_by_number(project: Project) -> None:
    assert [(row.number, row.id, row.title, row.status) for row in rows(project)] == [
        (1, "01-skolan", "Skolan", "review"),
        (2, "02-bron", "Bron", "review"),
    ]


def test_a_row_names_the_editions_of_cases_and_not_the_report(project: Project) -> None:
    assert [row.editions for row in rows(project)] == [("student", "teacher"), ("student", "teacher")]


def test_a_row_counts_the_words_of_each_part_that_the_case_has(small: Path) -> None:
    case = small / "cases" / "01-skolan"
    (case / "conversation.md").write_text("Ett *samtal* <!-- inte de här orden --> om\nskolan.\n", encoding="utf-8")
    skolan, bron = rows(load(small, jobs=1).project)
    assert [kind for kind, _ in skolan.words] == ["case", "questions", "conversation", "teaching-note", "epilogue"]
    assert dict(skolan.words)["conversation"] == 4
    assert dict(skolan.words)["epilogue"] == 8
    assert "conversation" not in dict(bron.words)
