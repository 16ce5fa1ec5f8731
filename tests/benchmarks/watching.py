"""Commands, with the time and the memory that they take, and all the processes that they start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROC: Final = Path("/proc")
SECONDS_BETWEEN_LOOKS: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a command took: seconds on the clock, seconds of processors in all its processes, and bytes of memory.

    Where the system has /proc, its processes are looked at every 200 ms. Memory is then the largest sum of resident
    memory over them (memory that they share is counted for each), elsewhere that of the largest process. Processors'
    seconds are elsewhere those of the processes that somebody waited for.
    """

    seconds: float
    cpu: float
    memory: int
    said: str


def spent(command: Sequence[str], *, cwd: Path, env: Mapping[str, str], fails: bool = False) -> Spent:
    """Run a command and return what it took and what it said; end everything if it `fails` otherwise than is said."""
    before, begun = _processors(), time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    watch = Watch(process.pid)
    try:
        said, _ = process.communicate()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    seconds, seen = time.perf_counter() - begun, watch.stop()
    if bool(process.returncode) != fails:
        sys.exit(f"{' '.join(command)} ended with exit code {process.returncode}\n{said}")
    cpu = max(seen.cpu, _processors() - before)
    return Spent(seconds=seconds, cpu=cpu, memory=seen.memory or largest_child(), said=said)


def _processors() -> float:
    """Return the seconds that processors have spent on the processes that this one has waited for, and on theirs."""
    times = os.times()
    return times.children_user + times.children_system


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the processes of a group have at a moment: bytes of memory, and the seconds that processors spent on them.

    A process's seconds are also those of the processes that it has waited for.
    """

    memory: int = 0
    cpu: float = 0.0


class Watch(threading.Thread):
    """Looks at the processes of a group until it is told to stop."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self._group = group
        self._most = Seen()
        self._end = threading.Event()
        self.start()

    def run(self) -> None:
        """Look again and again."""
        while PROC.is_dir() and not self._end.wait(SECONDS_BETWEEN_LOOKS):
            now = seen(self._group)
            self._most = Seen(memory=max(self._most.memory, now.memory), cpu=max(self._most.cpu, now.cpu))

    def stop(self) -> Seen:
        """Return the most that was seen."""
        self._end.set()
        self.join()
        return self._most


def seen(group: int) -> Seen:
    """Return what the processes of a group have now."""
    pages = ticks = 0
    for folder in PROC.glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # the process has ended
            continue
        fields = stat.rpartition(")")[2].split()
        if int(fields[2]) == group:
            pages += int(fields[21])
            ticks += sum(map(int, fields[11:15]))
    return Seen(memory=pages * os.sysconf("SC_PAGE_SIZE"), cpu=ticks / os.sysconf("SC_CLK_TCK"))


def largest_child() -> int:
    """Return the memory of the largest process that this one has waited for, in bytes; zero where none can tell."""
    try:
        import resource  # noqa: PLC0415 - Windows does not have it
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
