"""What commands are given: a project, a date, names and numbers, or a message that says what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import kefu, started, state

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("build --edition elev", "there is no edition “elev”; the editions are report, student, teacher"),
        ("build --case 3", "there is no case “3”; the cases are 01-skolan, 02-bron"),
        ("build --jobs 0", "--jobs"),
        ("build --fast", "--fast"),
        ("publish", "publish"),
        ("new case", "TITLE"),
        ("build --root figures", "there is no project in “figures”"),
    ],
    ids=lambda value: "" if "“" in value else value,
)
def test_what_does_not_exist_is_a_usage_error(built: Path, arguments: str, message: str) -> None:
    before = state(built)

    said = kefu(*arguments.split(), cwd=built)

    assert said.returncode == ExitCode.USAGE
    assert message.lower() in said.stderr.lower()
    assert "Traceback" not in said.stderr
    assert said.stdout == ""
    assert state(built) == before


@pytest.mark.parametrize("arguments", [("build",), ("list",), ("new", "case", "Titel")], ids=" ".join)
def test_a_folder_without_a_project_is_a_usage_error(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    said = started(*arguments, cwd=tmp_path)

    assert said.returncode == ExitCode.USAGE
    assert f"there is no project in “{tmp_path}” or above it: no report/publication.yaml" in said.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["i dag", "1.5", "9" * 30], ids=["words", "fraction", "too large"])
def test_a_date_that_is_none_is_a_usage_error(built: Path, given: str) -> None:
    before = state(built)

    said = kefu("build", cwd=built, environment={"SOURCE_DATE_EPOCH": given})

    assert said.returncode == ExitCode.USAGE
    assert "SOURCE_DATE_EPOCH" in said.stderr
    assert "Traceback" not in said.stderr
    assert state(built) == before
