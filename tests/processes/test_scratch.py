"""Temporary files are in a folder of the process's own, which does not outlive it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kefu.diagnostics import OutputError
from kefu.processes.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder for temporary files, with a name that is short enough."""
    with tempfile.TemporaryDirectory(prefix="k") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield Path(folder)


def gone() -> int:
    """Return the number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_temporary_files_are_where_only_their_owner_sees_them(place: Path) -> None:
    with scratch_folder():
        folder = Path(tempfile.mkdtemp()).parent
        assert folder.parent == place
        assert os.environ["TMPDIR"] == str(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert tempfile.gettempdir() == os.environ["TMPDIR"] == str(place)


@pytest.mark.slow
def test_the_folder_goes_with_its_process(place: Path) -> None:
    code = (
        "import tempfile; from kefu.processes.scratch import scratch_folder\n"
        "with scratch_folder(): print(tempfile.mkdtemp())"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8").stdout
    assert made.startswith(str(place))
    assert [*place.iterdir()] == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="on Windows nobody can ask whether a process lives")
def test_folders_of_processes_that_were_killed_are_removed_and_no_others(place: Path) -> None:
    (place / f"kefu-{gone()}-abc" / "more").mkdir(parents=True)
    kept = [f"kefu-{os.getppid()}-abc", "kefu-notes", f"other-{gone()}-abc", "kefu-99999999999999999999-abc"]
    for name in kept:
        (place / name).mkdir()
    with scratch_folder():
        left = {path.name for path in place.iterdir()} - {Path(tempfile.gettempdir()).name}
    assert left == set(kept)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other variables")
def test_a_place_with_too_long_a_name_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = place / ("a" * 80)
    long.mkdir()
    monkeypatch.setenv("TMPDIR", str(long))
    with pytest.raises(OutputError, match="has too long a name for temporary files; set TMPDIR"), scratch_folder():
        pass
    assert [*long.iterdir()] == []


def test_no_place_at_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    with pytest.raises(OutputError, match="there is no place for temporary files"), scratch_folder():
        pass
