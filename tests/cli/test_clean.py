"""The cache is emptied, and nothing else."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from tests.cli.conftest import kefu, state

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_cache_is_emptied_and_the_release_stays(built: Path) -> None:
    before = state(built / "dist")
    assert (built / ".kefu").is_dir()
    said = kefu("clean", cwd=built)
    assert said.returncode == ExitCode.DONE
    assert "is empty" in said.stdout
    assert not (built / ".kefu").exists()
    assert state(built / "dist") == before
    assert kefu("clean", cwd=built).stdout.startswith("there is no cache")


def test_a_cache_that_cannot_be_removed_is_told(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> None:
        raise OSError(errno.ENOTEMPTY, "Directory not empty", "a/b")

    monkeypatch.setattr("kefu.cache.store.shutil.rmtree", refused)
    said = kefu("clean", cwd=built)
    assert said.returncode == ExitCode.OUTPUT
    assert said.stderr == "error: “a/b” cannot be removed: Directory not empty; try again\n"


def test_a_folder_that_is_no_cache_is_left_alone(built: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").touch()
    said = kefu("clean", "--cache", str(tmp_path / "mine"), cwd=built)
    assert said.returncode == ExitCode.OUTPUT
    assert "is no cache of this program" in said.stderr
    assert (tmp_path / "mine" / "thesis.docx").exists()
