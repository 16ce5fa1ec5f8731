"""Where the paragraphs of a web page are written: marks in a document's tree that become attributes of its page."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.marks import paragraphs
from kefu.reading.sources import begins, locate, location_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import PurePosixPath

    from kefu.diagnostics import Location
    from kefu.model import Source

MARK: Final = re.compile(rb"<!--at(\d+)-->")
AT_BEGIN: Final = re.compile(rb"(<(?:p|h[1-6]|li|t[dh]|d[dt]|div|caption|figcaption))((?:\s[^<>]*)?>)<!--at(\d+)-->")
"""A mark right after the paragraph that it is about begins; headings are in the table of contents, too, as links."""


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
            at = begins(source.text, each.text, after[each.origin])
            location = locate(source, each.text) if at is None else location_at(source, at)
            if at is not None and not each.note:
                after[each.origin] = at
            each.inlines.insert(0, tree.raw_inline("html", f"<!--at{len(places)}-->"))
            places.append(Place(location=location, text=each.text))
    return tree.document(blocks), tuple(places)


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
