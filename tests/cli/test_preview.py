"""`kefu preview` says where the pages are and what is wrong, and what it means to let others read them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.conftest import kefu

from kefu.cli.outcome import ExitCode
from kefu.diagnostics import Diagnostic, Location, OutputError
from kefu.rules.files import FILE_EXISTS, FILE_IS_READABLE

if TYPE_CHECKING:
    from pathlib import Path

EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing listens
ADDRESS = "http://127.0.0.1:8123/token/"


def problem(name: str) -> Diagnostic:
    return Diagnostic(rule=FILE_EXISTS, location=Location(path=PurePosixPath(name), line=1), message="missing")


class Running:
    """Runs in the place of a preview, and keeps what it was given."""

    def __init__(self) -> None:
        self.given: dict[str, Any] = {}
        self.told: list[list[Diagnostic]] = []
        self.error: Exception | None = None

    def __call__(self, root: Path, choice: object, **given: Any) -> None:
        self.given = {"root": root, "choice": choice, **given}
        if self.error:
            raise self.error
        given["begun"](ADDRESS)
        for problems in self.told:
            given["told"](problems)


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Running:
    made = Running()
    monkeypatch.setattr("kefu.preview.preview", made)
    monkeypatch.setattr("kefu.cli.preview.preload", lambda: None)
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    addresses: list[str] = []
    monkeypatch.setattr("webbrowser.open", addresses.append)
    return addresses


def test_the_browser_is_opened_at_the_address_that_is_printed(small: Path, running: Running, opened: list[str]) -> None:
    said = kefu("preview", cwd=small / "cases")

    assert said.returncode == ExitCode.DONE
    assert said.stdout == f"the preview is at {ADDRESS} until you press Ctrl+C\n"
    assert said.stderr == ""
    assert opened == [ADDRESS]
    assert running.given["root"] == small
    assert running.given["cache"] == small / ".kefu"
    assert (running.given["host"], running.given["port"]) == ("127.0.0.1", 0)


def test_what_is_chosen_is_previewed(small: Path, running: Running, opened: list[str]) -> None:
    kefu("preview", "--no-open", "--case", "1", "--edition", "student", "--port", "8123", cwd=small)

    assert opened == []
    choice = running.given["choice"]
    assert (choice.cases, choice.editions, running.given["port"]) == (("1",), ("student",), 8123)


def test_who_lets_others_read_is_told_what_that_means(small: Path, running: Running) -> None:
    said = kefu("preview", "--no-open", "--host", EVERYWHERE, cwd=small)

    assert running.given["host"] == EVERYWHERE
    assert said.stderr.startswith("warning: everybody in this network")
    assert "restricted ones too" in said.stderr


def test_problems_are_told_once_and_when_they_are_gone(small: Path, running: Running) -> None:
    warning = Diagnostic(rule=FILE_IS_READABLE, location=Location(path=PurePosixPath("b.md")), message="closed")
    running.told = [[problem("a.md")], [problem("a.md"), warning], []]

    said = kefu("preview", "--no-open", cwd=small)

    assert said.stderr.count("a.md:1: error[file-exists]: missing") == 1
    assert said.stderr.count("b.md: error[file-is-readable]: closed") == 1
    assert said.stderr.count("1 error; the last good pages stay until it is mended") == 2
    assert said.stdout.endswith("\nnothing is wrong any more\n")


def test_another_editor_can_be_chosen(small: Path, running: Running) -> None:
    template = "idea://open?file={path}&line={line}"
    kefu("preview", "--no-open", cwd=small, environment={"KEFU_EDITOR": template})
    assert running.given["template"] == template

    said = kefu("preview", "--no-open", cwd=small, environment={"KEFU_EDITOR": "vim"})
    assert said.returncode == ExitCode.USAGE
    assert "KEFU_EDITOR is “vim”" in said.stderr


def test_what_cannot_be_served_is_an_error(small: Path, running: Running) -> None:
    running.error = OutputError("port 80 cannot be used")
    said = kefu("preview", "--no-open", cwd=small)

    assert (said.returncode, said.stderr) == (ExitCode.OUTPUT, "error: port 80 cannot be used\n")


def test_without_a_project_there_is_nothing_to_show(tmp_path: Path) -> None:
    assert kefu("preview", cwd=tmp_path).returncode == ExitCode.USAGE
