"""What a machine runs short of is told as that, and nothing else is."""

from __future__ import annotations

import errno
import os
from concurrent.futures.process import BrokenProcessPool

import pytest

from kefu.cli.shortages import shortage


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/a/b"), "No space left on device: /a/b"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "x" * 5000), "File name too long: " + "x" * 200),
        (OSError(errno.EMFILE, "Too many open files"), "Too many open files: allow more, as with “ulimit -n 1024”"),
        (OSError(errno.EFBIG, "File too large"), "File too large: a file cannot be written; set TMPDIR to"),
        (MemoryError("pandoc"), "there is not enough memory"),
        (ImportError("x.so: failed to map segment from shared object"), "there is not enough memory"),
        (RuntimeError("can't start new thread"), "no more processes can be started"),
        (BrokenProcessPool("x"), "a process of this command was ended from outside"),
    ],
)
def test_a_shortage_is_told(error: Exception, said: str) -> None:
    assert shortage(error).startswith(said)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOENT, os.strerror(errno.ENOENT), "/a"),
        PermissionError(errno.EACCES, "Permission denied", "/a"),
        ImportError("no module"),
        RuntimeError("x"),
        ValueError("x"),
    ],
)
def test_a_mistake_of_the_program_is_none(error: Exception) -> None:
    assert shortage(error) == ""
