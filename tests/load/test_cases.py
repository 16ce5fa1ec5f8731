"""Case folders. Mistakes in them are among the fixtures of `test_project.py`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kefu.load.cases import NAME, Described, read_cases
from kefu.load.problems import Problems

if TYPE_CHECKING:
    from pathlib import Path


def cases_of(root: Path) -> tuple[Described, ...]:
    problems = Problems()
    cases = read_cases(root, {}, problems)
    assert problems.settle() == ()
    return cases


def test_cases_come_by_number_and_not_by_name(small: Path) -> None:
    (small / "cases" / "01-skolan").rename(small / "cases" / "10-skolan")
    assert [(case.number, case.description.id) for case in cases_of(small)] == [(2, "bron"), (10, "skolan")]


def test_parts_come_in_the_order_of_their_kinds(small: Path) -> None:
    (small / "cases" / "01-skolan" / "conversation.md").write_text("Samtal.\n", encoding="utf-8")
    kinds = [kind for kind, _ in cases_of(small)[0].parts]
    assert kinds == ["case", "questions", "conversation", "teaching-note", "epilogue"]


def test_a_part_that_no_edition_needs_may_be_missing(small: Path) -> None:
    (small / "cases" / "01-skolan" / "epilogue.md").unlink()
    assert [kind for kind, _ in cases_of(small)[0].parts] == ["case", "questions", "teaching-note"]


def test_a_project_may_be_without_cases(small: Path) -> None:
    shutil.rmtree(small / "cases")
    assert cases_of(small) == ()


@pytest.mark.parametrize("name", ["01-skolan", "99-a", "07-ny-ordforande", "10-2030", "01-a-1-b"])
def test_a_folder_is_named_by_two_digits_and_an_id(name: str) -> None:
    match = NAME.fullmatch(name)
    assert match
    assert f"{match[1]}-{match[2]}" == name


@pytest.mark.parametrize(
    "name", ["1-a", "001-a", "01_a", "01-A", "01-å", "01-a-", "01--a", "01-", "a", "01-a b", "٠١-a"]
)
def test_other_names_are_no_cases(name: str) -> None:
    assert not NAME.fullmatch(name)
