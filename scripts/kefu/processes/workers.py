"""Processes that render and check in parallel, and that end with the build, however it ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import forkserver, resource_tracker
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from kefu.processes.endings import at_once
from kefu.processes.flag import Flag
from kefu.processes.keeping import size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.context import BaseContext

T = TypeVar("T")

PRELOADED: Final = ["kefu.engines.pandoc", "kefu.check.gate"]
"""What every worker needs and takes long to load; if the system can fork, it is loaded once for all workers."""


@contextmanager
def workers(jobs: int) -> Iterator[Pool]:
    """Provide a pool of `jobs` processes; what they need is loaded while the caller carries on."""
    pool = Pool(max_workers=jobs, mp_context=preload(), initializer=_begin)
    over = threading.Event()
    threading.Thread(target=_watch, args=(over,), name="kefu-watches-workers", daemon=True).start()
    try:
        yield pool
    except KeyboardInterrupt:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        over.set()


class Pool(ProcessPoolExecutor):
    """A pool that an interruption does not leave with processes that are half started, and that it would not end."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have a process call a function."""
        with at_once():
            return super().submit(fn, *args, **kwargs)

    def end(self) -> None:
        """End the processes, whatever they do; what they were given fails."""
        for process in [*(self._processes or {}).values()]:
            process.kill()


MEMORY: Final = 4 * 1024**3
"""The most bytes of memory that a worker may use. The largest document that is known to be built needs a tenth."""

_OFTEN: Final = 0.5
"""Seconds between two looks at how large the workers are."""


def _watch(over: threading.Event) -> None:
    """End workers that take more memory than they may, until the pool is no longer needed."""
    while not over.wait(_OFTEN):
        for process in multiprocessing.active_children():
            if process.pid and size_of(process.pid) > MEMORY:
                process.kill()


def patiently(pool: Executor, pending: Iterable[Future[T]], seconds: float) -> Iterator[Future[T]]:
    """Yield what a pool does as it is done. If nothing is for so many seconds, its processes are ended, the rest fails.

    Only processes of this machine are ended; others are bounded where they are.
    """
    waiting = {*pending}
    patience = seconds if isinstance(pool, ProcessPoolExecutor) else None
    while waiting:
        done, waiting = wait(waiting, timeout=patience, return_when=FIRST_COMPLETED)
        if not done:
            _end()
            patience = None
        yield from done


def alone(seconds: float, function: Callable[..., T], /, *arguments: object) -> T:
    """Return the result of a function in a process of its own.

    Raises `TooMuchError` if it takes more time or memory than it may, or ends its process in any other way.
    """
    with workers(1) as pool:
        future = pool.submit(function, *arguments)
        for _ in patiently(pool, [future], seconds):
            pass
        try:
            return future.result()
        except BrokenProcessPool:
            raise TooMuchError from None


class TooMuchError(Exception):
    """Something takes more time or memory than it may."""


def _end() -> None:
    for process in multiprocessing.active_children():
        process.kill()


class Later(Generic[T]):
    """A result that a process of a pool computes; if the pool breaks before that, this process computes it.

    `submit` gives a function and its arguments to the pool.
    """

    def __init__(self, submit: Callable[..., Future[T]], function: Callable[..., T], *arguments: object) -> None:
        self._future = submit(function, *arguments)
        self._again = partial(function, *arguments)

    def result(self) -> T:
        """Return the result."""
        try:
            return self._future.result()
        except BrokenProcessPool:
            return self._again()


def preload() -> BaseContext:
    """Begin to load what workers need, and return how they are started.

    If the system can, they are forked from a server that has loaded it once for all of them. Callers that do this
    before there is work for a pool do not have to wait for it later.
    """
    _collect_seldom()
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    # Only the parent handles interruptions; what is started here inherits the blocked signals.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    try:
        resource_tracker.ensure_running()  # before SIGINT and SIGTERM are blocked, because this unblocks them
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def _collect_seldom() -> None:
    """Make the garbage collector run rarely, and never look again at what exists already.

    Trees of documents are large and have no cycles; scanning them again and again took a third of the time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _begin() -> None:
    """Leave interruptions to the parent, which says when to stop, and exit when the parent is gone."""
    _collect_seldom()
    for name in TERMINAL:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _number, _frame: STOPPING.set())
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    parent = multiprocessing.parent_process()
    if parent and not any(thread.name == FOLLOWER for thread in threading.enumerate()):

        def follow() -> None:
            parent.join()
            STOPPING.set()
            time.sleep(GRACE)
            os._exit(1)

        threading.Thread(target=follow, name=FOLLOWER, daemon=True).start()


TERMINAL: Final = ("SIGINT", "SIGHUP")
"""The signals that a terminal sends to all processes of a command: on Ctrl+C, and when it is closed."""

STOPPING: Final = Flag()
"""Set in a worker that is to stop; whatever waits there for another program stops that program, and then itself."""

GRACE: Final = 1.0
"""Seconds that a worker has for that after its parent is gone."""

FOLLOWER: Final = "kefu-follows-parent"
