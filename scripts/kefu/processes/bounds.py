"""Bounds on time and memory for what may exhaust both: reading a file that somebody has sent, running a script."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS: Final = 120
"""The time limit for one file. The longest one in this repository takes two seconds."""

GRACE: Final = 30
"""Further seconds of computing after which the system kills a process that ignores its time limit."""

MEMORY: Final = 2 * 1024**3
"""The memory limit, in bytes beyond what the process has when it begins."""


@contextmanager
def bounded(*, seconds: int = SECONDS, memory: int = MEMORY, grace: int = GRACE) -> Iterator[None]:
    """Bound the time and memory of a block, if the system can (Linux and macOS; memory only on Linux).

    Raises `TimeoutError` when the time is up, and `MemoryError` when the memory is. A library that ignores both is
    killed together with its process. Only the main thread of a process can be bounded.
    """
    if sys.platform == "win32":
        yield
        return
    import resource  # noqa: PLC0415 - not on Windows

    before = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}
    used = resource.getrusage(resource.RUSAGE_SELF)

    def late(_signal: int, _frame: object) -> NoReturn:
        raise TimeoutError(f"more than {seconds} seconds")

    handler = signal.signal(signal.SIGALRM, late)
    begin, outer = time.monotonic(), signal.alarm(seconds)
    try:
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + grace)
        if sys.platform == "linux":
            _lower(resource.RLIMIT_AS, _size() + memory)
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, handler)
        if outer:  # what is around the block is bounded, too
            signal.alarm(max(1, round(outer - (time.monotonic() - begin))))
        for kind, limits in before.items():
            resource.setrlimit(kind, limits)


def _lower(kind: int, wanted: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        soft, hard = resource.getrlimit(kind)
        known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(kind, (min([wanted, *known]), hard))


def _size() -> int:
    """Return the size of the process's address space in bytes. Source: proc(5), statm."""
    import resource  # noqa: PLC0415 - not on Windows

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
