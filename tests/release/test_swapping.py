"""A folder is replaced whole, in one step or in two, or stays as it was."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from tests.program import signals_as_before

from kefu.diagnostics import OutputError
from kefu.processes.endings import handle_signals
from kefu.release import swapping
from kefu.release.swapping import check_place, replaced

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

BUSY = "somebody has been writing"
exchange = swapping._exchange  # noqa: SLF001 - whether this system can, whatever tests put in its place


def anything(_out: Path) -> None:
    """Let any folder be replaced."""


@pytest.fixture(params=["one step", "two steps"], autouse=True)
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Swap folders as this system does it, and as a system does that has no call for it."""
    if request.param == "two steps":
        monkeypatch.setattr(swapping, "_exchange", lambda _one, _other: False)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a folder with a file in it."""
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "gammal.txt").write_text("gammal", encoding="utf-8")
    return folder


def taking_place(out: Path) -> AbstractContextManager[Path]:
    return replaced(out, check=anything, busy=BUSY)


def contents(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_folder_takes_the_place_of_another_when_the_block_completes(out: Path) -> None:
    with taking_place(out) as stage:
        assert contents(stage) == []
        (stage / "ny.txt").write_text("ny", encoding="utf-8")
        assert contents(out) == ["gammal.txt"]

    assert contents(out) == ["ny.txt"]
    assert contents(out.parent) == ["dist", "dist/ny.txt"]


def test_a_folder_can_be_the_first(tmp_path: Path) -> None:
    with taking_place(tmp_path / "ny") as stage:
        (stage / "ny.txt").touch()

    assert contents(tmp_path) == ["ny", "ny/ny.txt"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_block_that_does_not_complete_changes_nothing(out: Path, error: type[BaseException]) -> None:
    def fail(stage: Path) -> None:
        (stage / "ny.txt").touch()
        raise error

    with pytest.raises(error), taking_place(out) as stage:
        fail(stage)

    assert contents(out.parent) == ["dist", "dist/gammal.txt"]


def test_a_folder_that_must_not_be_replaced_is_left_alone(out: Path) -> None:
    def refuse(folder: Path) -> None:
        raise OutputError(f"{folder.name} is mine")

    with pytest.raises(OutputError, match="dist is mine"), replaced(out, check=refuse, busy=BUSY):
        pytest.fail("the block was entered")

    assert contents(out.parent) == ["dist", "dist/gammal.txt"]


def test_what_a_kill_has_left_is_taken_away_or_put_back(out: Path) -> None:
    (out.parent / ".dist.stage-abc").mkdir()
    out.rename(out.parent / ".dist.previous")

    def check(folder: Path) -> None:
        assert contents(folder) == ["gammal.txt"]

    with replaced(out, check=check, busy=BUSY) as stage:
        (stage / "ny.txt").touch()

    assert contents(out.parent) == ["dist", "dist/ny.txt"]


def test_whoever_waits_too_long_is_told_for_what(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "WAIT", 0.01)

    with (
        FileLock(out.with_name(".dist.lock")),
        pytest.raises(OutputError, match=f"{BUSY} “.*dist” for a minute; try again later"),
        taking_place(out),
    ):
        pytest.fail("the block was entered")

    assert contents(out) == ["gammal.txt"]


def test_a_file_that_cannot_be_written_is_named(out: Path) -> None:
    full = OSError(28, "No space left on device", "full.txt")

    with pytest.raises(OutputError, match=r"“full\.txt” cannot be written: No space left"), taking_place(out):
        raise full

    assert contents(out) == ["gammal.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_the_new_folder_can_be_read_by_others(out: Path) -> None:
    with taking_place(out):
        pass

    assert out.stat().st_mode & 0o777 == 0o755


def test_a_link_to_a_folder_stays_a_link(out: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(out, target_is_directory=True)

    with taking_place(link) as stage:
        (stage / "ny.txt").touch()

    assert link.is_symlink()
    assert contents(out) == ["ny.txt"]


def test_folders_that_are_missing_are_made(tmp_path: Path) -> None:
    with taking_place(tmp_path / "a" / "b" / "dist") as stage:
        (stage / "ny.txt").touch()

    assert contents(tmp_path) == ["a", "a/b", "a/b/dist", "a/b/dist/ny.txt"]


def test_folders_that_were_made_for_nothing_are_removed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(RuntimeError), taking_place(tmp_path / "a" / "b" / "c" / "dist"):
        raise RuntimeError

    assert contents(tmp_path) == ["a"]


def test_while_a_folder_is_made_and_removed_only_its_owner_can_enter_it(out: Path) -> None:
    with taking_place(out) as stage:
        assert stat.S_IMODE(stage.stat().st_mode) == 0o700
    assert stat.S_IMODE(out.stat().st_mode) == 0o755


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_that_comes_when_a_folder_is_in_place_waits_for_the_end(
    name: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap = swapping._swap  # noqa: SLF001 - the moment after it is what the test is about

    def interrupted(stage: Path, place: Path) -> None:
        swap(stage, place)
        os.kill(os.getpid(), getattr(signal, name))

    monkeypatch.setattr(swapping, "_swap", interrupted)
    with signals_as_before():
        handle_signals()
        with taking_place(out) as stage:
            (stage / "ny.txt").touch()
        os.kill(os.getpid(), getattr(signal, name))

    assert contents(out.parent) == ["dist", "dist/ny.txt"]


def test_a_place_must_be_in_a_folder_that_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_place(tmp_path / "ny")
    check_place(tmp_path / "saknas" / "ny")
    (tmp_path / "fil").touch()
    for place in ("fil/ny", "fil/saknas/ny"):
        with pytest.raises(OutputError, match=r"“.*fil” is a file, so “ny” cannot be put in it; choose another place"):
            check_place(tmp_path / place)
    loop = tmp_path / "slinga"
    loop.symlink_to(loop)
    with pytest.raises(OutputError, match="is a link that leads to itself; remove it"):
        check_place(loop)

    def refused(**_keys: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    with pytest.raises(OutputError, match="is not writable"):
        check_place(tmp_path / "ny")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has this file system")
def test_a_file_system_that_takes_no_files_is_told_at_once() -> None:
    with pytest.raises(OutputError, match="“/proc” is not writable"):
        check_place(Path("/proc/ny"))


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="the system cannot exchange folders in one step")
def test_two_folders_are_exchanged_in_one_step_where_the_system_can(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / f"{folder.name}.txt").touch()

    assert exchange(one, other)
    assert (contents(one), contents(other)) == (["other.txt"], ["one.txt"])
    assert not exchange(one, tmp_path / "nothing")


def test_a_system_that_cannot_exchange_folders_in_one_step_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    assert not exchange(tmp_path, tmp_path)


def test_the_folder_that_was_in_place_is_its_owners_alone_while_it_is_removed(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []
    remove = shutil.rmtree

    def removing(folder: Path, *, ignore_errors: bool = False) -> None:
        if (folder / "gammal.txt").exists():
            modes.append(stat.S_IMODE(folder.stat().st_mode))
        remove(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", removing)
    with taking_place(out):
        pass

    assert modes == [0o700]


def test_the_root_of_a_file_system_is_no_place_for_a_folder() -> None:
    with pytest.raises(OutputError, match="choose a folder in it"):
        check_place(Path("/"))
