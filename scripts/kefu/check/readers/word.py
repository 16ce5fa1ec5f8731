"""The runs of text in a part of a Word file as they may look: without what is hidden, and in the orders that are seen.

The elements are those of WordprocessingML: ISO/IEC 29500-1, 17.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.check.readers.rearranged import BRIEF, SHORT, alike, rearranged, strewn, turned

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from kefu.check.readers.channels import Channel

_APART: Final = frozenset("del moveFrom Fallback rt instrText delInstrText txbxContent rPrChange pPrChange".split())  # noqa: SIM905
"""Elements whose text is not part of the text around them."""
_OFF: Final = frozenset(("0", "false", "off", "none"))
_HIDING: Final = frozenset(("vanish", "webHidden", "specVanish"))
_PALE: Final = re.compile(r"(?:[ef][0-9a-f]){3}", re.IGNORECASE)
_SMALLEST: Final = 5
"""The size in half points up to which letters cannot be seen, and the width in percent."""
_PRIVATE: Final = 0xF000
"""Where the characters of symbol fonts are: 17.3.3.30."""


def symbol(given: Mapping[str, str]) -> str:
    """Return the character that the element `sym` stands for; an empty string if it names none."""
    code = given.get("w:char", given.get("char", ""))
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    number = int(code, 16)
    return chr(number - _PRIVATE if _PRIVATE <= number < _PRIVATE + 256 else number)


class Runs:
    """What has been read of a part so far."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._apart: list[str] = []
        self._cells: list[tuple[int, int]] = []
        self._tables: list[list[int]] = []
        self._count = 0
        self._turned = 0
        self._style: dict[str, str] = {}
        self._place: tuple[int, int] | None = None
        self._pieces: list[str] = []
        self._hidden: list[bool] = []
        self._styles: list[Hashable] = []
        self._columns: list[Hashable] = []
        self._kinds: list[Hashable] = []
        self._places: list[tuple[int, int] | None] = []
        self._backwards: set[int] = set()

    def start(self, name: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Note that an element begins."""
        given = {key.rpartition(":")[2]: value for key, value in pairs}
        inside = self._open[-1][0] if self._open else ""
        self._open.append((name, len(self._pieces)))
        if inside == "rPr":
            self._style[name] = " ".join((given.get("val", ""), given.get("fill", ""), given.get("ascii", "")))
        elif name == "r":
            self._style = {}
        elif name == "p":
            self._style, self._place = {}, None
        elif name in _APART:
            self._apart.append(name)
        elif name in {"tbl", "tr", "tc"}:
            self._start_of_table(name)
        elif name == "framePr":
            self._place = _number(given.get("y", "")), _number(given.get("x", ""))
        elif name == "bdo" and given.get("val") == "rtl":
            self._turned += 1
        elif name == "sym":
            self.text(symbol(given))

    def _start_of_table(self, name: str) -> None:
        if name == "tbl":
            self._count += 1
            self._tables.append([self._count, 0])
        elif name == "tr" and self._tables:
            self._tables[-1][1] = 0
        elif self._tables:
            self._tables[-1][1] += 1
            self._cells.append((self._tables[-1][0], self._tables[-1][1]))

    def end(self, name: str) -> None:
        """Note that the element that began last ends."""
        if not self._open:
            return
        _, first = self._open.pop()
        if self._apart and name == self._apart[-1]:
            self._apart.pop()
        elif name == "tbl" and self._tables:
            self._tables.pop()
        elif name == "tc" and self._cells:
            self._cells.pop()
        elif name == "bdo" and self._turned:
            self._turned -= 1
            self._backwards.update(range(first, len(self._pieces)))

    def text(self, text: str) -> None:
        """Note a text of the run that began last."""
        if not text or text.isspace():
            return
        short = len(text) <= SHORT
        self._pieces.append(text)
        self._hidden.append(bool(self._apart) or _is_hidden(self._style))
        self._styles.append(tuple(self._style.items()) if short else None)
        self._columns.append(self._cells[-1] if self._cells else None)
        self._kinds.append(self._apart[-1] if self._apart else None)
        self._places.append(self._place)

    def channels(self, form: str, place: str) -> Iterator[Channel]:
        """Yield what is read otherwise than it is written."""
        if len(self._pieces) < 2:  # noqa: PLR2004 - one text has one order
            return
        name = f"{form} text"
        yield from rearranged(name, place, self._pieces, self._orders())
        yield from turned(name, place, self._pieces, self._backwards)

    def _orders(self) -> Iterator[Sequence[int]]:
        numbers = range(len(self._pieces))
        yield [number for number in numbers if not self._hidden[number]]
        yield [number for number in numbers if self._hidden[number]]
        yield [number for number in numbers if self._kinds[number] != "Fallback"]
        for keys in (self._kinds, self._styles, self._columns):
            yield from alike(keys)
        yield from strewn([number for number in numbers if len(self._pieces[number]) <= BRIEF])
        placed = [(place, number) for number in numbers if (place := self._places[number])]
        yield [number for _, number in sorted(placed)]
        yield [number for _, number in sorted((place[::-1], number) for place, number in placed)]


def _is_hidden(style: Mapping[str, str]) -> bool:
    """Return whether a run cannot be seen, given its properties: 17.3.2."""
    colour = style.get("color", "").strip()
    return (
        any(name in style and style[name].strip() not in _OFF for name in _HIDING)
        or bool(_PALE.match(colour))
        or bool(colour and colour.lower() in style.get("shd", "").lower())
        or any(0 < _number(style.get(name, "")) <= _SMALLEST for name in ("sz", "w"))
    )


def _number(text: str) -> int:
    digits = re.match(r"\s*-?\d{1,9}", text)
    return int(digits[0]) if digits else 0
