"""The program can be ended from its first moment on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kefu.processes.endings import INTERRUPTED, SIGNALS, UNCHANGED


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_while_the_program_is_loaded_ends_it_with_one_line(name: str) -> None:
    code = (
        "import builtins, os, signal\n"
        "load = builtins.__import__\n"
        "def late(name, *rest):\n"
        f"    if name == 'kefu.cli.app': os.kill(os.getpid(), signal.{name})\n"
        "    return load(name, *rest)\n"
        "builtins.__import__ = late\n"
        "from kefu.__main__ import main\n"
        "main()\n"
    )
    said = subprocess.run([sys.executable, "-c", code, "--version"], capture_output=True, check=False, encoding="utf-8")
    assert (said.returncode, said.stdout, said.stderr) == (INTERRUPTED, "", f"error: {UNCHANGED}\n")
