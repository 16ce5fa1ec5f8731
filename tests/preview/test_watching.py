"""Changes are noticed however an editor saves, and what follows them is done once, and again if there are more."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kefu.preview import watching as module
from kefu.preview.watching import Following, Watcher, concerns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("cases/01-a/case.md", True),
        ("cases/01-a", True),
        ("bibliography/references.bib", True),
        ("report/~$case.docx", False),
        ("report/.#case.md", False),
        ("report/case.md~", False),
        ("report/.case.md.swp", False),
        ("report/4913", False),
        ("report/.~lock.case.md#", False),
        (".git/HEAD", False),
        (".kefu/ab/cd", False),
        ("dist/public/index.html", False),
        ("figures/__pycache__/events.pyc", False),
        ("/elsewhere/case.md", False),
    ],
)
def test_what_somebody_writes_matters(path: str, wanted: bool) -> None:
    assert concerns(Path("/texter/.hidden/dist/project"), path) is wanted


class Count:
    """Counts how often something is told."""

    def __init__(self) -> None:
        self._told = threading.Event()

    def __call__(self) -> None:
        self._told.set()

    def came(self) -> bool:
        """Return whether something was told since the last time, or is soon."""
        came = self._told.wait(10)
        time.sleep(0.2)  # changes that belong together are told in a short while
        self._told.clear()
        return came

    @property
    def silent(self) -> bool:
        return not self._told.wait(0.3)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Count]:
    monkeypatch.setattr(module, "AGAIN", 0.05)
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.md").write_text("a", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    count = Count()
    watcher = Watcher(tmp_path, count)
    time.sleep(0.5)  # until everything is watched
    yield count
    watcher.close()


def replaced(folder: Path) -> None:
    (folder / "cases" / "a.tmp").write_text("b", encoding="utf-8")
    (folder / "cases" / "a.tmp").replace(folder / "cases" / "a.md")


WAYS: dict[str, Callable[[Path], object]] = {
    "written": lambda folder: (folder / "cases" / "a.md").write_text("b", encoding="utf-8"),
    "replaced": replaced,
    "cut off": lambda folder: (folder / "cases" / "a.md").write_bytes(b""),
    "removed": lambda folder: (folder / "cases" / "a.md").unlink(),
    "new folder": lambda folder: (folder / "cases" / "b").mkdir(),
    "folder renamed": lambda folder: (folder / "cases").rename(folder / "fall"),
    "folder removed": lambda folder: shutil.rmtree(folder / "cases"),
}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_saving_is_noticed(tmp_path: Path, told: Count, way: str) -> None:
    WAYS[way](tmp_path)

    assert told.came()


@pytest.mark.slow
def test_folders_that_come_later_are_watched(tmp_path: Path, told: Count) -> None:
    (tmp_path / "report").mkdir()
    assert told.came()
    time.sleep(0.5)
    (tmp_path / "report" / "b.md").write_text("b", encoding="utf-8")

    assert told.came()


@pytest.mark.slow
def test_what_programs_keep_for_themselves_is_not_told(tmp_path: Path, told: Count) -> None:
    (tmp_path / ".git" / "index").touch()
    (tmp_path / "cases" / ".a.md.swp").touch()

    assert told.silent


def test_it_is_done_once_for_all_that_came_before_and_again_for_what_comes_in_the_meantime() -> None:
    done: list[bool] = []
    begun, go = threading.Event(), threading.Event()

    def change(stale: Callable[[], bool]) -> None:
        begun.set()
        go.wait(10)
        done.append(stale())

    following = Following(change, lambda: None)
    assert begun.wait(10)
    following.tell()
    following.tell()
    go.set()
    late = time.monotonic() + 10
    while len(done) < 2 and time.monotonic() < late:
        time.sleep(0.01)
    following.close(10, lambda: None)

    assert done == [True, False]


def test_what_nobody_waits_for_is_done_when_all_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUIET", 0.05)
    quiet = threading.Event()
    following = Following(lambda _stale: None, quiet.set)

    assert quiet.wait(10)
    following.close(10, lambda: None)


def test_a_mistake_of_the_program_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "QUIET", 0.05)
    again = threading.Event()
    calls: list[int] = []

    def change(_stale: Callable[[], bool]) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise ZeroDivisionError("oj")
        again.set()

    following = Following(change, lambda: None)
    late = time.monotonic() + 10
    while not calls and time.monotonic() < late:
        time.sleep(0.01)
    following.tell()

    assert again.wait(10)
    following.close(10, lambda: None)
    assert "ZeroDivisionError: oj" in capsys.readouterr().err


def test_what_does_not_end_by_itself_is_ended() -> None:
    begun, ended = threading.Event(), threading.Event()

    def change(_stale: Callable[[], bool]) -> None:
        begun.set()
        ended.wait(10)

    following = Following(change, lambda: None)
    assert begun.wait(10)
    following.close(0.1, ended.set)

    assert ended.is_set()


def test_what_is_done_in_quiet_keeps_no_change_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUIET", 0.05)
    resting, go, again = threading.Event(), threading.Event(), threading.Event()

    def change(_stale: Callable[[], bool]) -> None:
        if resting.is_set():
            again.set()

    def rest() -> None:
        resting.set()
        go.wait(10)

    following = Following(change, rest)
    assert resting.wait(10)
    following.tell()

    assert again.wait(10)
    go.set()
    following.close(10, lambda: None)
