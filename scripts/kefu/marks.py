"""Marks for paragraphs: short names, the same for the same paragraph in every document, that say nothing about it.

A mark leads from a paragraph of a finished Word file back to the place in the sources where it is written. Word, and
programs that read its files, do not show bookmarks whose names begin with an underscore.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGIN: Final = "_kefu"
"""How the name of a mark begins."""

MARKED: Final = frozenset(("Para", "Plain", "Header"))
"""The blocks that are marked: what a reader takes for a paragraph, an item, a cell, a caption or a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A paragraph of a document's tree: the source that it comes from, its mark, its own text, and its inlines.

    `origin` is empty for what no text of the project has, such as a heading that is put in. The text is that which an
    author has written, without the number that a heading or a caption begins with, and without notes. `inlines` is the
    list in the tree itself: what is put in it is put in the tree.
    """

    origin: PurePosixPath
    mark: str
    text: str
    inlines: list[tree.Node]


def paragraphs(blocks: list[tree.Node]) -> Iterator[Marked]:
    """Yield the paragraphs of a document's tree that have text, in reading order, the notes of one right after it."""
    seen: Counter[tuple[PurePosixPath, str]] = Counter()
    for origin, inlines in _inlines(blocks, PurePosixPath()):
        if text := tree.plain(own(inlines)):
            seen[origin, text] += 1
            yield Marked(origin=origin, mark=_mark(origin, text, seen[origin, text]), text=text, inlines=inlines)


def own(inlines: list[tree.Node]) -> list[tree.Node]:
    """Return the inlines that an author has written, without the number that a heading or a caption begins with."""
    first = inlines[0] if inlines else {"t": ""}
    numbered = first["t"] == "Span" and "number" in tree.attributes_of(first)[1]
    return inlines[1:] if numbered else inlines


def _mark(origin: PurePosixPath, text: str, occurrence: int) -> str:
    """Return the mark of the given occurrence of a text in a source, of 35 letters and digits; Word allows 40."""
    told = "\n".join((str(origin), str(occurrence), text))
    return BEGIN + hashlib.sha256(told.encode()).hexdigest()[:30]


def _inlines(content: Any, origin: PurePosixPath) -> Iterator[tuple[PurePosixPath, list[tree.Node]]]:
    if isinstance(content, list):
        for item in content:
            yield from _inlines(item, origin)
    elif isinstance(content, dict):
        kind, inner = content.get("t"), content.get("c", [])
        if kind == "Div" and "part" in inner[0][1]:
            yield from _inlines(inner[1], PurePosixPath(dict(inner[0][2]).get("origin") or "."))
        elif kind in MARKED:
            inlines = inner[2] if kind == "Header" else inner
            yield origin, inlines
            yield from _inlines(inlines, origin)
        else:
            for item in content.values():
                if isinstance(item, list | dict):
                    yield from _inlines(item, origin)
