"""Building a random project, and judging what comes of it."""

from __future__ import annotations

import re
import shutil
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.fuzz.projects import project_of
from tests.rereading import forget

from kefu.authored import Format
from kefu.cache import NOTHING_KEPT
from kefu.check.report import CheckError
from kefu.diagnostics import BuildError
from kefu.pipeline import build
from kefu.processes.bounds import bounded
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kefu.cache import Store
    from kefu.diagnostics import Diagnostic

WEB: Final = (Format.HTML,)
EVERYTHING: Final = (*Format,)

SECONDS: Final = 100
"""How long a project may take; the longest takes a fifth of it."""

ADDRESS: Final = re.compile(r"\bat 0x[0-9a-f]+|<\w[\w.]* object|Traceback|/tmp/")
"""What no message may contain: the address or class of an object, or a folder for temporary files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of a project: whether it was built, how long that took, the rules that it broke, and what is a fault.

    A fault is the program's: it ended in a traceback, took too long, or said something that its author cannot act on.
    """

    seed: int
    built: bool
    seconds: float
    rules: tuple[str, ...]
    faults: tuple[str, ...]


def tried(
    seed: int, formats: Sequence[Format], folder: Path, *, store: Store = NOTHING_KEPT, twice: bool = False
) -> Tried:
    """Return what comes of the random project of a seed, built in a folder, which is made anew.

    It is built with what the store has of earlier projects, and perhaps `twice`, the second time from nothing, which
    must come to the same.
    """
    _write(seed, formats, folder)
    begin = time.monotonic()
    built, found, faults = _built(folder, store)
    seconds = time.monotonic() - begin
    faults += [fault for one in found if (fault := _fault(one, folder))]
    if twice and not faults:
        _write(seed, formats, folder)
        forget()
        again = _built(folder, NOTHING_KEPT)
        if (built, found, faults) != again:
            told = [
                str(one) for pair in ((found, again[1]), (again[1], found)) for one in pair[0] if one not in pair[1]
            ]
            faults.append("differs when it is built from nothing: " + "; ".join((*told, *again[2])))
    return Tried(
        seed=seed, built=built, seconds=seconds, rules=tuple(one.rule.name for one in found), faults=tuple(faults)
    )


def _write(seed: int, formats: Sequence[Format], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in project_of(seed, formats).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _built(folder: Path, store: Store) -> tuple[bool, tuple[Diagnostic, ...], list[str]]:
    """Return whether a project can be built, what was found in it, and what the program could not cope with."""
    try:
        with bounded(seconds=SECONDS):
            return True, build(folder, folder / "dist", store=store).report.findings, []
    except BuildError as error:
        return False, error.diagnostics, []
    except CheckError as error:
        return False, error.report.findings, []
    except TimeoutError:
        return False, (), [f"takes more than {SECONDS} seconds"]
    except Exception:  # noqa: BLE001 - this is what is looked for
        return False, (), [traceback.format_exc()]


def _fault(found: Diagnostic, folder: Path) -> str:
    """Return what is wrong with a finding, or nothing: it has no place where an author could act, or says too much."""
    text = "\n".join((found.message, *found.hints))
    place = found.location
    if ADDRESS.search(text):
        return f"says what nobody can read: {found}"
    if found.severity is Severity.ERROR:
        if not (folder / place.path).is_file():
            return f"is at no source: {found}"
        if place.line is None:
            return f"has no line: {found}"
    return ""
