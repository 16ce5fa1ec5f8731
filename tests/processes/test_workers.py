"""Workers do what they are given, leave interruptions to whoever started them, and end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from tests.program import signals_as_before

from kefu.processes import workers as module
from kefu.processes.endings import handle_signals
from kefu.processes.workers import STOPPING, TERMINAL, Later, TooMuchError, alone, patiently, workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from types import FrameType

pytestmark = pytest.mark.slow
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")


def listening() -> dict[str, Any]:
    """Return what a process does at the signals that a terminal sends."""
    return {name: signal.getsignal(getattr(signal, name)) for name in TERMINAL}


def asked_to_stop() -> tuple[bool, bool]:
    """Return whether this process is to stop, before and after somebody has asked it."""
    before = STOPPING.is_set()
    os.kill(os.getpid(), signal.SIGTERM)
    return before, STOPPING.is_set()


def asked_again_while_it_notes_that() -> bool:
    """Ask this process to stop, and once more at every line of what notes it; return whether it is to stop."""
    lines = set()

    def trace(frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        line = (frame.f_code.co_filename, frame.f_lineno)
        if event == "line" and frame.f_code.co_name == "set" and line not in lines:
            lines.add(line)
            os.kill(os.getpid(), signal.SIGTERM)
        return trace

    sys.settrace(trace)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        sys.settrace(None)
    return STOPPING.is_set() and bool(lines)


def waiting() -> bool:
    """Wait for somebody to ask this process to stop."""
    late = time.monotonic() + 60
    while not STOPPING.is_set() and time.monotonic() < late:
        time.sleep(0.01)
    return STOPPING.is_set()


def test_work_is_done_in_other_processes() -> None:
    with workers(2) as pool:
        results = [*pool.map(divmod, [7, 9], [2, 4])]
        worker = pool.submit(os.getpid).result()

    assert results == [(3, 1), (2, 1)]
    assert worker != os.getpid()


def test_an_error_is_the_callers() -> None:
    with workers(1) as pool, pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0).result()


@posix
def test_workers_leave_interruptions_to_whoever_started_them() -> None:
    with workers(1) as pool:
        assert pool.submit(listening).result() == dict.fromkeys(TERMINAL, signal.SIG_IGN)


@posix
def test_a_worker_that_is_asked_to_stop_says_so_to_what_waits_in_it() -> None:
    with workers(1) as pool:
        assert pool.submit(asked_to_stop).result() == (False, True)


@posix
def test_a_worker_that_is_asked_again_while_it_notes_that_goes_on() -> None:
    """`timeout` asks all processes of a build to stop, and the build asks its workers again."""
    with workers(1) as pool:
        future = pool.submit(asked_again_while_it_notes_that)
        try:
            assert future.result(timeout=30)
        finally:
            for process in multiprocessing.active_children():
                process.kill()


@posix
def test_an_interruption_ends_what_workers_wait_for_and_the_work_that_is_left() -> None:
    begun = time.monotonic()
    with suppress(KeyboardInterrupt), workers(1) as pool:
        first, *_, last = [pool.submit(waiting) for _ in range(5)]
        while not first.running():
            time.sleep(0.01)
        pool.submit(os.getpid)
        raise KeyboardInterrupt

    assert last.cancelled()
    assert time.monotonic() - begun < 60
    assert multiprocessing.active_children() == []


@posix
def test_a_worker_does_not_outlive_whoever_started_it() -> None:
    """Workers hold the pipe of standard output too, so it ends only when the last of them has."""
    script = (
        "import os, time; from kefu.processes.workers import workers\n"
        "with workers(1) as pool:\n"
        "    pool.submit(os.getpid).result()\n"
        "    pool.submit(time.sleep, 600)\n"
        "    print('begun', flush=True)\n"
        "    time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.kill()
        rest, _ = process.communicate(timeout=60)

    assert rest == b""
    assert process.returncode == -signal.SIGKILL


def large() -> int:
    held = bytearray(300 << 20)
    time.sleep(30)
    return len(held)


def lost() -> None:
    os._exit(1)


def test_what_takes_too_long_is_ended_from_outside() -> None:
    begin = time.monotonic()

    with pytest.raises(TooMuchError):
        alone(1, time.sleep, 60)

    assert time.monotonic() - begin < 30


def test_what_takes_too_much_memory_is_ended_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY", 250 << 20)
    begin = time.monotonic()

    with pytest.raises(TooMuchError):
        alone(60, large)

    assert time.monotonic() - begin < 30


def test_what_others_do_is_had_before_one_that_never_ends_is_ended() -> None:
    with workers(2) as pool:
        never: Future[object] = pool.submit(time.sleep, 60)
        soon: Future[object] = pool.submit(abs, -1)

        assert [*patiently(pool, [never, soon], 5)] == [soon, never]
        assert soon.result() == 1


def test_what_a_broken_pool_did_not_do_is_done_here() -> None:
    with workers(1) as pool:
        pool.submit(lost)
        later = Later(pool.submit, abs, -1)

        assert later.result() == 1


@posix
def test_an_interruption_waits_until_a_pool_has_taken_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []

    def interrupted(_pool: Executor, job: Callable[[], None]) -> Future[None]:
        os.kill(os.getpid(), signal.SIGINT)
        taken.append(job)
        return Future()

    monkeypatch.setattr(ProcessPoolExecutor, "submit", interrupted)
    with signals_as_before():
        handle_signals()
        with workers(1) as pool, pytest.raises(KeyboardInterrupt):
            pool.submit(print)
    assert taken == [print]


def test_processes_can_be_ended_whatever_they_do() -> None:
    with workers(1) as pool:
        pool.submit(os.getpid).result()
        pending = pool.submit(time.sleep, 60)
        pool.end()

        assert isinstance(pending.exception(timeout=30), BrokenProcessPool)
