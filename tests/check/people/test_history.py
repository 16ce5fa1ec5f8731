"""What git keeps of the past."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path, PurePosixPath

from kefu.check.people.history import GIT, past

PROGRAM = shutil.which("git") or "git"
PERSON = ("-c", "user.name=Writer", "-c", "user.email=w@example.org")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([PROGRAM, *PERSON, *arguments], cwd=folder, check=True, capture_output=True)


def written(folder: Path, text: str) -> None:
    (folder / "a b.md").write_text(text, encoding="utf-8")
    git(folder, "add", "a b.md")


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
    assert {piece.path for piece in pieces} >= {GIT, PurePosixPath("a b.md")}


def test_each_object_is_told_once_by_what_it_is_and_the_beginning_of_its_name(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    written(tmp_path, "the first\nversion\n")
    git(tmp_path, "commit", "--quiet", "-m", "the message")
    git(tmp_path, "tag", "-a", "the-tag", "-m", "the message of the tag")
    written(tmp_path, "")

    pieces = {piece.where: piece for piece in past(tmp_path)}
    names = {
        kind: subprocess.run([PROGRAM, "rev-parse", name], cwd=tmp_path, check=True, capture_output=True, text=True)
        for kind, name in (("version of a file", "HEAD:a b.md"), ("commit", "HEAD"), ("tag", "the-tag"))
    }
    told = {f"in the {kind} {name.stdout[:10]}" for kind, name in names.items()}
    assert {where for where in pieces if re.search(r" [0-9a-f]{10}$", where)} == told
    (version,) = (piece for where, piece in pieces.items() if where.startswith("in the version of a file "))
    assert (version.path, version.contents.texts) == (PurePosixPath("a b.md"), ("the first\nversion\n",))
    assert {piece.path for piece in pieces.values() if piece is not version} == {GIT}


def test_outside_a_repository_there_is_no_past(tmp_path: Path) -> None:
    assert list(past(tmp_path)) == []
