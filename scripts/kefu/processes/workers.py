"""Processes that render and check in parallel, and that end with the build, however it ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from typing import TYPE_CHECKING, Final

from kefu.processes.flag import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.context import BaseContext

PRELOADED: Final = ["kefu.engines.pandoc", "kefu.check.gate"]
"""What every worker needs and takes long to load; if the system can fork, it is loaded once for all workers."""


@contextmanager
def workers(jobs: int) -> Iterator[Executor]:
    """Provide a pool of `jobs` processes; what they need is loaded while the caller carries on."""
    pool = ProcessPoolExecutor(max_workers=jobs, mp_context=preload(), initializer=_begin)
    try:
        yield pool
    except KeyboardInterrupt:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


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
