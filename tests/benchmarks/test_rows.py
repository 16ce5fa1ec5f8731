"""Rows are measured in turn on each side, after their edits."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.benchmarks.rows import BUILD, MANY, ROWS, Row, measured_in_turn
from tests.benchmarks.sides import Side
from tests.benchmarks.watching import Spent, spent

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = (
    Row(name="one", title="One", command=("list",)),
    Row(name="two", title="Two", edits=(lambda project, number: NOTED.append(("edit", str(project), number)),) * 2),
)
NOTED: list[Any] = []


@dataclass(frozen=True, kw_only=True)
class Quick(Side):
    """A side that does nothing but note what it is asked for."""

    name: str = field(default="")

    def run(self, *arguments: str, project: Path, fails: bool = False) -> Spent:
        NOTED.append((self.name, arguments, str(project), fails))
        return Spent(seconds=1, cpu=1, memory=1, said="")


@pytest.fixture(autouse=True)
def _nothing_noted() -> None:
    NOTED.clear()


@pytest.mark.parametrize(("number", "order"), [(1, ["a", "b"]), (2, ["b", "a"])])
def test_a_row_is_measured_on_each_side_before_the_next_one_is(number: int, order: Sequence[str]) -> None:
    sides: dict[Side, Path] = {Quick(repository=Path(name), name=name): Path("projects", name) for name in ("a", "b")}
    said: list[str] = []

    measured = [
        (row.name, side.repository.name) for row, side, _ in measured_in_turn(EXAMPLES, sides, number, said.append)
    ]

    assert measured == [(row, side) for row in ("one", "two") for side in order]
    assert said == ["One", "Two"]


def test_between_two_edits_a_build_is_made_that_fails() -> None:
    EXAMPLES[1].measured(Quick(repository=Path("a"), name="a"), Path("project"), 7)

    assert NOTED == [
        ("edit", "project", 7),
        ("a", BUILD, "project", True),
        ("edit", "project", 7),
        ("a", BUILD, "project", False),
    ]


def test_rows_have_names_of_their_own_and_those_for_many_cases_are_among_them() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert {*MANY} < {*ROWS}


def test_only_a_version_that_keeps_something_is_told_to_be_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def noted(command: Sequence[str], **given: Any) -> Spent:
        NOTED.append((*command[3:], given["env"].get("KEFU_CACHE"), given["env"]["PYTHONPATH"]))
        return Spent(seconds=1, cpu=1, memory=1, said="")

    monkeypatch.setattr("tests.benchmarks.sides.spent", noted)
    monkeypatch.setenv("KEFU_CACHE", "elsewhere")
    (tmp_path / "new" / "scripts" / "kefu" / "cache").mkdir(parents=True)
    for name in ("old", "new"):
        Side(repository=tmp_path / name).run("check", "--fresh", project=tmp_path)

    assert [*NOTED] == [
        ("check", None, str(tmp_path / "old" / "scripts")),
        ("check", "--fresh", None, str(tmp_path / "new" / "scripts")),
    ]


def test_a_version_counts_as_far_as_its_names_of_folders_go(tmp_path: Path) -> None:
    for name, pattern in (("old", "([0-9]{2})-(.+)"), ("new", "([0-9]{2,})-(.+)")):
        load = tmp_path / name / "scripts" / "kefu" / "load"
        load.mkdir(parents=True)
        (load / "cases.py").write_text(f"NAME = r'{pattern}'\n", encoding="utf-8")

    assert [Side(repository=tmp_path / name).counts_far for name in ("old", "new")] == [False, True]


def test_time_and_memory_of_a_command_are_those_of_all_its_processes(tmp_path: Path) -> None:
    counting = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo $i"
    took = spent(["sh", "-c", f"sh -c '{counting}'; echo done"], cwd=tmp_path, env={"PATH": "/usr/bin:/bin"})

    assert took.said == "200000\ndone\n"
    assert took.seconds > 0
    assert took.cpu > 0
    assert took.memory > 0


def test_a_command_that_fails_ends_the_measurement_unless_that_is_expected(tmp_path: Path) -> None:
    failing = ["sh", "-c", "echo wrong; exit 3"]
    with pytest.raises(SystemExit, match=r"exit code 3\nwrong"):
        spent(failing, cwd=tmp_path, env={})
    assert spent(failing, cwd=tmp_path, env={}, fails=True).said == "wrong\n"
    with pytest.raises(SystemExit, match="exit code 0"):
        spent(["sh", "-c", "exit 0"], cwd=tmp_path, env={}, fails=True)
