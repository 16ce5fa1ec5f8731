"""Where the parts of a document end, and how closely they are set so that none ends with hardly anything on a page.

Every chapter, and every part of a case, begins a page. If the last page of one has but a few lines, its paragraphs are
set closer together, which takes back these lines, or else further apart, so that more lines go with them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.authored import DocumentKind
from kefu.rules.layout import FEWEST_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.model import Document

SELECTOR: Final = "<closing>"
"""The label of what the template puts at the end of each part: where that is."""

SPACINGS: Final = ("close", "wide")
"""How the paragraphs of a part may be set, besides as usual, in the order in which that is tried."""

PITCH: Final = 1.4
"""The distance from one line of running text to the next, relative to its size."""

Spacing = Mapping[str, str]
"""How the paragraphs of parts are set, by origin; of the others, as usual."""


ATTEMPT: Final = "attempt.json"
"""The name of the file that tells the template how to set a document this time."""


def attempt(spacing: Spacing, *, still: bool) -> bytes:
    """Return the content of `ATTEMPT`: the spacing of parts, and whether every figure stays where it is."""
    return json.dumps({"spacing": dict(spacing), "still": still}).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Where a part begins and ends: its pages, counted in the file, and how far down its end is, in points."""

    origin: str
    first: int
    last: int
    down: float


def endings(found: str) -> tuple[Ending, ...]:
    """Return the endings that Typst found, from its answer in JSON."""
    return tuple(Ending(**one) for one in json.loads(found))


def respaced(found: tuple[Ending, ...], document: Document, spacing: Spacing) -> Spacing:
    """Return the spacing of parts with another one for each part that ends with too few lines on a page.

    `spacing` is what has been tried so far. If it is the same, there is nothing left to do.
    """
    return {**spacing, **{origin: SPACINGS[_tried(origin, spacing)] for origin in _short(found, document, spacing)}}


def _tried(origin: str, spacing: Spacing) -> int:
    return SPACINGS.index(spacing[origin]) + 1 if origin in spacing else 0


def _short(found: tuple[Ending, ...], document: Document, spacing: Spacing) -> Iterator[str]:
    measures = document.theme.measures
    least = FEWEST_LINES * PITCH * document.edition.description.type_size
    for ending in _last_of_pages(found, document):
        over = ending.down - measures.top_margin / 25.4 * 72
        if ending.last > ending.first and 0 < over < least and _tried(ending.origin, spacing) < len(SPACINGS):
            yield ending.origin


def _last_of_pages(found: tuple[Ending, ...], document: Document) -> Iterator[Ending]:
    """Yield the endings after which a page ends; the references of a case follow its text on the same page."""
    for number, ending in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        if after and not after.origin and document.kind is DocumentKind.CASE:
            yield Ending(origin=ending.origin, first=ending.first, last=after.last, down=after.down)
            return
        if ending.origin:
            yield ending
