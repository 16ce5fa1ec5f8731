"""A Dask scheduler and its workers, each a process of its own on this machine's loopback address."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from distributed import Client

Found = TypeVar("Found")

DASK: Final = (sys.executable, "-m", "dask")
HERE: Final = ("--host", "127.0.0.1", "--no-dashboard")

LONGEST: Final = 120
"""Seconds in which what a test waits for has to come about."""


@dataclass(slots=True)
class Scheduler:
    """A scheduler that was started, its address, and the workers that were started for it."""

    process: subprocess.Popen[bytes]
    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]]

    def start_worker(self, *options: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a worker that does one job at a time, and return its process, or that of its nanny."""
        command = (*DASK, "worker", self.address, *HERE, "--nthreads", "1", "--local-directory", str(self.folder))
        started = _started((*command, *options), self.folder / f"worker-{len(self.workers)}.txt", environment)
        self.workers.append(started)
        return started


@contextmanager
def scheduling(folder: Path, *, allowed_failures: int) -> Iterator[Scheduler]:
    """Start a scheduler that gives a job up after so many workers ended and one more, and end all after the block."""
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / "scheduler.json"
    command = (*DASK, "scheduler", *HERE, "--no-show", "--port", "0", "--scheduler-file", str(told))
    environment = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures)}
    workers: list[subprocess.Popen[bytes]] = []
    process = _started(command, folder / "scheduler.txt", environment)
    try:
        until(lambda: _address(told))
        yield Scheduler(process=process, address=_address(told), folder=folder, workers=workers)
    finally:
        for one in (process, *workers):
            end(one)


def _address(told: Path) -> str:
    """Return the address that a scheduler has told in a file, or nothing if it has not."""
    try:
        return str(json.loads(told.read_text(encoding="utf-8"))["address"])
    except (FileNotFoundError, ValueError):
        return ""


def _started(command: tuple[str, ...], log: Path, environment: Mapping[str, str] | None) -> subprocess.Popen[bytes]:
    with log.open("wb") as said:
        return subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **(environment or {})})


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it has started, at once, without a chance to tidy up."""
    with suppress(psutil.NoSuchProcess):
        family = psutil.Process(process.pid)
        for one in [family, *family.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGCONT)
                one.kill()
    process.wait()


def until(true: Callable[[], Found]) -> Found:
    """Wait until something is true, and return it."""
    late = time.monotonic() + LONGEST
    while not (found := true()):
        if time.monotonic() > late:
            raise TimeoutError
        time.sleep(0.02)
    return found


@contextmanager
def looking_at(scheduler: Scheduler) -> Iterator[Client]:
    """Connect to a scheduler, to look at what it does."""
    from distributed import Client  # noqa: PLC0415 - it is an extra, which few tests need

    with Client(scheduler.address, set_as_default=False) as client:
        yield client
