"""A command that fails says what a person can mend, and its exit code says where."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.cli.conftest import ENVIRONMENT, change, kefu, state

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


def test_an_error_is_printed_with_its_hint_below(built: Path) -> None:
    change(built / "cases/01-skolan/teaching-note.md", "[@svara2001]", "[@svara2011]")
    before = state(built / "dist")

    said = kefu("build", "--quiet", cwd=built)

    assert said.returncode == ExitCode.SOURCES
    assert said.stderr == (
        "cases/01-skolan/teaching-note.md:3:38: error[citation-resolves]: "
        "there is no entry in the bibliography “svara2011”\n"
        "  hint: did you mean “@svara2001”?\n"
        "1 error; nothing was published\n"
    )
    assert state(built / "dist") == before


def test_a_bug_keeps_its_traceback(built: Path) -> None:
    code = "import sys, kefu.release as r; r.check_output = None; from kefu.cli.app import main; main()"

    said = subprocess.run(
        [sys.executable, "-c", code, "build"],
        cwd=built,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert said.returncode == ExitCode.BUG
    assert "Traceback" in said.stderr
    assert "TypeError" in said.stderr
