"""What a command depends on is noticed, and what it said is heard."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from kefu.cache import Heard, Ran, answered, contents, listing, open_store, remember
from kefu.layout import PUBLICATION

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is also the working directory."""
    folder = tmp_path / "project"
    (folder / PUBLICATION).parent.mkdir(parents=True)
    (folder / PUBLICATION).write_text("title: A\n", encoding="utf-8")
    (folder / "cases" / "01-a").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def test_names_are_listed_and_nothing_else(root: Path) -> None:
    before = listing(root)
    (root / PUBLICATION).write_text("title: B\n", encoding="utf-8")
    (root / "figures" / "__pycache__").mkdir(parents=True)
    (root / "figures" / "__pycache__" / "a.pyc").touch()
    (root / "thesis.docx").touch()
    assert listing(root) == before


@pytest.mark.parametrize("name", ["cases/01-a/case.md", "report/ny.md", "figures/a.py"])
def test_a_new_file_changes_the_listing(root: Path, name: str) -> None:
    before = listing(root)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).touch()
    assert listing(root) != before


def test_the_files_of_a_folder_are_told_apart_by_what_they_hold(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "b.txt").write_text("b", encoding="utf-8")
    before = contents(folder)
    assert [*before] == ["a/b.txt"]
    (folder / "a" / "b.txt").write_text("c", encoding="utf-8")
    assert contents(folder) != before
    (folder / "a" / "b.txt").unlink()
    assert contents(folder) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links for everybody")
def test_a_link_to_the_same_bytes_is_another_thing(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    folder.mkdir()
    (tmp_path / "outside").write_text("b", encoding="utf-8")
    (folder / "b").write_text("b", encoding="utf-8")
    before = contents(folder)
    (folder / "b").unlink()
    (folder / "b").symlink_to(tmp_path / "outside")
    assert contents(folder) != before


def test_what_is_said_is_heard_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    heard = Heard()
    sys.stdout.write("before\n")
    for _ in range(2):
        with heard.hears():
            sys.stdout.write("out\n")
            sys.stderr.write("err\n")
            assert sys.stdout.isatty() is False
    assert heard.said == ("out\nout\n", "err\nerr\n")
    assert capsys.readouterr() == ("before\nout\nout\n", "err\nerr\n")


@pytest.mark.parametrize("arguments", [[], ["list"], ["build"], ["check", "--root", "elsewhere"], ["--version"]])
def test_who_has_not_been_asked_before_has_no_answer(root: Path, arguments: list[str]) -> None:
    assert not answered(arguments)
    assert not (root / ".kefu").exists()


@pytest.fixture
def asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the arguments of a command that is remembered."""
    arguments = ["build", "--quiet"]
    (root / "dist").mkdir()
    ran = Ran(root=str(root), out=str(root / "dist"), read={}, listing=listing(root), release={}, said=("a", "b"))
    monkeypatch.setattr(sys, "argv", ["kefu", *arguments])
    remember(open_store(root / ".kefu"), ran)
    return arguments


def test_who_asks_again_is_answered(asked: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert answered(asked)
    assert capfd.readouterr() == ("a", "b")


@pytest.mark.parametrize("more", ["--fresh", "-q", "--case=1"])
def test_who_asks_for_something_else_is_not(asked: list[str], more: str) -> None:
    assert not answered([*asked, more])


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "KEFU_PSEUDONYMS", "FORCE_COLOR", "COLUMNS"])
def test_who_asks_elsewhere_is_not(asked: list[str], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "77")
    assert not answered(asked)


def test_a_variable_that_does_not_matter_is_passed_over(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHLVL", "77")
    assert answered(asked)


def test_a_new_file_in_the_release_is_noticed(asked: list[str], root: Path) -> None:
    (root / "dist" / "new").touch()
    assert not answered(asked)


def test_a_project_that_is_moved_is_another_one(asked: list[str], root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = root.with_name("moved")
    root.rename(moved)
    monkeypatch.chdir(moved)
    assert not answered(asked)
