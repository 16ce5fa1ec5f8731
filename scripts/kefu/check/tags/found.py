"""The items in the structure tree of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.check.readers import Element
from kefu.check.tags.items import Collector, Item, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.check.readers import Structure

NO_ALT: Final = "no alternative text"

_INLINE: Final = frozenset(("Span", "Link", "Reference", "Quote", "Code", "BibEntry", "Annot", "NonStruct"))
"""Structure types that do not begin a new line (ISO 32000-1, 14.8.4.4), and `NonStruct`, which is transparent."""

_NOTES: Final = frozenset(("Note", "FENote"))
_CELLS: Final = frozenset(("TH", "TD"))
_ROW_GROUPS: Final = frozenset(("THead", "TBody", "TFoot"))
_BULLETS: Final = frozenset(("Disc", "Circle", "Square", "Unordered"))
_NO_BULLETS: Final = frozenset(("", "None", "Description"))


def tagged(structure: Structure, language: str) -> tuple[Item, ...]:
    """Return what a program that reads the file aloud encounters, in reading order within each kind.

    `language` is the document's own, as an IETF tag. What the file itself declares is checked elsewhere.
    """
    collector = Collector(language)
    _Walk(collector, language).elements(structure.elements, language)
    return collector.items()


class _Walk:
    """Walks a structure tree in reading order."""

    def __init__(self, collector: Collector, language: str) -> None:
        self._collector = collector
        self._base = language
        self._lists = 0

    def elements(self, children: Iterable[Element | str], language: str) -> None:
        """Collect items from elements and texts in a language."""
        for child in children:
            if isinstance(child, str):
                self._collector.write(child, language)
            elif child.role in _INLINE:
                self._element(child, language)
            elif child.role in _NOTES:
                self._note(child, language)
            elif child.role != "Lbl":  # the numbers of items and footnotes are not part of the document's text
                self._collector.end_block()
                self._element(child, language)
                self._collector.end_block()

    def _element(self, element: Element, language: str) -> None:
        collector = self._collector
        spoken = element.language or language
        match element.role:
            case "Figure":
                collector.add(Kind.FIGURE, element.alt, "" if element.alt.strip() else NO_ALT)
                return
            case "TOC":
                for entry in _entries(element):
                    collector.add(Kind.CONTENTS, _without_page(entry))
                return
            case "Link":
                collector.add(Kind.LINK, text_of(element))
            case "Table":
                self._table(element)
            case "L":
                self._list(element, spoken)
                return
            case role if re.fullmatch(r"H\d*", role):
                collector.add(Kind.HEADING, text_of(element), f"level {role[1:] or 'unknown'}")
        if element.actual_text:
            collector.write(element.actual_text, spoken)
        else:
            self.elements(element.children, spoken)

    def _note(self, element: Element, language: str) -> None:
        """Collect a footnote, which is in the language of what it stands in, unless it says another one.

        Source: ISO 32000-1, 14.9.2.3, “Language specification hierarchy”.
        """
        note = Collector(self._base)
        _Walk(note, self._base).elements(element.children, element.language or language)
        self._collector.footnote(note)

    def _table(self, element: Element) -> None:
        rows = list(_rows(element))
        cells = [cell for row in rows for cell in _inside(row) if cell.role in _CELLS]
        headers = [text_of(cell) for cell in cells if cell.role == "TH" and cell.attributes.get("Scope")]
        self._collector.add(Kind.TABLE, " | ".join(headers), f"{len(rows)} rows, {len(cells)} cells")

    def _list(self, element: Element, language: str) -> None:
        self._lists += 1
        items = [child for child in _inside(element) if child.role == "LI"]
        numbering = element.attributes.get("ListNumbering", "")
        form = "bulleted" if numbering in _BULLETS else "terms" if numbering in _NO_BULLETS else "numbered"
        opening = text_of(items[0]) if items else ""
        self._collector.add(Kind.LIST, opening, f"{form}, {len(items)} items, depth {self._lists}")
        for child in element.children:
            if isinstance(child, Element) and child.role == "LI" and form == "terms":
                # Here the label of an item is the term.
                for part in child.children:
                    term = isinstance(part, Element) and part.role == "Lbl"
                    self.elements(part.children if isinstance(part, Element) and term else (part,), language)
                    self._collector.end_block()
            else:
                self.elements((child,), language)
        self._lists -= 1


def text_of(element: Element) -> str:
    """Return the text in an element, without footnotes and without the numbers of items and footnotes."""
    return element.actual_text or "".join(
        child if isinstance(child, str) else text_of(child)
        for child in element.children
        if isinstance(child, str) or (child.role != "Lbl" and child.role not in _NOTES)
    )


def _inside(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _rows(table: Element) -> Iterator[Element]:
    for child in _inside(table):
        if child.role == "TR":
            yield child
        elif child.role in _ROW_GROUPS:
            yield from (row for row in _inside(child) if row.role == "TR")


def _entries(contents: Element) -> Iterator[Element]:
    for child in _inside(contents):
        if child.role == "TOCI":
            yield child
        yield from _entries(child)


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.role != "TOC":
            yield from _texts(child)


def _without_page(entry: Element) -> str:
    *words, page = list(_texts(entry)) or [""]
    return "".join(words) if words and page.strip().isdecimal() else "".join((*words, page))
