"""Case folders. Mistakes in them are among the fixtures of `test_project.py`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.diagnostics import BuildError
from kefu.load.cases import NAME, Described, digits_needed, read_cases
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


@pytest.mark.parametrize("name", ["01-skolan", "99-a", "07-ny-ordforande", "10-2030", "01-a-1-b", "001-a", "1000-a"])
def test_a_folder_is_named_by_two_digits_or_more_and_an_id(name: str) -> None:
    match = NAME.fullmatch(name)
    assert match
    assert f"{match[1]}-{match[2]}" == name


@pytest.mark.parametrize("name", ["1-a", "01_a", "01-A", "01-å", "01-a-", "01--a", "01-", "a", "01-a b", "٠١-a"])
def test_other_names_are_no_cases(name: str) -> None:
    assert not NAME.fullmatch(name)


@given(st.lists(st.integers(0, 2000), unique=True), st.integers(2, 6))
def test_numbers_that_are_equally_long_are_as_long_as_is_needed(numbers: list[int], digits: int) -> None:
    longest = max([digits, *(len(str(number)) for number in numbers)])
    assert digits_needed(f"{number:0{longest}}" for number in numbers) == (longest if numbers else 2)


@given(st.lists(st.from_regex("[0-9]{2,5}", fullmatch=True), min_size=1))
def test_any_number_can_be_written_with_the_digits_that_are_needed(numbers: list[str]) -> None:
    assert max(len(str(int(number))) for number in numbers) <= digits_needed(numbers)


@pytest.mark.parametrize(
    ("numbers", "digits"),
    [
        (["01", "02", "003"], 2),
        (["001", "002", "03"], 3),
        (["01", "002"], 3),
        (["98", "99", "100"], 3),
        (["01", "02", "0100"], 3),
    ],
)
def test_the_digits_needed_are_those_of_most_numbers_or_of_the_highest(numbers: list[str], digits: int) -> None:
    assert digits_needed(numbers) == digits


def test_cases_with_longer_numbers_come_in_order(small: Path) -> None:
    (small / "cases" / "01-skolan").rename(small / "cases" / "100-skolan")
    (small / "cases" / "02-bron").rename(small / "cases" / "020-bron")
    assert [case.number for case in cases_of(small)] == [20, 100]


def test_numbers_of_unequal_length_are_told_once_with_the_names_to_give_the_folders(small: Path) -> None:
    for number in range(1, 9):
        shutil.copytree(small / "cases" / "01-skolan", small / "cases" / f"{number + 10}-skolan-{number}")
    (small / "cases" / "02-bron").rename(small / "cases" / "100-bron")
    problems = Problems()
    read_cases(small, {}, problems)
    with pytest.raises(BuildError) as caught:
        problems.settle()
    (told,) = (one for one in caught.value.diagnostics if one.rule.name == "case-numbers-are-equally-long")
    assert str(told.location) == "cases/01-skolan"
    assert told.message == "the number “01” has 2 digits; here, those of all cases should have 3"
    (hint,) = told.hints
    assert hint.startswith("rename “01-skolan” to “001-skolan”, “11-skolan-1” to “011-skolan-1”, “12-")
    assert hint.endswith("” to “012-skolan-2”, and 6 more in the same way")
