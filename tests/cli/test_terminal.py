"""What is printed suits where it is printed: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import ENVIRONMENT, KEFU

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


def test_a_build_that_is_not_on_a_terminal_says_each_step_once_and_plainly(
    first_build: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, said = first_build

    assert said.stderr.splitlines() == ["reading …", "drawing …", "assembling …", "rendering …", "checking …"]
    assert "\x1b" not in said.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_build_on_a_terminal_shows_a_bar_and_the_files(built: Path) -> None:
    import pty  # noqa: PLC0415 - Windows does not have it

    ours, theirs = pty.openpty()
    environment = {**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        [*KEFU, "build", "-c", "1"], cwd=built, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := read_terminal(ours):
            shown += chunk
    os.close(ours)

    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    assert process.returncode == ExitCode.DONE
    assert "rendering" in text
    assert re.search(r"[0-2]/2", text)
    assert "2 files" in text
    assert max(map(len, text.splitlines())) <= 160


def read_terminal(descriptor: int) -> bytes:
    """Return what a program writes on its terminal; nothing where it has ended."""
    try:
        return os.read(descriptor, 65536)
    except OSError:  # this is how Linux says that nobody holds the other end
        return b""
