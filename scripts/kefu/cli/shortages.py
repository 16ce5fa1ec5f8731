"""What a machine runs short of, or refuses, at any moment: no mistake of the program's or of its user's."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import traceback
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final

SHORTAGES: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EROFS, errno.EFBIG, errno.EIO}
    | {errno.ENAMETOOLONG, errno.EAGAIN, errno.EACCES, errno.EPERM}
)
"""The errors of the system that mean a shortage or a refusal, wherever they arise."""

SHOWN: Final = 200
"""The characters of a path that are shown; one that is too long is not shown whole."""

_NO_MEMORY: Final = re.compile("failed to map segment|cannot allocate memory", re.IGNORECASE)
_NO_THREAD: Final = re.compile("can't start new thread")
_OVERHEARING: Final = "kefu.cache.again"
"""The module through which goes what a command says, so that it can be said again."""

STACK: Final = 1024**2
"""The least bytes of stack with which documents are made. Systems allow eight times as much if nobody asks for less."""


def refusal() -> str:
    """Return why no command can do its work from where it was started, as a message, or nothing if it can."""
    try:
        Path.cwd()
    except OSError as error:
        return f"the working directory cannot be used: {error.strerror}; change to another one"
    if sys.platform != "win32":
        import resource

        allowed, _ = resource.getrlimit(resource.RLIMIT_STACK)
        if allowed not in (resource.RLIM_INFINITY, -1) and allowed < STACK:
            return f"a process may have only {allowed // 1024} KB of stack; allow more, as with “ulimit -s 8192”"
    return ""


def shortage(error: BaseException) -> str:
    """Return what the machine runs short of, as a message, or nothing if that is not why an error arose."""
    match error:
        case OSError() if error.errno in SHORTAGES or _doing(error) == "multiprocessing":
            return f"{error.strerror}: {str(error.filename or _unnamed(error))[:SHOWN]}"
        case MemoryError() | ImportError() if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)):
            return "there is not enough memory"
        case RuntimeError() if _NO_THREAD.search(str(error)):
            return "no more processes can be started; allow more, as with “ulimit -u 1024”"
        case subprocess.TimeoutExpired():
            return f"{_program(error)} takes longer than it may; try again when the machine has less else to do"
        case BrokenProcessPool():
            return "a process of this command was ended from outside; try again, with fewer --jobs if memory is short"
    return ""


def _program(error: subprocess.TimeoutExpired) -> str:
    """Return the name of the program that was waited for."""
    command = error.cmd if isinstance(error.cmd, (str, bytes, os.PathLike)) else error.cmd[0]
    return Path(os.fsdecode(command)).name


def _unnamed(error: OSError) -> str:
    """Return what a shortage is about that names no file."""
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return "allow more, as with “ulimit -n 1024”"
    match _doing(error):
        case "click" | "rich" | "typer":
            return "what the command has to say cannot be written"
        case "multiprocessing":
            return "processes cannot share memory (on Linux, in the folder /dev/shm)"
    return "a file cannot be written; set TMPDIR to a folder with room in it for temporary files"


def _doing(error: OSError) -> str:
    """Return the package in which an error arose, which for what is overheard is the one that says it."""
    names = (str(frame.f_globals.get("__name__")) for frame, _ in traceback.walk_tb(error.__traceback__))
    return next((name.partition(".")[0] for name in reversed([*names]) if name != _OVERHEARING), "")
