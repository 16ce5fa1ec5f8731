"""Bounds of time and memory for what may exhaust both: reading a file that somebody sends, running a script."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS: Final = 120
"""For a file. The longest of this repository's takes two."""

GRACE: Final = 30
"""Seconds of computing after which a process that does not listen is ended by the system."""

MEMORY: Final = 2 * 1024**3
"""Bytes beyond what the process has when it begins."""


@contextmanager
def bounded(*, seconds: int = SECONDS, memory: int = MEMORY, grace: int = GRACE) -> Iterator[None]:
    """Bound what is done inside, where the system can (Linux, macOS; memory on Linux alone).

    Raises `TimeoutError` after the seconds, `MemoryError` beyond the memory. A library that listens to neither is
    ended together with its process. Only the main thread of a process can be bounded.
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
    signal.alarm(seconds)
    try:
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + grace)
        if sys.platform == "linux":
            _lower(resource.RLIMIT_AS, _size() + memory)
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, handler)
        for kind, limits in before.items():
            resource.setrlimit(kind, limits)


def _lower(kind: int, wanted: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        soft, hard = resource.getrlimit(kind)
        known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(kind, (min([wanted, *known]), hard))


def _size() -> int:
    """Return the bytes of address space that the process has. Source: proc(5), statm."""
    import resource  # noqa: PLC0415 - not on Windows

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
