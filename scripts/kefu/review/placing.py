"""Items → places in the sources as they are now: by the mark of a paragraph, or else by what it said."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.marks import paragraphs
from kefu.reading.sources import begins, location_at
from kefu.review.pairing import SIMILAR, likeness, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from kefu.diagnostics import Location
    from kefu.model import Source
    from kefu.review.items import Item, Place

FEWEST_WORDS: Final = 3
"""So many words in a row are looked for, or all if there are fewer, where a text is in no paragraph of a document."""

FEWEST_OF_ALL: Final = 0.25
"""The share of a text's words that must stand in a row there: a bibliography has those of an entry in another order."""

LEAD: Final = 3
"""So many words before a place tell where it is, if the item has no words of its own."""

SLACK: Final = 400
"""So many more characters than its readers see may a paragraph have in its source: links, keys, and marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A paragraph as it is now: its mark and text, where it begins in its source, and its place in the document."""

    mark: str
    text: str
    source: Source
    at: int
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A document as it is now: the paragraphs that are found in their sources, all marks, and the project's sources."""

    spots: tuple[Spot, ...]
    by_mark: Mapping[str, Spot]
    marks: frozenset[str]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where an item is now: the line and column of its words, and its place in the document as it is read.

    `changed` says that the paragraph does not say what it said, and was found by what the two have in common.
    """

    location: Location
    order: tuple[int, int]
    changed: bool


def present(document: str, sources: Iterable[Source]) -> Present:
    """Return a document as it is now, given its tree (or an empty one if it is no more) and the project's sources."""
    known = {source.path: source for source in sources}
    after: defaultdict[PurePosixPath, int] = defaultdict(int)
    spots = []
    marks = set()
    for order, each in enumerate(paragraphs(tree.blocks(document))):
        marks.add(each.mark)
        source = known.get(each.origin)
        if source and (at := begins(source.text, each.text, after[each.origin])) is not None:
            if not each.note:
                after[each.origin] = at
            spots.append(Spot(mark=each.mark, text=each.text, source=source, at=at, order=order))
    return Present(
        spots=tuple(spots),
        by_mark={spot.mark: spot for spot in reversed(spots)},
        marks=frozenset(marks),
        sources=tuple(known.values()),
    )


def placed(item: Item, now: Present) -> Found | None:
    """Return where an item is in a document, or nothing if no text of the project says anything like it."""
    place = item.place
    spot, changed = now.by_mark.get(place.mark), False
    if spot is None and place.text.strip():
        spot = _similar(place, now)
        changed = spot is not None and words_of(spot.text) != words_of(place.text)
    if spot:
        at = _words_at(spot.source.text, spot.at, item)
        return Found(location=location_at(spot.source, at), order=(spot.order, at), changed=changed)
    if found := _elsewhere(place.text, now.sources):
        source, at = found
        at = _words_at(source.text, at, item)
        return Found(
            location=location_at(source, at),
            order=(len(now.spots), at),
            changed=bool(place.mark) and place.mark not in now.marks,
        )
    return None


def _similar(place: Place, now: Present) -> Spot | None:
    """Return the paragraph that says most nearly what was sent; first among those of the source that it was in."""
    nearest = max(
        now.spots,
        key=lambda spot: (likeness(spot.text, place.text), spot.source.path == place.path),
        default=None,
    )
    return nearest if nearest and likeness(nearest.text, place.text) >= SIMILAR else None


def _elsewhere(text: str, sources: Iterable[Source]) -> tuple[Source, int] | None:
    """Return where the longest run of words of a text stands in any source, if it is long enough to tell anything."""
    wanted = [word.casefold() for word in re.findall(r"\w+", text)]
    fewest = max(min(FEWEST_WORDS, len(wanted)), FEWEST_OF_ALL * len(wanted), 1)
    best: tuple[int, Source, int] | None = None
    for source in sources:
        words, starts = _words(source.text)
        run = SequenceMatcher(None, words, wanted, autojunk=False).find_longest_match()
        if run.size >= fewest and (best is None or run.size > best[0]):
            best = run.size, source, starts[run.a]
    return best[1:] if best else None


@lru_cache(maxsize=128)
def _words(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    found = [*re.finditer(r"\w+", text)]
    return tuple(word[0].casefold() for word in found), tuple(word.start() for word in found)


def _words_at(text: str, at: int, item: Item) -> int:
    """Return where the words of an item begin in a source whose paragraph begins at a place, or else that place.

    An item without words stands right after those before it.
    """
    place = item.place
    own = re.findall(r"\w+|[^\w\s]+", item.words) if re.search(r"\w", item.words) else []
    lead = re.findall(r"\w+", place.text[: item.start])[-LEAD:]
    wanted = own or lead
    if not wanted:
        return at
    pattern = re.compile(r"[^\w]*".join(map(re.escape, wanted)))
    before = sum(1 for match in pattern.finditer(place.text) if match.end() <= item.start)
    number = before if own else max(before - 1, 0)
    found = [*pattern.finditer(text, at, at + 2 * len(place.text) + SLACK)]
    if not found:
        return at
    match = found[min(number, len(found) - 1)]
    return match.start() if own else match.end()
