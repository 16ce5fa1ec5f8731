"""`nox -s fuzz`: random projects are built for an hour, and what comes of them is counted.

Options: `--minutes N`; `--seed N`, to begin with another project, or `--only N` to build that project alone and see it.
Every `WHOLLY`th project is built in all formats, the others as web pages, with what is kept of earlier projects. Every
`AGAIN`th is built again from nothing, and must give the same findings.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.fuzz.trying import EVERYTHING, SECONDS, WEB, Tried, tried
from tests.here import working_here

from kefu.cache import NOTHING_KEPT, open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from kefu.cache import Store

WHOLLY: Final = 10
AGAIN: Final = 7
TIDYING: Final = 100
KEPT: Final = 500_000_000
"""The bytes that are kept of earlier projects, and after how many projects the rest goes."""
GRACE: Final = 30
TOLD: Final = 60
"""Seconds between two reports on the way."""


def try_each(first: int, asked: Connection) -> None:
    """Try projects from a seed on, in this process, and send what comes of each."""
    with tempfile.TemporaryDirectory() as scratch, working_here():
        store = open_store(Path(scratch, "cache"))
        for seed in itertools.count(first):
            asked.send(try_one(seed, Path(scratch, "project"), store))
            if seed % TIDYING == 0:
                store.tidy(most=KEPT)


def try_one(seed: int, folder: Path, store: Store) -> Tried:
    """Try one project, in the formats and as often as its seed says."""
    return tried(seed, WEB if seed % WHOLLY else EVERYTHING, folder, store=store, twice=seed % AGAIN == 0)


@dataclass(slots=True)
class Count:
    """What came of all projects so far."""

    built: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    projects: list[Tried] = field(default_factory=list)

    def add(self, one: Tried) -> None:
        """Count a project, and print at once what is wrong."""
        self.projects.append(one)
        self.built += one.built
        self.rules.update(one.rules)
        for fault in one.faults:
            print(f"seed {one.seed}: {fault}", flush=True)

    def tell(self) -> None:
        """Print the sums."""
        slowest = max(self.projects, key=lambda one: one.seconds)
        faulty = sum(bool(one.faults) for one in self.projects)
        print(
            f"{len(self.projects)} projects, {self.built} of them built, {faulty} with faults; "
            f"slowest: seed {slowest.seed}, {slowest.seconds:.1f} s",
            flush=True,
        )


def run(first: int, minutes: float) -> Count:
    """Try projects for some minutes; one that takes far too long is ended with its process, and is a fault."""
    count, seed, end, told = Count(), first, time.monotonic() + 60 * minutes, time.monotonic()
    while time.monotonic() < end:
        here, there = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(target=try_each, args=(seed, there), daemon=True)
        process.start()
        there.close()
        try:
            while time.monotonic() < end:
                if not here.poll(2 * SECONDS + GRACE):
                    count.add(_lost(seed, "hangs"))
                    seed += 1
                    break
                count.add(here.recv())
                seed += 1
                if time.monotonic() > told + TOLD:
                    told = time.monotonic()
                    count.tell()
        except EOFError:
            count.add(_lost(seed, "ends the process"))
            seed += 1
        finally:
            process.kill()
            process.join()
    return count


def _lost(seed: int, why: str) -> Tried:
    return Tried(seed=seed, built=False, seconds=SECONDS, rules=(), faults=(why,))


def main(arguments: Sequence[str]) -> int:
    """Run as the command line says, and return how many projects have faults."""
    parser = argparse.ArgumentParser(prog="nox -s fuzz --", description="Build random projects.")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0, help="the first project")
    parser.add_argument("--only", type=int, help="the only project, which is kept in the working directory")
    given = parser.parse_args(arguments)
    if given.only is not None:
        with working_here():
            one = try_one(given.only, Path(f"fuzz-{given.only}"), NOTHING_KEPT)
        print(one, *one.faults, sep="\n")
        return bool(one.faults)
    count = run(given.seed, given.minutes)
    for rule, number in count.rules.most_common():
        print(f"{number:7} {rule}")
    count.tell()
    return sum(bool(one.faults) for one in count.projects)
