"""The program `kefu`, run with arguments in this process."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.here import working_here

from kefu.cli.app import main
from kefu.fonts import folder_of_fonts
from kefu.processes.endings import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def run_here(*arguments: str, cwd: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the program in this process, as if it had been started in a folder with an environment of its own.

    It starts no workers. A bug in it raises what it raised. The fonts, which last as long as this process, are not put
    into a folder for temporary files that the program alone has.
    """
    folder_of_fonts(())
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with (
        working_here(),
        patch.object(sys, "argv", ["kefu", *arguments]),
        _surroundings(cwd, environment),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return subprocess.CompletedProcess(arguments, int(code or 0), *said)


@contextmanager
def _surroundings(cwd: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Give this process what a program is started with, and take it back when the program has ended."""
    try:
        with (
            signals_as_before(),
            patch.dict(os.environ, environment, clear=True),
            patch.object(tempfile, "tempdir", None),
            chdir(cwd),
        ):
            _read_time_zone()
            yield
    finally:
        _read_time_zone()


@contextmanager
def signals_as_before() -> Iterator[None]:
    """Let the signals that end a command do after the block what they did before."""
    handlers = {number: signal.getsignal(number) for name in SIGNALS if (number := getattr(signal, name, None))}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _read_time_zone() -> None:
    if sys.platform != "win32":
        time.tzset()
