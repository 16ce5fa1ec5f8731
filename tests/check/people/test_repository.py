"""What git knows of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.check.people.repository import (
    RepositoryFile,
    is_ignored,
    is_inside,
    other_files,
    repository_of,
    tracked_files,
)
from kefu.diagnostics import BuildError

if TYPE_CHECKING:
    from collections.abc import Mapping

GIT = shutil.which("git") or "git"


def make(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    subprocess.run([GIT, "init"], cwd=folder, check=True, capture_output=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    subprocess.run([GIT, "add", "."], cwd=folder, check=True, capture_output=True)
    return folder


def by_path(files: tuple[RepositoryFile, ...]) -> dict[str, str]:
    return {str(file.path): (*file.contents.texts, "")[0] for file in files}


def test_tracked_files_are_read_whatever_their_encoding(tmp_path: Path) -> None:
    root = make(
        tmp_path / "r",
        {
            "å b\n.md": "\ufeffÅkermalm\r\nett\rtvå".encode(),
            "gammal.txt": "Åkermalm".encode("cp1252"),
            "wide.txt": "Åkermalm".encode("utf-16"),
            ".gitignore": b"/ignored.md\n",
            "ignored.md": b"x",
        },
    )
    (root / "untracked.md").write_bytes(b"x")

    assert by_path(tracked_files(root)) == {
        ".gitignore": "/ignored.md\n",
        "gammal.txt": "Åkermalm",
        "wide.txt": "Åkermalm",
        "å b\n.md": "Åkermalm\nett\ntvå",
    }


def test_what_is_printable_in_a_binary_file_is_its_text(tmp_path: Path) -> None:
    wide = "Författare Åkermalm".encode("utf-16-le")
    root = make(tmp_path / "r", {"a.png": b"\x89PNG\0\xff\0Author Akermalm\0\x01" + wide + b"\0\0\x05"})
    (file,) = tracked_files(root)

    assert not file.contents.texts
    assert {"Author Akermalm", "Författare Åkermalm"} <= {
        line for channel in file.contents.channels for line in channel.text.split("\n")
    }
    assert file.contents.problems


def test_a_link_is_what_it_points_to_and_a_file_that_is_gone_is_what_git_has(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"gone.md": b"x", "folder/a.md": b"y"})
    (root / "link").symlink_to("folder")
    subprocess.run([GIT, "add", "link"], cwd=root, check=True, capture_output=True)
    (root / "gone.md").unlink()

    assert by_path(tracked_files(root)) == {
        "folder/a.md": "y",
        "gone.md": "x",
        "link": "folder",
    }


def test_a_file_that_neither_git_nor_the_folder_has_any_more_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = make(tmp_path / "inner", {"a.txt": b"x"})
    root = make(tmp_path / "r", {"a.md": b"x"})
    subprocess.run([GIT, "-c", "user.name=a", "-c", "user.email=a", "commit", "-qm", "x"], cwd=inner, check=True)
    shutil.copytree(inner, root / "sub")
    subprocess.run([GIT, "add", "sub"], cwd=root, check=True, capture_output=True)
    shutil.rmtree(root / "sub")
    assert by_path(tracked_files(root)) == {"a.md": "x", "sub": ""}

    def vanish(path: Path) -> bytes:
        raise FileNotFoundError(path)

    (root / "b.md").write_bytes(b"y")
    monkeypatch.setattr(Path, "read_bytes", vanish)
    assert by_path(other_files(root, apart=None)) == {"b.md": ""}


def test_files_that_git_does_not_track_are_those_of_the_projects_folder(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"project/.gitignore": b"*.docx\n/dist/\n", "project/a.md": b""})
    for name in ("b.md", "project/b.md", "project/c.docx", "project/dist/d.md", "project/names.yaml"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"x")

    found = other_files(root / "project", apart=root / "project" / "names.yaml")
    assert [str(file.path) for file in found] == ["b.md", "c.docx"]
    assert other_files(tmp_path, apart=None) == ()


def test_the_whole_repository_is_listed_from_the_projects_folder(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"notes.md": b"x", "project/a.md": b"y"})

    assert set(by_path(tracked_files(root / "project"))) == {"../notes.md", "a.md"}


def test_a_repository_that_the_environment_points_to_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "r", {"a.md": b"x"})
    other = make(tmp_path / "other", {"b.md": b"x"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))

    assert [file.path for file in tracked_files(root)] == [PurePosixPath("a.md")]


def test_outside_a_repository_nothing_is_tracked(tmp_path: Path) -> None:
    assert repository_of(tmp_path) is None
    assert tracked_files(tmp_path) == ()


def test_a_repository_that_git_cannot_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").write_text("gitdir: nowhere\n", encoding="utf-8")
    with pytest.raises(BuildError, match="tracked-files-are-listed"):
        tracked_files(tmp_path)

    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(BuildError, match="tracked-files-are-listed"):
        tracked_files(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows names are Unicode")
def test_a_name_that_is_no_utf_8_can_be_printed(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {os.fsdecode(b"\xe5.md"): b"x"})
    (file,) = tracked_files(root)

    assert str(file.path) == "?.md"
    assert file.contents.texts == ("x",)


def test_ignored_is_what_git_does_not_track(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {".gitignore": b"*.yaml\n", "a.md": b""})
    (root / "b.yaml").write_bytes(b"")

    assert is_ignored(root / "b.yaml", root)
    assert not is_ignored(root / "a.md", root)
    assert not is_ignored(tmp_path / "b.yaml", root)
    assert not is_ignored(tmp_path / "b.yaml", tmp_path)


def test_inside_is_what_a_folder_holds_through_links_too(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a")

    assert is_inside(tmp_path / "a" / "b" / "c.yaml", tmp_path / "a")
    assert is_inside(tmp_path / "a" / "new" / "c.yaml", tmp_path / "link")
    assert is_inside(tmp_path / "link" / "c.yaml", tmp_path / "a")
    assert not is_inside(tmp_path / "a" / ".." / "c.yaml", tmp_path / "a")


def test_a_repository_in_the_repository_is_a_problem_if_git_tracks_it_and_else_its_files_are_read(
    tmp_path: Path,
) -> None:
    inner = make(tmp_path / "inner", {"a.txt": b"x"})
    root = make(tmp_path / "r", {"b.txt": b"x"})
    subprocess.run([GIT, "-c", "user.name=a", "-c", "user.email=a", "commit", "-qm", "x"], cwd=inner, check=True)
    shutil.copytree(inner, root / "sub")
    subprocess.run([GIT, "add", "sub"], cwd=root, check=True, capture_output=True)
    shutil.copytree(inner, root / "nested")

    assert [file.contents.problems for file in tracked_files(root)] == [(), ("it is a repository of its own",)]
    assert by_path(other_files(root, apart=None)) == {"nested/a.txt": "x"}
