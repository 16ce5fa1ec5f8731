"""What a worker of a cluster does: each job in a process of its own machine, with the bounds that processes have here.

A Dask worker runs jobs in threads, whose time and memory nobody can bound.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import threading
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing import util
from typing import TYPE_CHECKING, Final, TypeVar

from kefu.cache import program
from kefu.diagnostics import OutputError
from kefu.processes.parcels import failed, opened_and_done
from kefu.processes.workers import patiently, workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

T = TypeVar("T")


SECONDS: Final = 600
"""How long a job may take, beyond what is in proportion to it; the longest one takes a hundredth of it."""

FIRST: Final = 1000
"""The priority by which processes are ended when their worker ends: before the queues that tell them to are closed."""


def work(asked: str, content: bytes, *pieces: bytes) -> bytes:
    """Do the job in a parcel, if this worker's program is the one with the digest that is `asked` for.

    Returns what came of it, as bytes. A process that ends before the job is done, or does it for too long, is told by
    `BrokenProcessPool`, as it is here.
    """
    if program() != asked:
        host = socket.gethostname()
        return failed(OutputError(f"a worker on “{host}” has another kefu than this machine; start it again there"))
    seconds = SECONDS + (len(content) + sum(map(len, pieces))) // 50_000
    try:
        return _PROCESSES.call(seconds, opened_and_done, content, *pieces)
    except BrokenProcessPool:
        return failed(BrokenProcessPool("a process of a worker was ended"))


class _Processes:
    """The processes of a worker, which stay for as long as it runs, for as many jobs at once as it is given."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held = ExitStack()
        self._pool: Executor | None = None

    def call(self, seconds: float, function: Callable[..., T], *arguments: object) -> T:
        """Return the result of a function; raises `BrokenProcessPool` if its process ends, or has to be ended."""
        pool = self._ready()
        try:
            future = pool.submit(function, *arguments)
            for _ in patiently(pool, [future], seconds):
                pass
            return future.result()
        except BrokenProcessPool:
            with self._lock:
                if self._pool is pool:
                    self._end()
            raise

    def _ready(self) -> Executor:
        with self._lock:
            if self._pool is None:
                # A nanny starts its worker as a process that may start none, so that none outlives it; ours never do.
                if multiprocessing.current_process().daemon:
                    multiprocessing.current_process().daemon = False
                self._pool = self._held.enter_context(workers(os.cpu_count() or 1))
                util.Finalize(None, self._end, exitpriority=FIRST)
            return self._pool

    def _end(self) -> None:
        self._pool = None
        self._held.close()


_PROCESSES: Final = _Processes()
