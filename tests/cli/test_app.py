"""The program `kefu`: its version, help and completion, and what is left when it is ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.cli.conftest import ENVIRONMENT, KEFU, LATER, kefu, state
from tests.engines.standin import HANGING, left, stand_in

from kefu import __version__
from kefu.cli.outcome import ExitCode
from kefu.layout import CACHE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize("program", ["module", "script"])
def test_the_version_is_shown(tmp_path: Path, program: str) -> None:
    script = Path(sys.executable).with_name("kefu.exe" if os.name == "nt" else "kefu")
    start = [*KEFU] if program == "module" else [str(script)]

    said = subprocess.run([*start, "--version"], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8")

    assert said.stdout == f"kefu {__version__}\n"


@pytest.mark.parametrize(
    ("command", "mentioned"),
    [
        ((), ("build", "new", "list", "--version", "--install-completion", "--show-completion", "--help")),
        (("build",), ("--root", "--out", "--edition", "--case", "--jobs", "--quiet", "-e", "-c", "-j", "-q")),
        (("new",), ("case",)),
        (("new", "case"), ("title", "--root")),
        (("list",), ("--root", "--jobs")),
    ],
    ids=lambda words: " ".join(words) or "kefu",
)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_mentions_every_option(
    tmp_path: Path, command: tuple[str, ...], mentioned: tuple[str, ...], option: str
) -> None:
    said = kefu(*command, option, cwd=tmp_path)

    assert said.returncode == ExitCode.DONE
    for word in mentioned:
        assert re.search(rf"(?<![\w-]){word}(?![\w-])", said.stdout)


def test_without_arguments_help_is_shown(tmp_path: Path) -> None:
    said = kefu(cwd=tmp_path)

    assert said.returncode == ExitCode.USAGE
    assert "build" in said.stdout + said.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_can_be_shown(tmp_path: Path, shell: str) -> None:
    said = kefu("--show-completion", shell, cwd=tmp_path)

    assert said.returncode == ExitCode.DONE
    assert "kefu" in said.stdout
    assert "COMPLETE" in said.stdout


def end(process: subprocess.Popen[str], name: str, *, whole: bool) -> None:
    """Send a signal to a process that leads its group, or to the whole group."""
    number = signal.Signals[name]
    if whole:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)


@pytest.fixture
def scratch() -> Iterator[Path]:
    """Return an empty folder with a short name: that of a socket has an end."""
    with tempfile.TemporaryDirectory(prefix="k") as folder:
        yield Path(folder)


ended: Final = pytest.mark.parametrize(
    ("name", "whole"), [("SIGINT", True), ("SIGHUP", True), ("SIGTERM", False), ("SIGTERM", True)]
)
"""Ctrl+C and a closed terminal reach all processes of a command, `kill` one, and `timeout` all again."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("step", ["reading", "drawing", "rendering"])
@ended
def test_an_interrupted_build_leaves_the_earlier_release_no_process_and_no_scratch_folder(
    built: Path, scratch: Path, name: str, whole: bool, step: str
) -> None:
    """The workers hold the pipe of standard error too, so it ends only when the last of them has."""
    before = state(built / "dist")
    with subprocess.Popen(
        [*KEFU, "build", "--jobs", "2"],
        cwd=built,
        env=ENVIRONMENT | LATER | {"TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        while process.stderr.readline() != f"{step} …\n":
            assert process.poll() is None
        end(process, name, whole=whole)
        _, errors = process.communicate(timeout=60)

    assert process.returncode == ExitCode.INTERRUPTED, errors
    assert errors.splitlines()[-1] == "error: interrupted; the existing release is unchanged"
    assert "Traceback" not in errors
    assert state(built / "dist") == before
    assert [path.name for path in built.iterdir() if path.name.startswith(".")] == [CACHE.name]
    assert [*scratch.iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_command_that_was_started_to_outlive_its_terminal_does(built: Path) -> None:
    with subprocess.Popen(
        ["nohup", *KEFU, "build", "--jobs", "2", "-e", "student"],  # noqa: S607 - the system's own
        cwd=built,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        while process.stderr.readline() != "rendering …\n":
            assert process.poll() is None
        end(process, "SIGHUP", whole=True)
        _, errors = process.communicate(timeout=60)

    assert process.returncode == ExitCode.DONE, errors


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_killed_build_leaves_the_earlier_release_and_no_process(built: Path) -> None:
    before = state(built / "dist")
    with subprocess.Popen(
        [*KEFU, "build", "--jobs", "2"],
        cwd=built,
        env=ENVIRONMENT | LATER,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        while process.stderr.readline() != "rendering …\n":
            assert process.poll() is None
        process.kill()
        process.communicate(timeout=60)

    assert process.returncode == -signal.SIGKILL
    assert state(built / "dist") == before
    assert kefu("build", "-e", "student", "-c", "1", cwd=built).returncode == ExitCode.DONE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize(
    ("name", "whole"),
    [("SIGINT", False), ("SIGINT", True), ("SIGHUP", True), ("SIGTERM", False), ("SIGTERM", True), ("SIGKILL", False)],
)
def test_a_build_that_is_ended_ends_quarto_and_all_that_it_has_started(
    built: Path, name: str, whole: bool, tmp_path: Path
) -> None:
    before = state(built / "dist")
    ids = tmp_path / "ids"
    program = stand_in(tmp_path, HANGING.format(told=str(ids)))
    with subprocess.Popen(
        [*KEFU, "build", "--jobs", "2", "--engine", "quarto", "--quarto", str(program)],
        cwd=built,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        while not ids.exists() or len(ids.read_text(encoding="utf-8").split()) < 4:
            assert process.poll() is None
            time.sleep(0.05)
        end(process, name, whole=whole)
        process.wait(timeout=60)

    assert left(ids) == []
    assert state(built / "dist") == before


INTERRUPTING: Final = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "pikepdf._core":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
sys.argv = ["kefu", *{arguments}]
from kefu.__main__ import main
try:
    main()
except SystemExit as ended:
    print(ended.code, "pikepdf._core" in sys.modules)
"""
"""Interrupts the program while it loads a library that ends the process if it is interrupted then."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("arguments", [["build"], ["check"], ["export", "quarto", "ut"]], ids=lambda each: each[0])
def test_a_library_is_loaded_to_its_end_before_an_interruption_is_heeded(built: Path, arguments: list[str]) -> None:
    code = INTERRUPTING.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=built, env=ENVIRONMENT, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == f"{ExitCode.INTERRUPTED} True\n"
    assert done.stderr == "error: interrupted; the existing release is unchanged\n"
