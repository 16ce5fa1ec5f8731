"""A stand-in for a program: it starts as Quarto is started, and then does what a test wants of a process.

It writes nothing that Quarto would write, and proves nothing about Quarto.
"""

from __future__ import annotations

import os
import sys
import textwrap
import time
from pathlib import Path
from typing import Final

import pytest

VERSION: Final = "1.10.0"

needs_the_stand_in: Final = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in is a script with a first line for Unix"
)

HANGING: Final = """\
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
Path({told!r}).open("a").write(f"{{os.getpid()}} {{child.pid}} ")
time.sleep(600)
"""
"""Starts a child and waits; `told` is the file in which both leave their process ids."""


def stand_in(folder: Path, does: str, *, version: str = VERSION, asked: str = "") -> Path:
    """Write a program that tells a version and else runs Python code, and return its path.

    Asked for its version it runs the code `asked` first.
    """
    path = folder / "quarto"
    path.write_text(
        f"#!{sys.executable}\n"
        "import os, signal, subprocess, sys, time\n"
        "from pathlib import Path\n"
        "if sys.argv[1:] == ['--version']:\n"
        f"{textwrap.indent(asked, '    ')}"
        f"    print({version!r})\n"
        "    sys.exit()\n"
        f"{does}",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def left(told: Path, *, within: float = 10) -> list[int]:
    """Return which of the processes whose ids are in a file are still there after some seconds, at most."""
    ids = [int(word) for word in told.read_text(encoding="utf-8").split()]
    assert ids, "no process has told its id"
    end = time.monotonic() + within
    while (there := [number for number in ids if _runs(number)]) and time.monotonic() < end:
        time.sleep(0.05)
    return there


def _runs(number: int) -> bool:
    """Tell whether there is such a process; one that has ended and waits to be noticed is none."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
