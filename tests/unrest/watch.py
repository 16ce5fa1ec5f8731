"""What the processes of a preview take, and whether that stays as it is."""

from __future__ import annotations

import statistics
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import psutil

from kefu.preview.making import PRESSES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.preview.running import Preview

PROCESSES: Final = 3 + PRESSES + 1
"""The most processes of a preview that rests: itself, the two from which others are started, presses, and one more."""

PATIENCE: Final = 120.0
"""Seconds in which processes that are over must have ended."""

ENOUGH: Final = 16
"""So many samples tell whether something grows."""

MEGABYTE: Final = 1_000_000
ALLOWED: Final = {"its memory, MB": 30, "the memory of all, MB": 120, "its threads": 4, "its open files": 12}
"""What may be more in the last quarter of the samples than in the second one, each by its median."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a preview takes at one time: memory that its own process shares with none, that of all, and so on."""

    own: float
    family: float
    threads: int
    files: int
    processes: tuple[str, ...]


def sampled(preview: Preview) -> Sample:
    """Return what a preview takes, once it has no more processes than it may, or after some time."""
    late = time.monotonic() + PATIENCE
    while len(family := preview.family()) > PROCESSES and time.monotonic() < late:
        time.sleep(0.1)
    own = preview.process_of()
    with own.oneshot():
        threads, files, size = own.num_threads(), own.num_fds(), _own_memory(own)
    return Sample(
        own=size,
        family=sum(map(_own_memory, family)),
        threads=threads,
        files=files,
        processes=tuple(_name(one) for one in family),
    )


def _own_memory(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        return float(process.memory_full_info().uss) / MEGABYTE
    return 0.0


def _name(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())[:100]
    return "a process that has ended"


def growth(samples: Sequence[Sample]) -> dict[str, tuple[float, float]]:
    """Return the medians of the second and of the last quarter of what was sampled.

    In the first quarter caches fill, and every process that may stay is started.
    """
    takers: dict[str, Callable[[Sample], float]] = {
        "its memory, MB": lambda one: one.own,
        "the memory of all, MB": lambda one: one.family,
        "its threads": lambda one: one.threads,
        "its open files": lambda one: one.files,
    }
    quarter = len(samples) // 4
    second, last = samples[quarter : 2 * quarter], samples[-quarter:]
    return {
        name: (statistics.median(map(take, second)), statistics.median(map(take, last)))
        for name, take in takers.items()
        if quarter
    }


def grown(samples: Sequence[Sample]) -> list[str]:
    """Return what takes more and more, as far as there are enough samples to tell."""
    if len(samples) < ENOUGH:
        return []
    return [
        f"{name}: {before:.0f} became {after:.0f}"
        for name, (before, after) in growth(samples).items()
        if after - before > ALLOWED[name]
    ]
