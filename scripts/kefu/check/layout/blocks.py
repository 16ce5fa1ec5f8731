"""The blocks of a finished PDF in reading order, each with the lines that it takes and where they are."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.check.readers import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kefu.check.readers import Structure

Line = tuple[int, float]
"""Where a line is: its page, from 1, and how far up on it, in points."""

HEADINGS: Final = frozenset(("H", "H1", "H2", "H3", "H4", "H5", "H6"))
WHOLE: Final = frozenset((*HEADINGS, "Caption", "Figure", "Note", "Table", "TOC"))
"""The elements that are a block with everything in them."""

INLINE: Final = frozenset(("Annot", "BibEntry", "Code", "Lbl", "Link", "NonStruct", "Quote", "Reference", "Span"))

SAME: Final = 4.0
"""Two texts are on one line if their heights differ by less than this, in points, as a raised number does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Something that stands on pages: its role, its text, its lines, and the rows of a table without its header."""

    role: str
    text: str
    lines: tuple[Line, ...]
    page: int | None = None
    rows: tuple[tuple[Line, ...], ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.role in HEADINGS

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that it stands on, in order."""
        found = {page for page, _ in self.lines} or ({self.page} if self.page else set())
        return tuple(sorted(found))


def blocks_of(structure: Structure) -> tuple[Block, ...]:
    """Return the blocks of a file that stand on pages."""
    return tuple(block for block in _blocks(structure.elements) if block.pages)


def on(page: int, blocks: Iterable[Block]) -> list[float]:
    """Return how far up the lines of blocks are on a page, from the top."""
    found: list[float] = []
    for up in sorted((up for block in blocks for at, up in block.lines if at == page), reverse=True):
        if not found or found[-1] - up >= SAME:
            found.append(up)
    return found


def _blocks(elements: Iterable[Element]) -> Iterator[Block]:
    for element in elements:
        inner = [child for child in element.children if isinstance(child, Element)]
        if element.role in WHOLE:
            rows = tuple(_rows(element)) if element.role == "Table" else ()
            yield Block(
                role=element.role, text=_text(element), lines=tuple(_lines(element)), page=element.page, rows=rows
            )
        elif all(_is_inline(child) for child in inner):
            yield Block(role="P", text=_text(element), lines=tuple(_lines(element)), page=None)
        else:
            if element.lines:
                yield Block(role="P", text="", lines=element.lines)
            yield from _blocks(inner)


def _is_inline(element: Element) -> bool:
    return element.role in INLINE and all(_is_inline(child) for child in element.children if isinstance(child, Element))


def _rows(element: Element) -> Iterator[tuple[Line, ...]]:
    for child in element.children:
        if isinstance(child, Element) and child.role == "TR":
            yield tuple(_lines(child))
        elif isinstance(child, Element) and child.role != "THead":
            yield from _rows(child)


def _lines(element: Element) -> Iterator[Line]:
    yield from element.lines
    for child in element.children:
        if isinstance(child, Element) and child.role != "Note":
            yield from _lines(child)


def _text(element: Element) -> str:
    return "".join(
        child if isinstance(child, str) else "" if child.role == "Note" else _text(child) for child in element.children
    )


def flows(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks from each heading of the first level to the next, except a table of contents."""
    starts = [number for number, block in enumerate(blocks) if block.role == "H1"]
    found = [tuple(blocks[start:end]) for start, end in itertools.pairwise([*starts, len(blocks)])]
    return tuple(flow for flow in found if all(block.role != "TOC" for block in flow))
