"""`kefu check` reports what is wrong with the files in place, in the form that is asked for, and changes nothing."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Final

import pytest
from tests.cli.conftest import RELEASE, kefu, rows, state

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


WARNED: Final = "0 errors, 1 warning, 0 accepted findings"


@pytest.fixture
def warned(built: Path) -> Path:
    """Return the built project with a chapter in it that the report does not list, of which a check only warns."""
    (built / "report" / "olistad.md").write_text("# Olistad\n", encoding="utf-8")
    return built


def test_a_release_as_it_was_built_passes_and_every_file_is_listed(warned: Path) -> None:
    before = state(warned)

    said = kefu("check", cwd=warned / "report")

    assert said.returncode == ExitCode.DONE, said.stdout
    assert said.stdout.startswith("report/olistad.md: warning[chapter-is-listed]: ")
    assert {*RELEASE} < {row[0] for row in rows(said.stdout)}
    assert said.stdout.endswith(f"real names not searched for: {WARNED}\n")
    assert state(warned) == before


def test_warnings_count_as_errors_where_it_is_strict(warned: Path) -> None:
    said = kefu("check", "--strict", cwd=warned)

    assert said.returncode == ExitCode.FINDINGS
    assert said.stdout.endswith(f"{WARNED}\n")


def test_a_file_that_was_altered_is_reported_where_it_is(built: Path, tmp_path: Path) -> None:
    (tmp_path / "ut").mkdir()
    (built / "dist").rename(tmp_path / "ut" / "dist")
    path = tmp_path / "ut" / "dist" / RELEASE[0]
    path.write_bytes(path.read_bytes() + b"%")

    said = kefu("check", "--root", built, "--out", tmp_path / "ut" / "dist", "--format", "json", cwd=tmp_path)

    assert said.returncode == ExitCode.FINDINGS
    found = {(finding["path"], finding["rule"]) for finding in json.loads(said.stdout)["findings"]}
    assert (RELEASE[0], "manifest-matches-bytes") in found


def test_the_history_is_searched_only_with_a_registry(built: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("places:\n  - {real: Märstavik, invented: Sjövalla}\n", encoding="utf-8")
    git = ["git", "-c", "user.name=W", "-c", "user.email=w@example.org"]
    for command in (["init"], ["commit", "--allow-empty", "-m", "Om Märstavik"]):
        subprocess.run([*git, *command], cwd=built, check=True, capture_output=True)

    without = kefu("check", "--history", cwd=built)
    said = kefu("check", "--history", "--pseudonyms", names, cwd=built)

    assert without.returncode == ExitCode.USAGE
    assert "--pseudonyms" in without.stderr
    assert said.returncode == ExitCode.FINDINGS
    assert "git: error[real-name-is-absent]: the real name ••• of a place appears in git's history" in said.stdout
    assert "Märstavik" not in said.stdout + said.stderr
