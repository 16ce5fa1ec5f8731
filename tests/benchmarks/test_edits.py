"""Edits change what they say, each time to something else, and nothing besides."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML
from tests.benchmarks import edits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REWRITTEN = "cases/05-ordforanden-ringer/case.md"
BROKEN = "cases/07-loftet-och-rapporten/case.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return edits.copied(tmp_path / "project")


def contents(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    assert before.keys() == after.keys()
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize(
    ("edit", "names"),
    [
        (edits.rewritten, {REWRITTEN}),
        (edits.redrawn, {edits.SCRIPT}),
        (edits.broken, {BROKEN}),
        (edits.touched, {"cases/01-utkastet-som-lackte/case.yaml", "cases/02-prognosen/case.yaml"}),
    ],
)
def test_an_edit_changes_the_same_files_each_time_and_does_not_add_up(
    project: Path, edit: Callable[[Path, int], None], names: set[str]
) -> None:
    states = [contents(project)]
    for number in range(3):
        edit(project, number)
        states.append(contents(project))

    for before, after in pairwise(states):
        assert changed(before, after) == names
    assert all(len(states[1][name]) == len(states[3][name]) for name in names)


def test_what_is_only_touched_says_the_same(project: Path) -> None:
    def told() -> list[object]:
        return [dict(YAML(typ="safe").load(path.read_bytes())) for path in sorted(project.rglob("*.yaml"))]

    before = told()
    for path in project.rglob("*"):
        os.utime(path, (0, 0))

    edits.touched(project, 1)

    assert told() == before
    assert all(path.stat().st_mtime > 0 for path in project.rglob("*") if path.is_file())


def test_what_was_mended_cites_nothing_unknown_and_is_not_as_it_was(project: Path) -> None:
    before = contents(project)

    edits.broken(project, 1)
    assert edits.UNKNOWN in contents(project)[BROKEN].decode()

    edits.mended(project, 1)
    assert edits.UNKNOWN not in contents(project)[BROKEN].decode()
    assert changed(before, contents(project)) == {BROKEN}


def test_what_was_built_is_not_copied(small: Path, tmp_path: Path) -> None:
    for name in ("dist", ".kefu", "cases/.utkast"):
        (small / name).mkdir()
        (small / name / "fil").write_text("byggd", encoding="utf-8")

    assert not {"dist", ".kefu", ".utkast"} & {
        part for path in edits.copied(tmp_path / "copy", small).rglob("*") for part in path.parts
    }
