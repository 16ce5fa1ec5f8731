"""Keeping a process within bounds from outside, whatever it does, and ending it with everything that it started."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
import threading
import time
from enum import IntEnum
from typing import Final

import psutil

_OFTEN: Final = 0.05
"""Seconds between two looks at a process."""

_SELDOM: Final = 0.5
"""Seconds between two looks at a process that is only waited for."""

_IDLE: Final = 10
"""How many times as long a process may be there as it may compute."""

_ADOPT: Final = 36
"""Makes a process the parent of what those that it started leave behind. Source: prctl(2), PR_SET_CHILD_SUBREAPER."""


class Ending(IntEnum):
    """How a process ended: by itself, or because it took too long or too much memory, or nobody wanted it any more."""

    BY_ITSELF = 0
    LATE = 11
    LARGE = 12
    UNWANTED = 13


def adopt() -> None:
    """Let this process find what its children started even if those have ended, if the system can (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)


def keep(process: psutil.Process, family: psutil.Process, *, seconds: float, memory: int) -> Ending:
    """Wait until a child of this process ends, or end it once it is over its bounds or this process's parent is gone.

    `memory` is in bytes, for all processes that `family` has started, and those that they have. Afterwards none of them
    runs any more. The family is that of this process if it adopts and has started nothing else; otherwise the child's.
    """
    parent, late = os.getppid(), time.monotonic() + seconds
    known = {process}
    try:
        while True:
            with contextlib.suppress(psutil.TimeoutExpired):
                process.wait(timeout=_OFTEN)
                return Ending.BY_ITSELF
            known |= _started(family)
            if time.monotonic() > late:
                return Ending.LATE
            if sum(map(_size, known)) > memory:
                return Ending.LARGE
            if os.getppid() != parent:
                return Ending.UNWANTED
    finally:
        remaining = {one for one in known if _runs(one)} | _started(family)
        while remaining:
            for one in remaining:
                with contextlib.suppress(psutil.Error):
                    one.kill()  # which first makes sure that the number is still that process's
            psutil.wait_procs(remaining, timeout=1)
            remaining = _started(family)


def answer(process: subprocess.Popen[bytes], given: bytes, *, seconds: float) -> tuple[bytes, bytes]:
    """Give a process its input, and return what it writes to its two outputs until it ends.

    Raises `subprocess.TimeoutExpired` once it has computed for so many seconds, or been there for `_IDLE` times as
    many, and ends it. What others do on the same machine at the time does not count.
    """
    over, late = threading.Event(), threading.Event()

    def watch() -> None:
        end = time.monotonic() + _IDLE * seconds
        while not over.wait(_SELDOM):
            if computed(process.pid) > seconds or time.monotonic() > end:
                late.set()
                process.kill()

    threading.Thread(target=watch, name="kefu-watches-a-process", daemon=True).start()
    try:
        said = process.communicate(given)
    except BaseException:
        process.kill()
        raise
    finally:
        over.set()
    if late.is_set():
        raise subprocess.TimeoutExpired(process.args, seconds)
    return said


def computed(number: int) -> float:
    """Return for how many seconds the process with a number has computed, or 0 if there is none."""
    try:
        times = psutil.Process(number).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def size_of(number: int) -> int:
    """Return how many bytes of memory the process with a number has, or 0 if there is none."""
    try:
        return _size(psutil.Process(number))
    except psutil.Error:
        return 0


def end_all() -> None:
    """End all processes that this one has started, with all that they have, whatever they do.

    Who started one is still told how it has ended, since nobody is waited for.
    """
    started = _started(psutil.Process())
    for one in started:
        with contextlib.suppress(psutil.Error):
            one.kill()
    late = time.monotonic() + 1
    while any(map(_runs, started)) and time.monotonic() < late:
        time.sleep(0.01)


def _started(family: psutil.Process) -> set[psutil.Process]:
    try:
        return {one for one in family.children(recursive=True) if _runs(one)}
    except psutil.Error:
        return set()


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running()) and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _size(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
