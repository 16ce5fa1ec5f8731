"""A command can be interrupted until it has done something, and then no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.program import signals_as_before

from kefu.processes.endings import SIGNALS, at_once, bound_to_finish, handle_signals, handled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")


@pytest.fixture(autouse=True)
def handling() -> Iterator[None]:
    """Handle signals as a command does, in this test alone."""
    with signals_as_before():
        handle_signals()
        yield
        handle_signals()


def send(name: str) -> None:
    os.kill(os.getpid(), getattr(signal, name))


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_interrupts(name: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        send(name)


@pytest.mark.parametrize("name", SIGNALS)
def test_what_is_bound_to_finish_is_not_interrupted_nor_is_what_comes_after_it(name: str) -> None:
    with bound_to_finish():
        send(name)
    send(name)


def test_what_fails_can_be_interrupted_again() -> None:
    with pytest.raises(RuntimeError), bound_to_finish():
        raise RuntimeError
    with pytest.raises(KeyboardInterrupt):
        send("SIGINT")


def test_the_next_command_can_be_interrupted() -> None:
    with bound_to_finish():
        pass
    handle_signals()
    with pytest.raises(KeyboardInterrupt):
        send("SIGINT")


def interrupted_at_once(name: str, then: Callable[[], object]) -> None:
    with at_once():
        send(name)
        then()


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_waits_for_what_is_done_at_once(name: str) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted_at_once(name, lambda: done.append(name))
    assert done == [name]
    with at_once():
        pass


def test_what_fails_at_once_is_interrupted_all_the_same() -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted_at_once("SIGINT", lambda: 1 / 0)


def test_what_a_process_was_started_to_ignore_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    handle_signals()
    send("SIGHUP")
    assert signal.SIGHUP not in handled()


LEAVING = """
import os, signal
from kefu.processes.endings import handle_signals, ignore_signals

class Late:
    def __del__(self, kill=os.kill, process=os.getpid(), number=signal.SIGTERM):
        kill(process, number)

late = Late()
handle_signals()
{ended}
"""
"""A program that is sent a signal after Python has put back what signals do by default."""


@pytest.mark.slow
@pytest.mark.parametrize(("ended", "code"), [("", -signal.SIGTERM), ("ignore_signals()", 0)])
def test_a_signal_to_a_command_that_is_leaving_does_not_change_its_exit_code(ended: str, code: int) -> None:
    assert subprocess.run([sys.executable, "-c", LEAVING.format(ended=ended)], check=False).returncode == code


INTERRUPTED_WHILE_LOADING = """
import os, signal, sys
from kefu.processes.endings import handle_signals

{begun}
try:
    exec("os.kill(os.getpid(), signal.SIGINT)")
except KeyboardInterrupt:
    pass
sys.exit(130)
"""
"""A program that is interrupted while it runs a text, as some libraries do that make classes."""


@pytest.mark.slow
@pytest.mark.parametrize(("begun", "code"), [("", -signal.SIGINT), ("handle_signals()", 130)])
def test_an_interruption_while_loading_gives_the_exit_code_of_one(tmp_path: Path, begun: str, code: int) -> None:
    (tmp_path / "program.py").write_text(INTERRUPTED_WHILE_LOADING.format(begun=begun), encoding="utf-8")
    assert subprocess.run([sys.executable, "-m", "program"], cwd=tmp_path, check=False).returncode == code
