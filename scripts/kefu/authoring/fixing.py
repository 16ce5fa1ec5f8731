"""Correct a project's authored texts, typography and slips: plan the changes, show them, and make them."""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.authored import PartKind
from kefu.check.sources.typography import mended
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.layout import CASES, real
from kefu.model import Source
from kefu.reading import markup
from kefu.reading.edits import as_read, edited
from kefu.reading.sources import names_in, read, read_bytes
from kefu.rules.files import FILE_IS_AS_READ, FILE_IS_WRITABLE
from kefu.slips import characters, slips_in, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kefu.rules.rule import Rule
    from kefu.slips import Slip

_NO_LINE_END: Final = "\n\\ No newline at end of file\n"
_NO_TEXT: Final = frozenset({"README.md"})
_TEXTS: Final = (
    "report/*.md",
    "report/publication.yaml",
    "cases/*/*.md",
    "cases/*/case.yaml",
    "figures/*.yaml",
    "bibliography/*.bib",
)

MOST_ROUNDS: Final = 5
"""How often slips in a text are mended at most. One round is usually enough, but a slip can hide another below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A text file that is to change: its path from the project's root, and its text before and after, as stored."""

    path: PurePosixPath
    before: str
    after: str


def plan(root: Path) -> tuple[Change, ...]:
    """Return the changes that would correct what can be corrected in one way, sorted by path. Nothing is written.

    Raises `BuildError` with every file and folder that cannot be read.
    """
    stored: dict[PurePosixPath, str] = {}
    problems = [*_closed(root)]
    for path in sorted(_authored(root)):
        try:
            read(root, path)
            stored[path] = read_bytes(root, path).decode("utf-8")
        except BuildError as error:
            problems.extend(error.diagnostics)
    changes = []
    for path, after in _without_slips(stored).items():
        try:
            right = after if path.suffix == ".bib" else mended(after, path)
        except BuildError as error:
            problems.extend(error.diagnostics)
            continue
        if right != stored[path]:
            changes.append(Change(path=path, before=stored[path], after=right))
    if problems:
        raise BuildError(problems)
    return tuple(changes)


def _without_slips(stored: Mapping[PurePosixPath, str]) -> Mapping[PurePosixPath, str]:
    """Return the texts of files with every slip mended that can be mended in one way."""
    texts = dict(stored)
    waiting = [*texts]
    for _ in range(MOST_ROUNDS):
        sources = [Source(path=path, text=as_read(texts[path]), digest="") for path in waiting]
        waiting = []
        for source, slips in _slips(sources):
            path = source.path
            after = edited(texts[path], (edit for slip in slips for edit in slip.edits))
            if after != texts[path]:
                texts[path] = after
                waiting.append(path)
    return texts


def _slips(sources: Sequence[Source]) -> Iterator[tuple[Source, Iterable[Slip]]]:
    """Yield the slips in each text; one that cannot be read as this project's Markdown has none."""
    markdown = [source for source in sources if source.path.suffix == ".md" and not unreadable(source.text)]
    try:
        trees = markup.read([source.text for source in markdown], jobs=1)
    except markup.UnreadError as error:
        yield from _slips([source for index, source in enumerate(markdown) if index not in error.reasons])
    else:
        for source, blocks in zip(markdown, trees, strict=True):
            yield source, slips_in(source, json.loads(blocks))
    for source in sources:
        if source.path.suffix != ".md":
            yield source, characters(source)


def difference(change: Change) -> str:
    """Return a change as a unified diff, which `git apply` understands."""
    lines = difflib.unified_diff(_lines(change.before), _lines(change.after), f"a/{change.path}", f"b/{change.path}")
    return "".join(line if line.endswith("\n") else line + _NO_LINE_END for line in lines)


def apply(root: Path, changes: Iterable[Change]) -> None:
    """Write the changes to the project's files, each of which is replaced as a whole or not at all.

    Raises `BuildError`, and writes nothing, if a file is no longer as it was read. Also raises it if a file changes
    while others are being written, or cannot be written; such a file is left as it is.
    """
    changes = tuple(changes)
    problems = [problem for change in changes for problem in _obstacles(root, change)]
    if problems:
        raise BuildError(problems)
    for change in changes:
        try:
            _replace(root, change)
        except OSError as error:
            reason = error.strerror or str(error)
            raise _failure(FILE_IS_WRITABLE, change, f"“{change.path}” cannot be written: {reason}", "") from None


def _closed(root: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with each folder of texts that cannot be looked into."""
    waiting = [PurePosixPath(), *sorted({PurePosixPath(pattern.partition("/")[0]) for pattern in _TEXTS})]
    for folder in waiting:
        try:
            found = names_in(root, folder)
        except BuildError as error:
            yield from error.diagnostics
        else:
            if folder == CASES:
                waiting += [folder / name for name in found if not name.startswith((".", "_"))]


def _authored(root: Path) -> Iterator[PurePosixPath]:
    """Yield the paths of the texts that people write for readers: chapters, parts of cases, and descriptions."""
    parts = {f"{kind}.md" for kind in PartKind}
    for pattern in _TEXTS:
        for full in root.glob(pattern):
            path = PurePosixPath(full.relative_to(root).as_posix())
            hidden = any(step.startswith((".", "_")) for step in path.parts)
            part = path.parts[0] != "cases" or path.suffix != ".md" or path.name in parts
            if part and not hidden and path.name not in _NO_TEXT and not full.is_dir():
                yield path


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
        yield from _failure(FILE_IS_AS_READ, change, message, "run “kefu fix” again").diagnostics


def _failure(rule: Rule, change: Change, message: str, hint: str) -> BuildError:
    hints = (hint,) if hint else ()
    return BuildError([Diagnostic(rule=rule, location=Location(path=change.path), message=message, hints=hints)])


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
