"""The preview follows the file that was saved last, and stays with what is looked at if that shows the file."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.assemble import outlines
from kefu.preview.attention import Attention, last_written, touched
from kefu.preview.state import entry_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Project
    from kefu.preview.state import Entry

CASE = PurePosixPath("cases/01-skolan/case.md")
NOTE = PurePosixPath("cases/02-bron/teaching-note.md")
SHARED = PurePosixPath("bibliography/references.bib")


@pytest.fixture
def entries(project: Project) -> Mapping[str, Entry]:
    return {entry.id: entry for entry in (entry_of(outline, "Rapport") for outline in outlines(project))}


@pytest.mark.parametrize(
    ("seen", "path", "latest"),
    [
        ([], CASE, "student/01-skolan"),
        (["report/report"], CASE, "report/report"),
        (["student/02-bron"], CASE, "student/01-skolan"),
        (["teacher/02-bron"], CASE, "teacher/01-skolan"),
        (["teacher/01-skolan", "student/01-skolan"], CASE, "student/01-skolan"),
        (["report/report", "student/02-bron"], CASE, "student/01-skolan"),
        (["teacher/01-skolan", "report/report", "student/02-bron"], CASE, "teacher/01-skolan"),
        (["report/report"], NOTE, "teacher/02-bron"),
        (["student/01-skolan"], NOTE, "teacher/02-bron"),
        (["student/02-bron"], SHARED, "student/02-bron"),
        ([], SHARED, ""),
    ],
)
def test_the_document_of_a_change_is_turned_to(
    entries: Mapping[str, Entry], seen: list[str], path: PurePosixPath, latest: str
) -> None:
    attention = Attention()
    for id_ in seen:
        attention.see(id_, "1")
    attention.move(path, entries)

    assert attention.latest == latest
    assert [*attention.order()][:1] == ([latest] if latest else [])


def test_a_case_is_turned_to_even_if_nothing_else_is_shown(entries: Mapping[str, Entry]) -> None:
    attention = Attention()
    attention.move(CASE, {id_: entry for id_, entry in entries.items() if id_.endswith("/01-skolan")})

    assert attention.latest == "student/01-skolan"


def test_nobody_looks_at_a_document_that_was_not_asked_for_since_it_changed(entries: Mapping[str, Entry]) -> None:
    attention = Attention()
    entry = replace(entries["student/01-skolan"], revision="2")
    attention.see(entry.id, "1")

    assert not attention.is_on(entry)

    attention.see(entry.id, "2")
    assert attention.is_on(entry)

    attention.forget(["student/02-bron"])
    assert not attention.is_on(entry)


def test_what_somebody_waits_for_comes_before_what_was_written_last(entries: Mapping[str, Entry]) -> None:
    attention = Attention()
    attention.move(CASE, entries)
    attention.see("report/report", "")
    assert [*attention.order()] == ["report/report", attention.latest]

    attention.see("report/report", "1")
    assert [*attention.order()] == [attention.latest, "report/report"]


def test_touched_are_the_documents_that_show_a_file(entries: Mapping[str, Entry]) -> None:
    assert touched(entries.values(), [NOTE]) == ["teacher/02-bron"]


def test_of_several_files_the_one_that_was_written_last_counts(tmp_path: Path) -> None:
    for number, name in enumerate(["b.md", "a.md", "c.md"]):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (number, 10 - number))
    paths = [PurePosixPath(name) for name in ("a.md", "b.md", "c.md", "gone.md")]

    assert last_written(tmp_path, paths) == PurePosixPath("b.md")
