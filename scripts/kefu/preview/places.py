"""Where the paragraphs of a web page are written: marks in a document's tree that become attributes of its page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.reading.sources import locate, location_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kefu.diagnostics import Location
    from kefu.model import Source

MARKED: Final = frozenset(("Para", "Plain", "Header"))
"""The blocks that are marked: what a reader takes for a paragraph, an item, a cell, a caption or a heading."""

MARK: Final = re.compile(rb"<!--at(\d+)-->")
AT_BEGIN: Final = re.compile(rb"(<(?:p|h[1-6]|li|t[dh]|d[dt]|div|caption|figcaption))((?:\s[^<>]*)?>)<!--at(\d+)-->")
"""A mark right after the paragraph that it is about begins; headings are in the table of contents, too, as links."""

FIRST_WORDS: Final = (5, 3, 2)
"""So many words of a paragraph are looked for after the paragraph before it, and fewer if there are not so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a paragraph is written, and what it says."""

    location: Location
    text: str


def marked(document: str, sources: Mapping[PurePosixPath, Source]) -> tuple[str, tuple[Place, ...]]:
    """Return a document's tree with a mark in each paragraph, and the place of each, by the number of its mark.

    `sources` are the project's, by path. What a text does not have itself, such as a heading that is put in, has no
    mark.
    """
    blocks = tree.blocks(document)
    places: list[Place] = []
    _mark(blocks, None, sources, places)
    return tree.document(blocks), tuple(places)


def _mark(
    content: Any, source: Source | None, sources: Mapping[PurePosixPath, Source], places: list[Place], after: int = 0
) -> int:
    """Mark the paragraphs in a part of a tree, in place; return how far into the source they reach."""
    if isinstance(content, list):
        for item in content:
            after = _mark(item, source, sources, places, after)
    elif isinstance(content, dict):
        kind, inner = content.get("t"), content.get("c", [])
        if kind == "Div" and "part" in inner[0][1]:
            origin = PurePosixPath(dict(inner[0][2]).get("origin") or ".")
            _mark(inner[1], sources.get(origin), sources, places)
            return after
        inlines = inner[2] if kind == "Header" else inner
        if source and kind in MARKED and (text := tree.plain(_own(inlines))):
            at = _found(source.text, text, after)
            location = locate(source, text) if at is None else location_at(source, at)
            after = at or after
            _mark(inlines, source, sources, places, after)  # the notes in it
            inlines.insert(0, tree.raw_inline("html", f"<!--at{len(places)}-->"))
            places.append(Place(location=location, text=text))
            return after
        for item in content.values():
            if isinstance(item, list | dict):
                after = _mark(item, source, sources, places, after)
    return after


def _own(inlines: list[tree.Node]) -> list[tree.Node]:
    """Return the inlines that an author has written, without the number that a heading or a caption begins with."""
    first = inlines[0] if inlines else {"t": ""}
    numbered = first["t"] == "Span" and "number" in tree.attributes_of(first)[1]
    return inlines[1:] if numbered else inlines


@lru_cache(maxsize=8192)
def _found(text: str, wanted: str, after: int) -> int | None:
    """Return where the first words of a paragraph stand in a text, after a place or else before it.

    There are fewer of them before a reference, which the text has under another name.
    """
    words = re.findall(r"\w+", wanted)
    for count in sorted({min(count, len(words)) for count in FIRST_WORDS} - {0}, reverse=True):
        pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, words[:count])) + r"\b")
        if found := pattern.search(text, after) or pattern.search(text):
            return found.start()
    return None


def with_attributes(page: bytes, places: Sequence[Place], link: Callable[[Location], str]) -> bytes:
    """Return a web page whose marks have become attributes: the number of a place, and a link to its editor."""

    def attributes(match: re.Match[bytes]) -> bytes:
        number = int(match[3])
        to = html.escape(link(places[number].location))
        return match[1] + f' data-source="{number}" data-editor="{to}"'.encode() + match[2]

    return MARK.sub(b"", AT_BEGIN.sub(attributes, page))


def changed(before: Sequence[Place], now: Sequence[Place]) -> list[int]:
    """Return the numbers of the places whose text was not there before."""
    old = {place.text for place in before}
    return [number for number, place in enumerate(now) if place.text not in old]
