"""The folder for temporary files: one for each command, which nobody else can read, and which does not outlive it."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from multiprocessing import util
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import OutputError
from kefu.processes.endings import at_once

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLES: Final = ("TMPDIR", "TEMP", "TMP")
"""The variables by which programs are told where to put temporary files."""

LONGEST: Final = 71
"""The most bytes in the path of the folder. A socket's has at most 103 (macOS), of which multiprocessing adds 32."""

LAST: Final = -1000
"""The priority by which the folder is removed after everything that is in it."""

NAME: Final = re.compile(r"kefu-(\d+)-\w+")


@contextmanager
def scratch_folder() -> Iterator[None]:
    """Let this process, and those that it starts, put their temporary files in a new folder of their own.

    The folder is removed when the process ends; those of earlier processes that were killed are removed now. Raises
    `OutputError` if there is no place for temporary files.
    """
    before = {name: os.environ.get(name) for name in VARIABLES}
    place = tempfile.tempdir
    with at_once():
        folder = _made()
        util.Finalize(None, shutil.rmtree, args=(folder,), kwargs={"ignore_errors": True}, exitpriority=LAST)
    try:
        os.environ.update(dict.fromkeys(VARIABLES, str(folder)))
        tempfile.tempdir = None
        yield
    finally:
        tempfile.tempdir = place
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _made() -> Path:
    try:
        parent = Path(tempfile.gettempdir())
        _sweep(parent)
        folder = Path(tempfile.mkdtemp(prefix=f"kefu-{os.getpid()}-"))
    except OSError as error:
        raise OutputError(
            f"there is no place for temporary files ({error.strerror}); set TMPDIR to a folder with room in it"
        ) from None
    if len(os.fsencode(folder)) > LONGEST:
        folder.rmdir()
        raise OutputError(
            f"“{parent}” has too long a name for temporary files; set TMPDIR to a folder with a shorter one"
        )
    return folder


def _sweep(parent: Path) -> None:
    """Remove the folders of processes that are no more."""
    for path in parent.glob("kefu-*"):
        found = NAME.fullmatch(path.name)
        if found and not path.is_symlink() and _is_gone(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def _is_gone(process: int) -> bool:
    """Return whether there is no process with a number; on Windows nobody can ask without ending it."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
