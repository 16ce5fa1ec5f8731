"""The tables of a Word file: as wide as the text, with columns that suit their words and rows that stay whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from kefu import words
from kefu.engines import columns
from kefu.engines.docx.styles import id_of, twentieths
from kefu.engines.docx.xml import W, insert, style_of
from kefu.fonts import LETTER, letters

if TYPE_CHECKING:
    from kefu.theme import Theme

SHORT: Final = 12
"""A table of at most this many rows is kept on one page."""

WIDER: Final = 1.35
"""How much wider a substitute may be in a program that lacks the document's font, as DejaVu Sans is."""

SIGNS: Final = str.maketrans({sign: sign * 2 for sign in "+−"})
"""Signs before numbers, which are wider still in such a font, and after which a narrow column would be broken."""

PADDING: Final = 190
"""The width that a column needs besides its text, in twentieths of a point."""


def finish_table(table: ET.Element, theme: Theme, size: float) -> None:
    """Finish a table that pandoc wrote; `size` is that of the document's running text, in points."""
    rows = table.findall(f"{W}tr")
    for row in rows:
        properties = row.find(f"{W}trPr")
        header = _in_head(row)
        if properties is None:
            properties = ET.Element(f"{W}trPr")
            row.insert(0, properties)
        properties.insert(0, ET.Element(f"{W}cantSplit"))
        for paragraph in row.iter(f"{W}p"):
            if style_of(paragraph) in {"Compact", "BodyText", "FirstParagraph"}:
                insert(
                    paragraph,
                    "pStyle",
                    {f"{W}val": id_of(words.styles.TABLE_HEAD if header else words.styles.TABLE_TEXT)},
                )
            if len(rows) <= SHORT and row is not rows[-1]:
                insert(paragraph, "keepNext", {})
    letter = WIDER * LETTER * theme.type.table * 20 * size
    _measure(table, rows, letter, twentieths(theme.measures.text_width))


def _in_head(row: ET.Element) -> bool:
    return row.find(f"{W}trPr/{W}tblHeader") is not None


def _extent(cell: ET.Element, row: int, *, in_head: bool) -> columns.Extent:
    text = " ".join("".join(paragraph.itertext()) for paragraph in cell.iter(f"{W}p"))
    bold = in_head or cell.find(f".//{W}b") is not None
    return columns.extent(text.translate(SIGNS), row=row, in_head=in_head, measure=partial(letters, bold=bold))


def _measure(table: ET.Element, rows: list[ET.Element], letter: float, room: int) -> None:
    """Set the widths of the columns, since programs differ in what they make of columns without a width.

    `letter`, the average width of a letter, and `room`, the width of the text, are in twentieths of a point.
    """
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    extents: list[list[columns.Extent]] = [[] for _ in grid]
    cells: list[tuple[int, int, ET.Element]] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = int(span.get(f"{W}val", "1")) if span is not None else 1
            cells.append((column, width, cell))
            if width == 1 and column < len(extents):
                extents[column].append(_extent(cell, number, in_head=_in_head(row)))
            column += width
    widths = [round(width * letter) for width in columns.widths(extents, room / letter, PADDING / letter)]
    for element, width in zip(grid, widths, strict=True):
        element.set(f"{W}w", str(width))
    for column, span_width, cell in cells:
        properties = cell.find(f"{W}tcPr")
        if properties is None:
            properties = ET.Element(f"{W}tcPr")
            cell.insert(0, properties)
        for old in properties.findall(f"{W}tcW"):
            properties.remove(old)
        total = sum(widths[column : column + span_width])
        properties.insert(0, ET.Element(f"{W}tcW", {f"{W}type": "dxa", f"{W}w": str(total)}))
    whole = table.find(f"{W}tblPr/{W}tblW")
    if whole is not None:
        whole.set(f"{W}type", "dxa")
        whole.set(f"{W}w", str(sum(widths)))
