"""What a figure script is given to run, and what comes of it, in forms that travel between processes."""

from __future__ import annotations

import json
import os
import pickle
import stat
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import FigureInput, Source

RUN: Final = "run.pickle"
SVG: Final = "drawing.svg"
TOLD: Final = "told.json"

LARGEST: Final = 50 * 1024**2
"""The most bytes in a drawing. The largest one in this repository has 100,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A script, what it is given to draw from, and the name of its function that draws."""

    script: Source
    given: FigureInput
    function: str = "draw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What went wrong: the line of the script, what happened, and whether the figure was drawn nevertheless.

    `alike` says that it is about areas of the figure that are hard to tell apart.
    """

    line: int
    message: str
    minor: bool
    alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The drawing as SVG, empty if the script failed, and what went wrong."""

    svg: bytes
    told: tuple[Told, ...] = ()


def failed(line: int, message: str) -> Outcome:
    """Return the outcome of a script that failed at a line."""
    return Outcome(svg=b"", told=(Told(line=line, message=message, minor=False),))


def give(run: Run, folder: Path) -> None:
    """Write what a script is given into a new folder, which it has for itself."""
    folder.mkdir(mode=0o700)
    (folder / RUN).write_bytes(pickle.dumps(run))


def given(folder: Path) -> Run:
    """Return what a script is given in a folder; only to be called before the script runs, which could change it."""
    run: Run = pickle.loads((folder / RUN).read_bytes())  # noqa: S301 - the build itself has just written it
    return run


def leave(outcome: Outcome, folder: Path) -> None:
    """Write an outcome where `found` finds it."""
    (folder / SVG).write_bytes(outcome.svg)
    (folder / TOLD).write_text(json.dumps([asdict(one) for one in outcome.told]), encoding="utf-8")


def found(folder: Path) -> Outcome:
    """Return the outcome that a script's process left in its folder.

    A script could have left anything there, so nothing is followed or run: what is not plainly an outcome is a failure.
    """
    try:
        svg, told = _content(folder / SVG), json.loads(_content(folder / TOLD))
        return Outcome(svg=svg, told=tuple(map(_told, told)))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return failed(1, "the script ends the process that it runs in")


def _told(told: Any) -> Told:
    return Told(
        line=max(1, int(told["line"])),
        message=str(told["message"]),
        minor=bool(told["minor"]),
        alike=bool(told["alike"]),
    )


def _content(path: Path) -> bytes:
    """Return the bytes of a file that is neither a link nor anything else; raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1 or status.st_size > LARGEST:
            raise OSError(f"“{path.name}” is no drawing")
        return file.read(LARGEST)
