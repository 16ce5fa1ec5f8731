"""Replace a folder with another as a whole, so that nobody ever sees half of it."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from kefu.diagnostics import OutputError
from kefu.layout import real
from kefu.processes.endings import at_once, bound_to_finish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PUBLISHED: Final = 0o755
PRIVATE: Final = 0o700
"""Who may enter a folder: anybody, if it is in place, and only its owner, while it is being made or removed."""

WAIT: Final = 60.0
"""Seconds to wait for another process that is writing the same folder."""


@contextmanager
def replaced(out: Path, *, check: Callable[[Path], None], busy: str) -> Iterator[Path]:
    """Provide an empty folder, which replaces `out` if the block completes without an exception.

    Until then `out` is unchanged. The folders that it is to be in are made if they are missing. `check` raises if `out`
    must not be replaced; it is called when nobody else can write there. `busy` says what another process has been
    doing, and goes before the folder's name in a message. Raises `OutputError` if the folder cannot be written.
    """
    out = real(out)
    lock = _beside(out, "lock")
    try:
        with _made(out.parent), FileLock(lock, timeout=WAIT), _removed(lock):
            _restore(out)
            check(out)
            for left in out.parent.glob(f".{out.name}.stage-*"):
                shutil.rmtree(left)
            stage: Path | None = None
            try:
                with at_once():
                    stage = Path(tempfile.mkdtemp(prefix=f".{out.name}.stage-", dir=out.parent))
                yield stage
                with bound_to_finish():
                    _swap(stage, out)
            finally:
                if stage is not None:
                    with at_once():
                        shutil.rmtree(stage, ignore_errors=True)
    except Timeout:
        raise OutputError(f"{busy} “{out}” for a minute; try again later") from None
    except OSError as error:
        raise OutputError(f"“{error.filename or out}” cannot be written: {error.strerror}") from None


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder and those that it is in; if the block raises, remove those that were missing and are empty."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise


@contextmanager
def _removed(lock: Path) -> Iterator[None]:
    """Leave no lock file behind, by removing it while it is still held.

    Processes that are waiting for it see that the file they have opened is gone, and start over (filelock 4,
    `_finalize_locked_fd`). On Windows the file cannot be removed while it is open, and filelock removes it itself.
    """
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()


def check_place(out: Path) -> None:
    """Make sure that a folder can be put in its place, in folders that need not exist yet.

    Raises `OutputError` if a file or a broken link is in the way, or if nothing can be written there.
    """
    if real(out).is_symlink():
        raise OutputError(f"“{out}” is a link that leads to itself; remove it, or choose another place")
    if not real(out).name:
        raise OutputError(f"“{out}” is the root of a file system, which nothing can replace; choose a folder in it")
    above = next(path for path in real(out).parents if path.exists())
    if not above.is_dir():
        raise OutputError(f"“{above}” is a file, so “{out.name}” cannot be put in it; choose another place")
    try:
        with tempfile.TemporaryFile(dir=above):
            pass
    except OSError:  # asking for permission is not enough: on some file systems nobody can make a file
        raise OutputError(
            f"“{above}” is not writable, so “{out.name}” cannot be put there; choose another place"
        ) from None


def _beside(out: Path, name: str) -> Path:
    return out.with_name(f".{out.name}.{name}")


def _swap(stage: Path, out: Path) -> None:
    """Put a staged folder in the place of another, in a single step if the system has one.

    Elsewhere (Windows, some network disks) it takes two steps, and `_restore` undoes the first if the process is killed
    between them.
    """
    stage.chmod(PUBLISHED)
    if not out.exists():
        stage.rename(out)
    elif _exchange(stage, out):
        stage.chmod(PRIVATE)
    else:
        previous = _beside(out, "previous")
        shutil.rmtree(previous, ignore_errors=True)
        out.chmod(PRIVATE)
        out.rename(previous)
        try:
            stage.rename(out)
        finally:
            _restore(out)
        shutil.rmtree(previous, ignore_errors=True)


def _restore(out: Path) -> None:
    previous = _beside(out, "previous")
    if previous.exists() and not out.exists():
        previous.chmod(PUBLISHED)
        previous.rename(out)


AT_FDCWD: Final = -100 if sys.platform == "linux" else -2
EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux's renameat2(2), RENAME_SWAP of macOS's renameatx_np(2): both are 2."""


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, and return whether the system could."""
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return False
    failed = function(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), ctypes.c_uint(EXCHANGE))
    return not failed
