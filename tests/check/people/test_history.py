"""What git keeps of the past."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path, PurePosixPath

from kefu.check.people.history import GIT, past

PROGRAM = shutil.which("git") or "git"
PERSON = ("-c", "user.name=Writer", "-c", "user.email=w@example.org")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([PROGRAM, *PERSON, *arguments], cwd=folder, check=True, capture_output=True)


def written(folder: Path, text: str) -> None:
    (folder / "a.md").write_text(text, encoding="utf-8")
    git(folder, "add", "a.md")


def test_everything_that_was_is_found(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    written(tmp_path, "the first version")
    git(tmp_path, "commit", "--quiet", "-m", "the first message")
    written(tmp_path, "the lost version")
    git(tmp_path, "commit", "--quiet", "-m", "the lost message")
    git(tmp_path, "reset", "--quiet", "--hard", "HEAD~1")
    written(tmp_path, "the stashed version")
    git(tmp_path, "stash", "push", "-m", "the message of the stash")
    written(tmp_path, "the version that is never committed")
    written(tmp_path, "the present version")
    git(tmp_path, "branch", "the-branch")
    git(tmp_path, "tag", "-a", "the-tag", "-m", "the message of the tag")
    git(tmp_path, "notes", "add", "-m", "the note")

    pieces = list(past(tmp_path))
    text = "\n".join(text for piece in pieces for text in piece.contents.texts)
    for part in (
        *("the first version", "the lost version", "the stashed version", "the version that is never committed"),
        *("the first message", "the lost message", "the message of the stash", "the message of the tag", "the note"),
        *("the-branch", "the-tag", "Writer"),
    ):
        assert part in text
    assert "the present version" not in text
    assert {piece.path for piece in pieces} >= {GIT, PurePosixPath("a.md")}
    assert any(piece.where.startswith("in the version of a file ") for piece in pieces)


def test_outside_a_repository_there_is_no_past(tmp_path: Path) -> None:
    assert list(past(tmp_path)) == []
