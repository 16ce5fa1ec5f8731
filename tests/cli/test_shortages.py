"""What a machine runs short of is told as that, and nothing else is."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from kefu.cli.outcome import ExitCode
from kefu.cli.shortages import shortage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/a/b"), "No space left on device: /a/b"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "x" * 5000), "File name too long: " + "x" * 200),
        (OSError(errno.EMFILE, "Too many open files"), "Too many open files: allow more, as with “ulimit -n 1024”"),
        (OSError(errno.EFBIG, "File too large"), "File too large: a file cannot be written; set TMPDIR to"),
        (PermissionError(errno.EACCES, "Permission denied", "/a/b"), "Permission denied: /a/b"),
        (MemoryError("pandoc"), "there is not enough memory"),
        (ImportError("x.so: failed to map segment from shared object"), "there is not enough memory"),
        (RuntimeError("can't start new thread"), "no more processes can be started"),
        (subprocess.TimeoutExpired(["/a/pandoc", "lua"], 3), "pandoc takes longer than it may"),
        (BrokenProcessPool("x"), "a process of this command was ended from outside"),
    ],
)
def test_a_shortage_is_told(error: Exception, said: str) -> None:
    assert shortage(error).startswith(said)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOENT, os.strerror(errno.ENOENT), "/a"),
        ImportError("no module"),
        RuntimeError("x"),
        ValueError("x"),
    ],
)
def test_a_mistake_of_the_program_is_none(error: Exception) -> None:
    assert shortage(error) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="these are things of the shell of other systems")
@pytest.mark.parametrize("command", ["list", "build"])
@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("rmdir ../gone", "the working directory cannot be used: No such file or directory"),
        ("ulimit -s 100", "a process may have only 100 KB of stack; allow more"),
    ],
)
def test_where_nothing_can_be_done_is_one_line(tmp_path: Path, before: str, said: str, command: str) -> None:
    (gone := tmp_path / "gone").mkdir()
    sh = shutil.which("sh")
    assert sh

    run = subprocess.run(
        [sh, "-c", f"{before}; exec {sys.executable} -m kefu {command}"],
        cwd=gone,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert run.returncode == ExitCode.USAGE
    assert run.stderr.startswith(f"error: {said}")
    assert run.stderr.count("\n") == 1
