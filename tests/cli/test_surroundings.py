"""Whatever a command is started with and in, it ends with one line and the right exit code."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import ENVIRONMENT, KEFU

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="Windows has other shells")]


def shell(line: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in a folder, in which `$KEFU` is the program."""
    return subprocess.run(
        ["bash", "-c", line],  # noqa: S607 - the system's own
        cwd=cwd,
        env={**ENVIRONMENT, "KEFU": " ".join(KEFU), **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
        timeout=120,
    )


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("$KEFU list | true; exit ${PIPESTATUS[0]}", ExitCode.DONE, ""),
        ("$KEFU list >&-", ExitCode.DONE, ""),
        ("PYTHONWARNINGS=error $KEFU list >/dev/null", ExitCode.DONE, ""),
        ("$KEFU explain >&- 2>&-", ExitCode.DONE, ""),
        (
            "$KEFU list >/dev/full",
            ExitCode.OUTPUT,
            "error: No space left on device: what the command has to say cannot be written\n",
        ),
        (
            "mkdir lång; TMPDIR=$PWD/lång $KEFU list",
            ExitCode.OUTPUT,
            "has too long a name for temporary files; set TMPDIR to a folder with a shorter one\n",
        ),
        (
            "ln -s dist dist; $KEFU build -q -e student -c 1",
            ExitCode.OUTPUT,
            "is a link that leads to itself; remove it, or choose another place\n",
        ),
        (
            "ln -s dist dist; $KEFU serve",
            ExitCode.OUTPUT,
            "dist”; run “kefu build” first, or name the folder with --out\n",
        ),
        (
            'mkdir ut; echo \'{"generator": "kefu", "artifacts": [1]}\' >ut/manifest.json; $KEFU build -q --out ut',
            ExitCode.OUTPUT,
            "“ut” holds something other than a kefu release",
        ),
        ("$KEFU list --root $(printf 'x%.0s' {1..5000})", ExitCode.OUTPUT, "error: File name too long: "),
        ("$KEFU build -q -e student -c 1 --out $(printf 'x%.0s' {1..5000})", ExitCode.OUTPUT, "File name too long: "),
        (
            "ulimit -n 14; $KEFU build -q -e student -c 1 --out ut",
            ExitCode.OUTPUT,
            "error: Too many open files: ",
        ),
        ("ulimit -f 8; $KEFU build -q -e student -c 1 --out ut", ExitCode.OUTPUT, "error: File too large: "),
    ],
)
def test_surroundings_are_told_in_one_line(small: Path, line: str, code: ExitCode, said: str) -> None:
    done = shell(line, small)

    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == (1 if said else 0)
    assert not (small / "ut" / "public").exists()


def test_letters_that_a_terminal_does_not_have_are_question_marks(small: Path) -> None:
    done = shell("$KEFU list", small, PYTHONIOENCODING="ascii")

    assert done.returncode == ExitCode.DONE
    assert "01" in done.stdout
    assert "?" in done.stdout


def built_after(code: str, root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the program to build one document, in a process that some code has changed first."""
    return subprocess.run(
        [sys.executable, "-c", code, "build", *options, "-e", "student", "-c", "1", "--jobs", "1"],
        cwd=root,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def test_a_build_that_is_ended_when_the_release_is_in_place_says_that_it_is(small: Path) -> None:
    code = (
        "import os, signal, kefu.release.swapping as s; swap = s._swap\n"
        "def ended(stage, out):\n"
        "    swap(stage, out)\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "s._swap = ended\n"
        "from kefu.__main__ import main; main()"
    )
    done = built_after(code, small)

    assert done.returncode == ExitCode.DONE, done.stderr
    assert "interrupted" not in done.stderr
    assert "1 file, " in done.stdout
    assert (small / "dist" / "manifest.json").is_file()
    assert [path.name for path in small.iterdir() if path.name.startswith(".")] == [".kefu"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes share memory in other ways")
@pytest.mark.parametrize(("error", "said"), [("EACCES", "Permission denied"), ("EROFS", "Read-only file system")])
def test_memory_that_cannot_be_shared_is_told_in_one_line(small: Path, error: str, said: str) -> None:
    code = (
        "import errno, os, multiprocessing.synchronize as s\n"
        f"fail = 'def __init__(self, *_, **__): raise OSError(errno.{error}, os.strerror(errno.{error}))'\n"
        "s.errno, s.os = errno, os\n"
        "exec(fail, s.__dict__)\n"
        "s.SemLock.__init__ = s.__dict__.pop('__init__')\n"
        "from kefu.__main__ import main; main()"
    )
    done = built_after(code, small, "-q")

    assert done.returncode == ExitCode.OUTPUT, done.stderr
    assert done.stderr == f"error: {said}: processes cannot share memory (on Linux, in the folder /dev/shm)\n"
