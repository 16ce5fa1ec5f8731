"""The columns of a table: which cells they hold, and how wide the words in them need them to be."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.fonts import LETTER, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kefu.theme import Theme

PADDING: Final = (2 * 0.6 + 0.1) / LETTER
"""The width that a column on a page needs besides its text, in letters: 0.6 em on each side, and a little slack."""

WHOLE: Final = 12
"""A cell of at most this many letters, such as a date, is not broken if there is room for it."""

FOLDED: Final = 0.6
"""The length of the longer line of a text that is set in two, as a fraction of the whole."""

RAGGED: Final = 1.1
"""The factor by which a broken text takes more room than its letters, since lines do not end exactly at the edge."""

SMALLEST: Final = 0.83
"""The smallest type of a table, relative to that of other tables: 8 points where running text has 11."""

HALVINGS: Final = 50

BREAKS: Final = re.compile(r"[ \t\n]+")
"""Where a line can break: at ordinary white space, but not at a no-break space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The width of a text in letters of average width: as a whole, of its longest word, and in lines as it reads best.

    A column heading reads well in two lines, which are not equally long.
    """

    row: int
    whole: float
    word: float
    lines: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The content of a table cell, and its row, counted from the top."""

    blocks: list[tree.Node]
    row: int
    in_head: bool


Columns = Sequence[Sequence[Extent]]
"""The extents of the cells in each column of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a table fits into its room.

    `widths` holds the widths of its columns as fractions of the room, or is empty if no text has to be broken; `scale`
    is the size of its type, relative to that of other tables; it is `whole` if no word has to be broken.
    """

    widths: tuple[float, ...]
    scale: float
    whole: bool


def letters_across(theme: Theme, size: float, *, sideways: bool = False) -> float:
    """Return how many letters of average width fit across a table, in a document set in `size` points.

    The page is upright, or on its side.
    """
    measures = theme.measures
    width = measures.page_height - 2 * measures.side_margin if sideways else measures.text_width
    return width * (72 / 25.4) / (theme.type.table * LETTER) / size


def fitted(columns: Columns, room: float, padding: float) -> Fit:
    """Return how a table fits into its room, with type as large as it can be for that; all lengths are in letters."""
    if natural(columns, padding) <= room:
        return Fit(widths=(), scale=1, whole=True)
    scale = room / sum(_least(columns, padding))
    wide = room / min(1, max(SMALLEST, scale))
    return Fit(
        widths=tuple(width / wide for width in widths(columns, wide, padding)),
        scale=room / wide,
        whole=scale >= SMALLEST,
    )


def shares(columns: Columns, padding: float) -> tuple[float, ...]:
    """Return widths for columns in which no text has to be broken, as fractions of all of them together."""
    own = [padding + max((one.whole for one in column), default=1) for column in columns]
    return tuple(width / sum(own) for width in own)


def _least(columns: Columns, padding: float) -> list[float]:
    """Return the widths of the columns at which no word has to be broken."""
    return [padding + max((one.word for one in column), default=1) for column in columns]


def placed(rows: Iterable[Any], count: int) -> list[list[tuple[int, Any]]]:
    """Return the cells of pandoc's rows in a table of `count` columns, each with the column that it starts in."""
    reach = [0] * count
    found = []
    for _, cells in rows:
        free = [column for column, rows_below in enumerate(reach) if not rows_below]
        reach = [max(0, rows_below - 1) for rows_below in reach]
        row = []
        for cell in cells:
            _, _, height, width, _ = cell
            column = free[0] if free else count - 1
            free = free[width:]
            reach[column : column + width] = [height - 1] * width
            row.append((column, cell))
        found.append(row)
    return found


def cells(table: tree.Node) -> list[list[Cell]]:
    """Return the cells in each column of pandoc's table, without those that span several columns."""
    _, _, columns, (_, head), bodies, (_, foot) = table["c"]
    found: list[list[Cell]] = [[] for _ in columns]
    groups = [(head, True), *((rows, False) for _, _, *both in bodies for rows in both), (foot, False)]
    number = 0
    for rows, in_head in groups:
        for row in placed(rows, len(columns)):
            number += 1
            for column, (_, _, _, width, blocks) in row:
                if width == 1:
                    found[column].append(Cell(blocks=blocks, row=number, in_head=in_head))
    return found


def extents(table: tree.Node) -> Columns:
    """Return the extents of the texts in each column of pandoc's table, set in the sans serif font."""
    return [[*map(_extent, column)] for column in cells(table)]


def _extent(cell: Cell) -> Extent:
    bold = cell.in_head or any(node["t"] == "Strong" for node in tree.walk(cell.blocks))
    measure = partial(letters, bold=bold)
    return extent(tree.plain(cell.blocks), row=cell.row, in_head=cell.in_head, measure=measure)


def extent(text: str, *, row: int, in_head: bool, measure: Callable[[str], float]) -> Extent:
    """Return the extent of a text; `measure` gives the width of a text in letters of average width."""
    whole, word = measure(text), max(map(measure, BREAKS.split(text)))
    return Extent(row=row, whole=whole, word=word, lines=max(word, FOLDED * whole) if in_head else whole)


def natural(columns: Columns, padding: float) -> float:
    """Return how wide a table is if no text is broken; `padding` is what a column needs besides its text."""
    return sum(padding + max((extent.whole for extent in column), default=1) for column in columns)


def widths(columns: Columns, room: float, padding: float) -> list[float]:
    """Return widths for columns that suit their cells and together fill the room; all lengths are in letters.

    Each column is wide enough for its longest word, and for short texts as a whole if there is room for that in all
    columns. If texts have to be broken, either the widest columns alone give way or all of them in proportion,
    whichever takes fewer lines.
    """
    words = _least(columns, padding)
    short = [padding + max((one.whole for one in column if one.whole <= WHOLE), default=1) for column in columns]
    least = [*map(max, words, short)]
    least = least if sum(least) <= room else words
    wanted = [*map(max, least, (padding + max((one.lines for one in column), default=1) for column in columns))]
    if sum(least) > room:
        return [low * room / sum(least) for low in least]
    if sum(wanted) <= room:
        return [width * room / sum(wanted) for width in wanted]
    bounds = [*zip(least, wanted, strict=True)]
    widest = _filled(lambda part: [max(low, min(high, part * max(wanted))) for low, high in bounds], room)
    each = _filled(lambda part: [max(low, part * high) for low, high in bounds], room)
    return min(widest, each, key=lambda made: _lines(columns, made, padding))


def _filled(widths_at: Callable[[float], list[float]], room: float) -> list[float]:
    """Return the widths that fill the room; they grow with a fraction from 0 to 1, and do not fill it at 0."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(widths_at(middle)) <= room else (low, middle)
    return widths_at(low)


def _lines(columns: Columns, made: Sequence[float], padding: float) -> int:
    """Estimate how many lines the rows of a table take."""
    rows: Counter[int] = Counter()
    for column, width in zip(columns, made, strict=True):
        room = max(1, width - padding)
        for one in column:
            rows[one.row] = max(rows[one.row], math.ceil(RAGGED * one.whole / room) if one.whole > room else 1)
    return rows.total()
