"""What a document shows, as flat values in reading order, so that two accounts of it can be compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_SILENT: Final = re.compile(r"[\W_]+")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\xad\u200b-\u200f\u2060\ufeff]")


class Kind(StrEnum):
    """What assistive technology tells apart. `LANGUAGE` is a passage in another language than the document's."""

    HEADING = "heading"
    CONTENTS = "contents"
    FIGURE = "figure"
    TABLE = "table"
    LIST = "list"
    FOOTNOTE = "footnote"
    LINK = "link"
    LANGUAGE = "language"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing of a kind.

    `text` is what a reader hears of it: a heading's words, a figure's alternative text, a table's column headers.
    `detail` is what is said of it beside that: “level 2”, “3 rows, 9 cells”. `origin` is its source, where known.
    """

    kind: Kind
    text: str
    detail: str = ""
    origin: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What is equal in two accounts of the same thing.

        A list is known by its form alone, because its words are compared as text; an alternative text is compared to
        the sign, any other text by its letters and digits.
        """
        match self.kind:
            case Kind.LIST:
                return "", self.detail
            case Kind.FIGURE:
                return self.text, self.detail
            case _:
                return normalised(self.text), self.detail


def normalised(text: str) -> str:
    """Return the letters and digits of a text without case: neither spaces nor hyphens nor ligatures matter."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text).casefold())


def readable(text: str) -> str:
    """Return a text on one line: composed, without signs that are not seen, every run of spaces as one."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


class Collector:
    """Puts items together while a document is walked through in reading order."""

    def __init__(self, language: str) -> None:
        self.origin = ""
        self._language = language.casefold()
        self._items: list[Item] = []
        self._block: list[str] = []
        self._passage: list[str] = []
        self._spoken = self._language

    def add(self, kind: Kind, text: str, detail: str = "") -> None:
        """Add one thing."""
        self._items.append(Item(kind=kind, text=readable(text), detail=detail, origin=self.origin))

    def write(self, text: str, language: str) -> None:
        """Add a piece of running text to the block that is open, in a language given as an IETF tag."""
        self._block.append(text)
        spoken = language.casefold()
        if spoken != self._spoken and normalised(text):
            self._end_passage()
            self._spoken = spoken
        self._passage.append(text)

    def end_block(self) -> None:
        """End a block of text: what follows is another paragraph, cell or item."""
        text = "".join(self._block)
        if normalised(text):
            self.add(Kind.TEXT, text)
        self._block.clear()
        self._passage.append(" ")

    def footnote(self, note: Collector) -> None:
        """Add what was collected from a footnote: its text apart from the running text, the rest as it is."""
        items = note.items()
        self.add(Kind.FOOTNOTE, " ".join(item.text for item in items if item.kind is Kind.TEXT))
        self._items.extend(item for item in items if item.kind is not Kind.TEXT)

    def items(self) -> tuple[Item, ...]:
        """Return everything that was added, in order."""
        self.end_block()
        self._end_passage()
        return tuple(self._items)

    def _end_passage(self) -> None:
        if self._spoken != self._language and normalised("".join(self._passage)):
            self.add(Kind.LANGUAGE, "".join(self._passage), self._spoken)
        self._passage.clear()
