"""Correct a project's authored texts, typography and slips: plan the changes that a person is then shown."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.authored import PartKind
from kefu.check.sources.typography import mended
from kefu.diagnostics import BuildError
from kefu.layout import CASES
from kefu.model import Source
from kefu.reading import markup
from kefu.reading.edits import as_read, edited
from kefu.reading.replacing import Change
from kefu.reading.sources import names_in, read, read_bytes
from kefu.slips import characters, slips_in, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kefu.diagnostics import Diagnostic
    from kefu.slips import Slip

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
