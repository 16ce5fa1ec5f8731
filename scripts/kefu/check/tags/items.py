"""The content of a document as flat values in reading order, so that two versions of it can be compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_SILENT: Final = re.compile(r"[\W_]+")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\xad\u200b-\u200f\u2060\ufeff]")


class Kind(StrEnum):
    """What assistive technology distinguishes. `LANGUAGE` is a passage in a language other than the document's."""

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
    """One item of a kind.

    `text` is what is read aloud for it: a heading's words, a figure's alternative text, a table's column headers.
    `detail` describes it further: “level 2”, “3 rows, 9 cells”. `origin` is its source, if known.
    """

    kind: Kind
    text: str
    detail: str = ""
    origin: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The value that is equal if two items are the same.

        A list is identified by its form alone, because its words are compared as text; alternative texts must be equal
        character for character, and other texts in their letters and digits.
        """
        match self.kind:
            case Kind.LIST:
                return "", self.detail
            case Kind.FIGURE:
                return self.text, self.detail
            case _:
                return normalised(self.text), self.detail


def normalised(text: str) -> str:
    """Return the case-folded letters and digits of a text, so that spaces, hyphens and ligatures do not matter."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text).casefold())


def readable(text: str) -> str:
    """Return a text on one line, in NFC, without invisible characters, and with one space for each run of spaces."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


class Collector:
    """Collects items while a document is walked in reading order."""

    def __init__(self, language: str) -> None:
        self.origin = ""
        self._language = language.casefold()
        self._items: list[Item] = []
        self._block: list[str] = []
        self._passage: list[str] = []
        self._spoken = self._language

    def add(self, kind: Kind, text: str, detail: str = "") -> None:
        """Add one item."""
        self._items.append(Item(kind=kind, text=readable(text), detail=detail, origin=self.origin))

    def write(self, text: str, language: str) -> None:
        """Add a piece of running text to the current block, in a language given as an IETF tag."""
        self._block.append(text)
        spoken = language.casefold()
        if spoken != self._spoken and normalised(text):
            self._end_passage()
            self._spoken = spoken
        self._passage.append(text)

    def end_block(self) -> None:
        """End the current block of text: what follows is another paragraph, cell or item."""
        text = "".join(self._block)
        if normalised(text):
            self.add(Kind.TEXT, text)
        self._block.clear()
        self._passage.append(" ")

    def footnote(self, note: Collector) -> None:
        """Add the items of a footnote: its text, kept apart from the running text, and everything else as it is."""
        items = note.items()
        self.add(Kind.FOOTNOTE, " ".join(item.text for item in items if item.kind is Kind.TEXT))
        self._items.extend(item for item in items if item.kind is not Kind.TEXT)

    def items(self) -> tuple[Item, ...]:
        """Return all items, in the order in which they were added."""
        self.end_block()
        self._end_passage()
        return tuple(self._items)

    def _end_passage(self) -> None:
        if self._spoken != self._language and normalised("".join(self._passage)):
            self.add(Kind.LANGUAGE, "".join(self._passage), self._spoken)
        self._passage.clear()
