"""Kill builds at random moments, half of them while they publish, and look at what is left.

`python -m tests.sabotage.kills --number 300` prints what it did, and ends with an error if anything was left or untrue.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
from tests.conftest import copy_project

from kefu.cli.outcome import ExitCode
from kefu.layout import CACHE
from kefu.release.publishing import MANIFEST, released

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SIGNALS: Final = ("SIGKILL", "SIGTERM", "SIGINT", "SIGHUP")
DATES: Final = ("1735689600", "1924905600")
"""The dates of the two releases that take each other's place, in seconds since 1970."""

MARK: Final = "KEFU_KILLED"
"""The variable by which the processes of a build are known, whoever started them."""

PATIENCE: Final = 20.0
"""Seconds in which all that a build has started must have ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """What came of a build that was killed; `faults` tells what was left or untrue, and is empty if all is well."""

    signal: str
    publishing: bool
    replaced: bool
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A project of its own, its releases in both of the dates, and how many seconds a build and its publishing take."""

    folder: Path
    scratch: Path
    releases: tuple[Mapping[str, str], ...]
    seconds: float
    publishing: float

    @property
    def out(self) -> Path:
        """Return the folder of the release."""
        return self.folder / "dist"


def prepared(folder: Path, scratch: Path) -> Place:
    """Make a project in a folder, build it once with each date without a disturbance, and return what that gave."""
    root = copy_project("small", folder / "small")
    _undisturbed(root, scratch, DATES[0])
    first = state(root / "dist")
    seconds, publishing = _undisturbed(root, scratch, DATES[1])
    return Place(
        folder=root,
        scratch=scratch,
        releases=(first, state(root / "dist")),
        seconds=seconds,
        publishing=publishing,
    )


def _undisturbed(root: Path, scratch: Path, date: str) -> tuple[float, float]:
    """Build, and return how many seconds that and its publishing took."""
    begun = time.monotonic()
    with _build(root, scratch, date, uuid.uuid4().hex) as build:
        while build.poll() is None and not _staged(root):
            time.sleep(0.001)
        staged = time.monotonic()
        _, said = build.communicate()
    if build.returncode != ExitCode.DONE:
        raise RuntimeError(said)
    return time.monotonic() - begun, time.monotonic() - staged


def kill(place: Place, chance: random.Random, *, publishing: bool) -> Killed:
    """Kill a build at a random moment, of the whole of it or of its publishing, and return what came of it."""
    before = state(place.out)
    date, after = next((d, r) for d, r in zip(DATES, place.releases, strict=True) if r != before)
    name, whole, mark = chance.choice(SIGNALS), chance.random() < 0.5, uuid.uuid4().hex
    stages = {*_staged(place.folder)}
    with _build(place.folder, place.scratch, date, mark) as build:
        if publishing:
            while build.poll() is None and not {*_staged(place.folder)} - stages:
                time.sleep(0.001)
        time.sleep(chance.uniform(0, place.publishing if publishing else place.seconds))
        with suppress(ProcessLookupError):
            (os.killpg if whole else os.kill)(build.pid, signal.Signals[name])
        _, said = build.communicate(timeout=60)
    now = state(place.out)
    return Killed(
        signal=name,
        publishing=publishing,
        replaced=now == after,
        faults=(
            *([] if now in (before, after) else ["the release is neither the earlier one nor the new one"]),
            *_unlike_the_manifest(place.out, now),
            *_untrue(build.returncode, name, said, replaced=now == after),
            *(f"“{process}” has not ended" for process in _running(mark)),
            *([] if name == "SIGKILL" else _left(place, build.pid, stages)),
        ),
    )


def finished(place: Place) -> tuple[str, ...]:
    """Build without a disturbance, and return what earlier builds have left behind all the same."""
    _undisturbed(place.folder, place.scratch, DATES[0])
    left = (
        *place.scratch.iterdir(),
        *(path for path in place.folder.iterdir() if path.name.startswith(".") and path.name != CACHE.name),
    )
    return tuple(f"“{path.name}” is left at the end" for path in left)


def state(out: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in a folder, by its path there."""
    return {
        path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def _build(root: Path, scratch: Path, date: str, mark: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kefu", "build", "--quiet", "--jobs", "2"],
        cwd=root,
        env=os.environ | {"SOURCE_DATE_EPOCH": date, "TMPDIR": str(scratch), MARK: mark, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def _staged(root: Path) -> list[Path]:
    return [*root.glob(".dist.stage-*")]


def _unlike_the_manifest(out: Path, now: Mapping[str, str]) -> Iterator[str]:
    listed = {entry["path"]: entry["sha256"] for entry in released(out)} | {str(MANIFEST): now.get(str(MANIFEST))}
    yield from (f"“{path}” is not what the manifest says" for path in listed if listed[path] != now.get(path))
    yield from (f"“{path}” is not in the manifest" for path in now if path not in listed)


def _untrue(code: int, name: str, said: str, *, replaced: bool) -> Iterator[str]:
    """Yield what a build said of itself that is not so."""
    if "Traceback" in said:
        yield f"a traceback:\n{said}"
    if code == -signal.Signals[name] and (name == "SIGKILL" or not (replaced or said)):
        return  # nothing can be said then, nor before Python itself is loaded: the system says it
    if (code, replaced) not in ((ExitCode.DONE, True), (ExitCode.INTERRUPTED, False)):
        yield f"the exit code is {code}, and the release {'is' if replaced else 'is not'} replaced: {said}"
    if ("unchanged" in said) == replaced:
        yield f"it says what is not so: {said}"


def _running(mark: str) -> list[str]:
    """Return the processes of a build that have not ended after some time."""
    until = time.monotonic() + PATIENCE
    while (running := [*_marked(mark)]) and time.monotonic() < until:
        time.sleep(0.02)
    return running


def _marked(mark: str) -> Iterator[str]:
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                yield " ".join(process.cmdline())


def _left(place: Place, process: int, stages: set[Path]) -> Iterator[str]:
    left = (*place.scratch.glob(f"kefu-{process}-*"), *({*_staged(place.folder)} - stages))
    yield from (f"“{path.name}” is left" for path in left)


def main() -> None:
    """Kill as many builds as the arguments say, and tell what came of it."""
    options = argparse.ArgumentParser(description="Kill builds at random moments, and look at what is left.")
    options.add_argument("--number", type=int, default=300, help="how many builds")
    options.add_argument("--seed", type=int, default=0, help="the number from which the moments follow")
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 - the moments are no secrets
    told: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory(prefix="k") as scratch:
        place = prepared(Path(folder), Path(scratch))
        for number in range(chosen.number):
            killed = kill(place, chance, publishing=number % 2 == 1)
            told["while publishing" if killed.publishing else "at any moment"] += 1
            told[killed.signal] += 1
            told["after the release was replaced" if killed.replaced else "before it"] += 1
            faults += [f"{number}, {killed.signal}: {fault}" for fault in killed.faults]
        faults += finished(place)
    sys.stdout.write(f"{chosen.number} builds were killed, {len(faults)} faults\n")
    sys.stdout.writelines(f"{count:6} {what}\n" for what, count in told.items())
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
