"""Tables: their rows and cells with their places, and what has been changed in them. Source: ECMA-376 part 1, 17.4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.word.inline import alternatives
from kefu.word.tracking import DELETING, INSERTING, marked, of_properties, signed
from kefu.word.values import Change, ChangeKind
from kefu.word.xml import W, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.word.tracking import Tracked
    from kefu.word.xml import Element

COLUMNS: Final = 1_000
"""The most columns that a cell may span; Word has 63."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its column, counted from 1, what holds for what is in it, and how it has been changed."""

    element: Element
    column: int
    tracked: Tracked
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its number, counted from 1, and how it has been changed."""

    element: Element
    number: int
    tracked: Tracked

    @property
    def changes(self) -> tuple[Change, ...]:
        """How the row has been changed."""
        properties, exceptions = self.element.find(f"{W}trPr"), self.element.find(f"{W}tblPrEx")
        return (*_put(properties), *of_properties(properties, ""), *of_properties(exceptions, ""))

    def cells(self) -> Iterator[Cell]:
        """Yield the cells, each with the column that it begins in."""
        column = 1 + _number(self.element.find(f"{W}trPr/{W}gridBefore"), 0)
        for element in _inside(self.element, "tc"):
            properties = element.find(f"{W}tcPr")
            yield Cell(
                element=element,
                column=column,
                tracked=marked(self.tracked, properties),
                changes=(*_put(properties), *of_properties(properties, "")),
            )
            column += _number(element.find(f"{W}tcPr/{W}gridSpan"), 1)


@dataclass(frozen=True, slots=True)
class Cells:
    """A table, and what holds for all of it."""

    element: Element
    tracked: Tracked

    @property
    def changes(self) -> tuple[Change, ...]:
        """How the table has been changed as a whole."""
        properties, grid = self.element.find(f"{W}tblPr"), self.element.find(f"{W}tblGrid")
        return (*of_properties(properties, ""), *of_properties(grid, ""))

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        for number, element in enumerate(_inside(self.element, "tr"), 1):
            yield Row(element=element, number=number, tracked=marked(self.tracked, element.find(f"{W}trPr")))


def _put(properties: Element | None) -> Iterator[Change]:
    """Yield that a row or a cell was inserted or deleted."""
    for element in () if properties is None else properties:
        if element.tag in INSERTING | DELETING:
            yield Change(kind=ChangeKind.TABLE, element=local(element), by=signed(element), words="")


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, in content controls too."""
    for element in alternatives(parent):
        if element.tag == f"{W}{name}":
            yield element
        elif local(element) in {"sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"}:
            yield from _inside(element, name)


def _number(element: Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return min(int(value), COLUMNS) if value.isascii() and value.isdecimal() and len(value) < 10 else otherwise  # noqa: PLR2004 - more digits are no number of columns
