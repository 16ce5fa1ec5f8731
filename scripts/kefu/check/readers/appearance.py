"""The texts of a page or a drawing as they may look: without what is hidden, and in the orders in which they are seen.

A reader says what begins, is written and ends; what follows from it is put together when all has been read.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from kefu.check.readers.css import ATTRIBUTES, Look, Sheet, contents, look_of, sheet_of
from kefu.check.readers.rearranged import BRIEF, SHORT, alike, rearranged, strewn, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kefu.check.readers.channels import Channel

_HIDDEN: Final = frozenset(
    "template noscript rt rp rtc details dialog datalist defs symbol clippath mask title desc metadata head object "  # noqa: SIM905 - a list of words
    "canvas audio video iframe option del s strike script style switch".split()
)
"""Elements whose text is not shown, not shown as part of the text around it, or shown as deleted."""
_HIDING_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:sr-only|hidden|hide|invisible|d-none|screen-reader)", re.IGNORECASE)
_CELLS: Final = frozenset(("td", "th"))
_BLOCKS: Final = frozenset(
    "address article aside blockquote div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre "  # noqa: SIM905 - a list of words
    "section table ul".split()
)
_ENDED_BY: Final = {
    "p": _BLOCKS,
    "li": frozenset(("li",)),
    "td": frozenset(("td", "th", "tr")),
    "th": frozenset(("td", "th", "tr")),
    "tr": frozenset(("tr",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "option": frozenset(("option",)),
    "rt": frozenset(("rt", "rp", "rb")),
    "rp": frozenset(("rt", "rp", "rb")),
}
"""Elements that end where others begin: HTML standard, 13.1.2.4."""
_PLAIN: Final = Look()
_LETTER: Final = re.compile(r"[^\W\d_]")
_DRAWING: Final = frozenset(("d", "transform", "clip-path", "xlink:href", "points"))
"""Attributes that only draw, of which there are tens of thousands; they are read as they are."""
_DIGITS: Final = re.compile(r"[\d.]+")


class Appearance:
    """What has been read of a page so far."""

    def __init__(self) -> None:
        self._elements: list[tuple[str, tuple[tuple[str, str], ...], int, int]] = [("", (), 0, 0)]
        self._children = [0]
        self._open = [0]
        self._counts: Counter[str] = Counter()
        self._pieces: list[str] = []
        self._owners: list[int] = []
        self._values: list[str] = []
        self._keys: list[str] = []
        self._sheets: list[str] = []

    def start(self, name: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Note that an element begins."""
        name = name.lower()
        while name in _ENDED_BY.get(self._elements[self._open[-1]][0], ()):
            self._counts[self._elements[self._open.pop()][0]] -= 1
        given = tuple(pairs)
        parent = self._open[-1]
        self._children[parent] += 1
        self._open.append(len(self._elements))
        self._elements.append((name, given, parent, self._children[parent]))
        self._children.append(0)
        self._counts[name] += 1
        for key, value in given:
            if len(value) <= SHORT and key not in _DRAWING and _LETTER.search(value):
                self._values.append(f"{value} ")
                self._keys.append(key)

    def end(self, name: str) -> None:
        """Note that an element ends; one that never began ends nothing."""
        name = name.lower()
        while self._counts[name]:
            ended = self._elements[self._open.pop()][0]
            self._counts[ended] -= 1
            if ended == name:
                return

    def text(self, text: str) -> None:
        """Note a text of the element that began last and has not ended."""
        if self._counts["style"]:
            self._sheets.append(text)
        elif not text.isspace():
            self._pieces.append(text)
            self._owners.append(self._open[-1])

    def channels(self, form: str, place: str) -> Iterator[Channel]:
        """Yield what is read otherwise than it is written: texts, values of attributes, and texts of style sheets."""
        numbers = range(len(self._values))
        together = (list(numbers), *alike(self._keys)) if len(numbers) > 1 else ()
        yield from rearranged(f"{form} attribute", f"{place}, attributes", self._values, together, numbers)
        added = [*contents(self._sheets)]
        yield from rearranged(f"{form} style", place, added, [range(len(added))], range(len(added)))
        if self._pieces:
            looks = self._looks()
            name = f"{form} text"
            yield from rearranged(name, place, self._pieces, self._orders(looks))
            backwards = {number for number, owner in enumerate(self._owners) if looks[owner].backwards}
            yield from turned(name, place, self._pieces, backwards, alike(self._tags()))

    def _looks(self) -> list[Look]:
        """Return how each element looks, given how those around it look."""
        sheet = sheet_of(self._sheets)
        known: dict[object, Look] = {}
        looks: list[Look] = []
        for name, given, parent, nth in self._elements:
            key = (name, given, nth if sheet.counts else 0)
            if (own := known.get(key)) is None:
                own = known[key] = _look(name, given, nth, sheet)
            looks.append(_inside(looks[parent], own) if looks else own)
        return looks

    def _tags(self) -> list[str | None]:
        return [
            self._elements[owner][0] if len(text) <= SHORT else None
            for owner, text in zip(self._owners, self._pieces, strict=True)
        ]

    def _orders(self, looks: Sequence[Look]) -> Iterator[Sequence[int]]:
        numbers = range(len(self._pieces))
        owners, elements = self._owners, self._elements
        hidden = [number for number in numbers if looks[owners[number]].hidden]
        seen = [number for number in numbers if not looks[owners[number]].hidden]
        yield from (seen, hidden)
        yield sorted(seen, key=lambda number: owners[number])
        yield [number for number in seen if not elements[owners[number]][1]]
        for order in alike(self._tags()):
            yield order
            yield from strewn([number for number in order if len(self._pieces[number]) <= BRIEF])
        yield from alike(self._styles())
        if self._counts.keys() & _CELLS:
            yield from alike(self._columns())
        yield from _by_place(seen, [looks[owner] for owner in owners])
        ordered = {elements[n][2] for n, look in enumerate(looks) if look.order is not None and n}
        if ordered:
            inside = [0]
            for number, (_, _, parent, _) in enumerate(elements[1:], start=1):
                inside.append(number if parent in ordered else inside[parent])
            placed = [number for number in seen if inside[owners[number]]]
            yield sorted(
                placed,
                key=lambda n: (elements[inside[owners[n]]][2], looks[inside[owners[n]]].order or 0, n),
            )

    def _styles(self) -> Iterator[tuple[str, ...] | None]:
        """Yield what short texts have in common with others of the same kind: all that an author can style them by."""
        for owner, text in zip(self._owners, self._pieces, strict=True):
            name, given, _, _ = self._elements[owner]
            short = given and len(text) <= SHORT
            yield (name, *(f"{key} {_DIGITS.sub('', value[:500])}" for key, value in given)) if short else None

    def _columns(self) -> Iterator[tuple[int, int] | None]:
        """Yield the column of a table that each text stands in."""
        columns: list[tuple[int, int] | None] = [None]
        for name, _, parent, nth in self._elements[1:]:
            row = self._elements[parent][2]
            columns.append((self._elements[row][2], nth) if name in _CELLS else columns[parent])
        yield from (columns[owner] for owner in self._owners)


def _by_place(numbers: Sequence[int], looks: Sequence[Look]) -> Iterator[Sequence[int]]:
    """Yield the texts that have a place: line by line, column by column, and across, whatever their height."""
    placed = [n for n in numbers if looks[n].across is not None or looks[n].down is not None]
    across = {n: looks[n].across or 0.0 for n in placed}
    down = {n: looks[n].down or 0.0 for n in placed}
    yield sorted((n for n in placed if looks[n].down is not None), key=lambda n: (down[n], across[n]))
    yield sorted(placed, key=lambda n: (across[n], down[n]))


def _look(name: str, given: tuple[tuple[str, str], ...], nth: int, sheet: Sheet) -> Look:
    own = {key.rpartition(":")[2].lower(): value for key, value in given}
    classes = own.get("class", "")
    names = (*(f".{each}" for each in classes.split()[:50]), f"#{own.get('id', '')}")
    styles = [sheet.style(name, names, nth)]
    styles += [f"{key}:{value}" for key, value in own.items() if key in ATTRIBUTES and len(value) <= SHORT]
    if own.get("dir", "").strip().lower() == "rtl":
        styles.append("direction:rtl;unicode-bidi:bidi-override" if name == "bdo" else "direction:rtl")
    if "hidden" in own or own.get("aria-hidden") == "true" or name in _HIDDEN or _HIDING_CLASS.search(classes):
        styles.append("display:none")
    return look_of(";".join(filter(None, (*styles, own.get("style", "")[:5000]))))


def _inside(outer: Look, own: Look) -> Look:
    """Return how an element looks in one that looks otherwise."""
    if outer == _PLAIN:
        return own
    return Look(
        hidden=outer.hidden or own.hidden,
        backwards=outer.backwards or own.backwards,
        order=own.order,
        down=_sum(outer.down, own.down),
        across=_sum(outer.across, own.across),
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else one + other
