"""Mending a project changes its authored texts and nothing of them but their typography, or nothing at all."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from kefu.authoring.fixing import plan
from kefu.diagnostics import BuildError
from kefu.reading import markup
from kefu.reading.replacing import Change, apply

WRONG = '\ufeffHan sa "nej".\r\n\r\n```\r\n12%\r\n```\r\nÅren 1995-2000\n12% sist'
RIGHT = "\ufeffHan sa ”nej”.\r\n\r\n```\r\n12%\r\n```\r\nÅren 1995–2000\n12\u00a0% sist"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a project in which two texts are to be mended."""
    files = {
        "report/publication.yaml": "title: Ett  fel\nid: a-1-2\n",
        "report/metod.md": WRONG,
        "report/README.md": "12%",
        "cases/01-a/case.md": "Rätt\n",
        "cases/01-a/notes.md": "12%",
        "cases/.hidden/case.md": "12%",
        "figures/a.csv": "12%",
        "dist/report/a.md": "12%",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def rules(error: BuildError) -> list[tuple[str, str]]:
    return [(str(found.location.path), found.rule.name) for found in error.diagnostics]


def test_plan_holds_what_changes_and_writes_nothing(root: Path) -> None:
    before = contents(root)
    assert plan(root) == (
        Change(path=PurePosixPath("report/metod.md"), before=WRONG, after=RIGHT),
        Change(
            path=PurePosixPath("report/publication.yaml"),
            before="title: Ett  fel\nid: a-1-2\n",
            after="title: Ett fel\nid: a-1-2\n",
        ),
    )
    assert contents(root) == before


def test_plan_tells_of_every_file_that_cannot_be_read(root: Path) -> None:
    (root / "report" / "metod.md").write_bytes(b"\xff")
    (root / "cases" / "01-a" / "case.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        plan(root)
    assert rules(caught.value) == [("cases/01-a/case.yaml", "yaml-is-readable"), ("report/metod.md", "text-is-utf-8")]


@pytest.mark.parametrize("folder", ["", "report", "cases", "cases/01-a"])
def test_plan_tells_of_every_folder_that_nobody_may_read(
    root: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != root / folder and access(path, mode))

    with pytest.raises(BuildError) as caught:
        plan(root)

    assert rules(caught.value) == [(folder or ".", "file-is-readable")]


def test_slips_and_odd_characters_are_mended_with_the_line_ends_of_their_file(root: Path) -> None:
    texts = {
        "report/metod.md": (
            "Text.\r\n##Rubrik\r\nMer:\r\n• ett\r\n• två\r\n",
            "Text.\r\n\r\n## Rubrik\r\nMer:\r\n\r\n- ett\r\n- två\r\n",
        ),
        "cases/01-a/case.md": ("kom\u00admun \u201d\n", "kommun \u201d\n"),
        "report/publication.yaml": ("title: a\u0308r\n", "title: är\n"),
        "bibliography/a.bib": ("@book{a, title = {\ufb01nt -- \u200bord}}\n", "@book{a, title = {fint -- ord}}\n"),
    }
    (root / "bibliography").mkdir()
    for name, (before, _) in texts.items():
        (root / name).write_bytes(before.encode())
    assert {str(change.path): (change.before, change.after) for change in plan(root)} == texts
    apply(root, plan(root))
    assert plan(root) == ()


@pytest.mark.slow
def test_a_text_that_is_not_to_be_read_is_left_and_others_are_mended(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither one with a header, nor one with two versions, nor one that pandoc does not come to an end with."""
    monkeypatch.setattr(markup, "seconds_for", lambda *_: 1)
    header = "---\ntitle: x\n---\nText.\n## Rubrik\n"
    (root / "report" / "metod.md").write_text(header, encoding="utf-8")
    versions = "Text.\n<<<<<<< HEAD\nett\n=======\ntvå\n>>>>>>> b\n## x\n"
    (root / "cases" / "01-a" / "questions.md").write_text(versions, encoding="utf-8")
    (root / "cases" / "01-a" / "case.md").write_text("[" * 300 + "\n## x\n", encoding="utf-8")
    (root / "report" / "bilaga.md").write_text("Text.\n## Rubrik\n", encoding="utf-8")
    assert [(str(change.path), change.after) for change in plan(root)][:1] == [
        ("report/bilaga.md", "Text.\n\n## Rubrik\n")
    ]


def test_plan_of_no_project_is_empty(tmp_path: Path) -> None:
    assert plan(tmp_path) == ()
