"""Quarto as a program: how it is found and started, and how it is stopped together with all that it has started."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.processes.workers import STOPPING
from kefu.rules.engines import QUARTO_IS_FOUND, QUARTO_IS_SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kefu.rules.rule import Rule

OLDEST: Final = (1, 9)
"""The oldest version that is supported: the first in which a PDF can declare PDF/UA and PDF/A."""

VARIABLE: Final = "QUARTO_PATH"
EPOCH: Final = datetime.datetime.fromtimestamp(0, datetime.UTC)
"""The time given to a run that makes no document."""

SECONDS: Final = 20
"""The time limit for the program to report its version."""

BETWEEN_LOOKS: Final = 0.2
"""Seconds between checks of whether this process is to stop."""

NOT_STARTED: Final = 127
"""The exit code of a program that could not be started, as in shells."""

KEPT: Final = 1 << 20
"""How many bytes of the program's output are kept. What matters comes first."""

_HINT: Final = "install Quarto, give its path with --quarto or QUARTO_PATH, or build with the default engine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A Quarto that has been found, with the version that it reports."""

    path: Path
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The outcome of a run: its exit code, or `None` if it was stopped for taking too long, and its output.

    `text` is what it said along the way, on stderr, and `answer` its result for other programs, on stdout.
    """

    code: int | None
    text: str
    answer: str = ""


def find(given: Path | None, variables: Mapping[str, str]) -> Program:
    """Return the Quarto to use: the one given, the one that `QUARTO_PATH` names, or the first on `PATH`.

    `variables` are those of the environment. Raises `BuildError` if there is no Quarto, or if it is not supported.
    """
    found = locate(given, variables)
    if problem := unsupported(found):
        raise _unusable(QUARTO_IS_SUPPORTED, PurePosixPath(found.path), problem)
    return found


def locate(given: Path | None, variables: Mapping[str, str]) -> Program:
    """Return the Quarto that `find` looks for, whatever its version; raises `BuildError` if there is none."""
    named = str(given) if given else variables.get(VARIABLE, "")
    found = shutil.which(named or "quarto", path=variables.get("PATH", os.defpath))
    if not found:
        where = _no_program(named) if named else "there is no Quarto on PATH"
        raise _unusable(QUARTO_IS_FOUND, PurePosixPath(named or "quarto"), where)
    path = Path(found).absolute()
    return Program(path=path, version=_version(path))


def unsupported(program: Program) -> str:
    """Return why a version is not supported, or an empty string if it is."""
    if tuple(int(part) for part in program.version.split(".")[:2]) >= OLDEST:
        return ""
    return f"it is version {program.version}; the oldest supported version is {'.'.join(map(str, OLDEST))}"


def _no_program(named: str) -> str:
    path = Path(named)
    if path.is_dir():
        return f"“{named}” is a folder; name the program in it"
    return f"“{named}” is not executable" if path.is_file() else f"there is no program “{named}”"


def _version(path: Path) -> str:
    with tempfile.TemporaryDirectory(prefix="kefu-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        told = run([str(path), "--version"], folder=folder, variables=environment(folder, EPOCH), seconds=SECONDS)
    where = PurePosixPath(path)
    if told.code == NOT_STARTED:
        raise _unusable(QUARTO_IS_FOUND, where, told.text.strip().removeprefix("ERROR: "))
    if told.code is None:
        raise _unusable(QUARTO_IS_FOUND, where, f"it did not report its version within {SECONDS:g} seconds")
    match = re.match(r"\s*(\d+\.\d+[\d.]*)", told.answer)
    if not match:
        raise _unusable(QUARTO_IS_FOUND, where, "it does not report its version the way Quarto does")
    return match[1].rstrip(".")


def _unusable(rule: Rule, path: PurePosixPath, message: str) -> BuildError:
    return BuildError([Diagnostic(rule=rule, location=Location(path=path), message=message, hints=(_HINT,))])


def environment(folder: Path, moment: datetime.datetime) -> dict[str, str]:
    """Return the complete environment of a render in a folder; `moment` is when the document was made.

    Nothing that a user has set up for Quarto elsewhere reaches it, and no system font is used.
    Sources: Quarto's guide, environment variables; the manual of `typst compile`; the specification of
    SOURCE_DATE_EPOCH.
    """
    kept = ("PATH", "SYSTEMROOT", "COMSPEC", "PATHEXT")
    home = str(folder / ".home")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "HOME": home,
        "USERPROFILE": home,
        "LOCALAPPDATA": home,
        "TMPDIR": str(folder),
        "TEMP": str(folder),
        "TMP": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
        "TYPST_IGNORE_SYSTEM_FONTS": "true",
    }


def run(command: Sequence[str], *, folder: Path, variables: Mapping[str, str], seconds: float) -> Said:
    """Run a program in a folder and return the outcome.

    Whether the run completes, times out or is interrupted, nothing that the program has started keeps running. Raises
    `KeyboardInterrupt` if this process is to stop.
    """
    (folder / ".home").mkdir(exist_ok=True)
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        return Said(code=NOT_STARTED, text=f"ERROR: it could not be started: {error}")
    answer, text = _Listener(process.stdout), _Listener(process.stderr)
    try:
        code = _ended(process, seconds)
    finally:
        _end(process)
    return Said(code=code, text=text.heard(), answer=answer.heard())


def _ended(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """Wait for a program and return its exit code, or `None` when its time is up."""
    late = time.monotonic() + seconds
    while time.monotonic() < late:
        if STOPPING.is_set():
            raise KeyboardInterrupt
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=BETWEEN_LOOKS)
    return None


class _Listener(threading.Thread):
    """Reads the whole output of a program, so that the program never blocks, and keeps the beginning."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._kept = bytearray()
        self.start()

    def run(self) -> None:
        """Read until the program closes the stream."""
        if self._stream:
            with self._stream:
                while piece := self._stream.read1(1 << 16):  # type: ignore[attr-defined]  # Popen's pipes are buffered
                    self._kept += piece[: KEPT - len(self._kept)]

    def heard(self) -> str:
        self.join()
        return self._kept.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a program and everything that it has started and that is still running."""
    if sys.platform == "win32":
        killer = [str(Path(os.environ["SYSTEMROOT"], "System32", "taskkill.exe")), "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(killer, capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
