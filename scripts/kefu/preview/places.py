"""Where the paragraphs of a web page are written: marks in a document's tree that become attributes of its page."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.marks import paragraphs
from kefu.reading.sources import locate, location_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import PurePosixPath

    from kefu.diagnostics import Location
    from kefu.model import Source

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
    after: defaultdict[PurePosixPath, int] = defaultdict(int)
    for each in paragraphs(blocks):
        if source := sources.get(each.origin):
            at = _found(source.text, each.text, after[each.origin])
            location = locate(source, each.text) if at is None else location_at(source, at)
            if at is not None and not each.note:
                after[each.origin] = at
            each.inlines.insert(0, tree.raw_inline("html", f"<!--at{len(places)}-->"))
            places.append(Place(location=location, text=each.text))
    return tree.document(blocks), tuple(places)


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
