"""What the browser is told of documents and problems."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.assemble import outlines
from kefu.diagnostics import Diagnostic, Location
from kefu.preview.editor import Editor
from kefu.preview.state import Problem, entry_of, id_of, line_at, state
from kefu.rules.bibliography import BIBTEX_IS_READABLE
from kefu.rules.files import FILE_EXISTS

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project


def test_problems_are_told_with_the_documents_that_they_are_in(project: Project, tmp_path: Path) -> None:
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography" / "references.bib").write_text("a\n@book{b\n", encoding="utf-8")
    entries = [entry_of(outline, "Rapporten") for outline in outlines(project)]
    shared = Diagnostic(
        rule=BIBTEX_IS_READABLE,
        location=Location(path=PurePosixPath("bibliography/references.bib"), line=2, column=3),
        message="“b” does not end",
        hints=("end it",),
    )
    own = Diagnostic(rule=FILE_EXISTS, location=Location(path=PurePosixPath("a.md")), message="missing")
    problems = [Problem(diagnostic=shared), Problem(diagnostic=own, document="student/02-bron")]

    told = state(
        "Titel",
        entries,
        problems,
        busy="",
        latest="",
        focus=None,
        checked="12:00:00",
        root=tmp_path,
        editor=Editor(root=tmp_path),
    )

    first, second = told["problems"]
    assert first == {
        "severity": "error",
        "rule": "bibtex-is-readable",
        "message": "“b” does not end",
        "hints": ["end it"],
        "path": "bibliography/references.bib",
        "line": 2,
        "column": 3,
        "text": "@book{b",
        "documents": [id_of(outline) for outline in outlines(project)],
        "editor": Editor(root=tmp_path).link(shared.location),
    }
    assert (second["documents"], second["text"], second["line"]) == (["student/02-bron"], "", 0)
    errors = {one["id"]: one["errors"] for one in told["documents"]}
    assert errors == {"report/report": 1, "student/01-skolan": 1, "student/02-bron": 2, "teacher/01-skolan": 1} | {
        "teacher/02-bron": 1
    }
    assert {one["checked"] for one in told["documents"]} == {"Granskad 12:00:00"}
    assert {one["title"] for one in told["documents"]} == {"Rapporten", "Skolan", "Bron"}


@pytest.mark.parametrize(
    ("path", "line", "text"),
    [
        ("a.md", 2, "två"),
        ("a.md", 3, ""),
        ("a.md", None, ""),
        ("b.md", 1, ""),
        ("../secret.md", 1, ""),
        ("linked.md", 1, ""),
        ("", 1, ""),
    ],
)
def test_a_line_is_one_of_a_file_in_the_project(tmp_path: Path, path: str, line: int | None, text: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.md").write_text("ett\ntvå\n", encoding="utf-8")
    (tmp_path / "secret.md").write_text("hemligt\n", encoding="utf-8")
    (root / "linked.md").symlink_to(tmp_path / "secret.md")

    assert line_at(root, Location(path=PurePosixPath(path), line=line)) == text
