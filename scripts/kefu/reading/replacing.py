"""Changes of a project's text files: shown as differences, and then made, all of them or none."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.layout import real
from kefu.reading.sources import read_bytes
from kefu.rules.files import FILE_IS_AS_READ, FILE_IS_WRITABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from kefu.rules.rule import Rule

_NO_LINE_END: Final = "\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A text file that is to change: its path from the project's root, and its text before and after, as stored."""

    path: PurePosixPath
    before: str
    after: str


def difference(change: Change) -> str:
    """Return a change as a unified diff, which `git apply` understands."""
    lines = difflib.unified_diff(_lines(change.before), _lines(change.after), f"a/{change.path}", f"b/{change.path}")
    return "".join(line if line.endswith("\n") else line + _NO_LINE_END for line in lines)


def apply(root: Path, changes: Iterable[Change]) -> None:
    """Write the changes to the project's files, all of them or none; each file is replaced as a whole.

    Raises `BuildError` if a file is no longer as it was read, or cannot be written. The files that were written before
    it are then as they were, but for one that somebody else has written in the meantime.
    """
    changes = tuple(changes)
    problems = [problem for change in changes for problem in _obstacles(root, change)]
    if problems:
        raise BuildError(problems)
    done: list[Change] = []
    try:
        for change in changes:
            _written(root, change)
            done.append(change)
    except BuildError:
        for change in reversed(done):
            with suppress(BuildError):
                _written(root, Change(path=change.path, before=change.after, after=change.before))
        raise


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _obstacles(root: Path, change: Change) -> Iterator[Diagnostic]:
    """Yield the reasons why a change cannot be made."""
    try:
        content = read_bytes(root, change.path)
    except BuildError as error:
        yield from error.diagnostics
        return
    if content != change.before.encode():
        message = f"“{change.path}” has changed since it was read"
        yield from _failure(FILE_IS_AS_READ, change, message, "run the command again").diagnostics


def _failure(rule: Rule, change: Change, message: str, hint: str) -> BuildError:
    hints = (hint,) if hint else ()
    return BuildError([Diagnostic(rule=rule, location=Location(path=change.path), message=message, hints=hints)])


def _written(root: Path, change: Change) -> None:
    """Write one file; raises `BuildError`."""
    try:
        _replace(root, change)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _failure(FILE_IS_WRITABLE, change, f"“{change.path}” cannot be written: {reason}", "") from None


def _replace(root: Path, change: Change) -> None:
    """Write a new file beside the old one and put it in its place; a symbolic link keeps pointing to the same path."""
    full = real(root / change.path)
    handle, name = tempfile.mkstemp(prefix=f".{full.name}.", suffix=".tmp", dir=full.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - what is opened is a descriptor, not a path
            file.write(change.after.encode())
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(full, name)
        problems = tuple(_obstacles(root, change))
        if problems:
            raise BuildError(problems)
        Path(name).replace(full)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
