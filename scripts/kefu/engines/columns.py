"""The columns of a table: where its cells stand, and how wide its words want them to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kefu import tree

WHOLE: Final = 12
"""A cell of no more letters than this, such as a date, is not broken where there is room."""

FOLDED: Final = 0.6
"""The longer of two lines of a text, as a part of the whole."""

BREAKS: Final = re.compile(r"[ \t\n]+")
"""Where a line can break: not at a no-break space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How many letters of average width a text takes as a whole, its longest word, and in lines as it is best read.

    A title of a column reads well in two lines, which are not of the same length.
    """

    whole: float
    word: float
    lines: float


Columns = Sequence[Sequence[Extent]]
"""What is in the cells of each column of a table."""


def placed(rows: Iterable[Any], count: int) -> list[list[tuple[int, Any]]]:
    """Return the cells of pandoc's rows in a table of `count` columns, each with the column that it begins in."""
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


def cells(table: tree.Node) -> list[list[tuple[list[tree.Node], bool]]]:
    """Return the content of the cells in each column of pandoc's table, and whether they are in its head.

    Cells that reach over several columns are left out.
    """
    _, _, columns, (_, head), bodies, (_, foot) = table["c"]
    found: list[list[tuple[list[tree.Node], bool]]] = [[] for _ in columns]
    groups = [(head, True), *((rows, False) for _, _, *both in bodies for rows in both), (foot, False)]
    for rows, in_head in groups:
        for row in placed(rows, len(columns)):
            for column, (_, _, _, width, blocks) in row:
                if width == 1:
                    found[column].append((blocks, in_head))
    return found


def extent(text: str, *, in_head: bool, measure: Callable[[str], float] = len) -> Extent:
    """Return what a text takes, by a measure that says how many letters of average width are as wide as a text."""
    whole, word = measure(text), max(map(measure, BREAKS.split(text)))
    return Extent(whole=whole, word=word, lines=max(word, FOLDED * whole) if in_head else whole)


def natural(columns: Columns, padding: float) -> float:
    """Return how wide a table is in which no text is broken; `padding` is what a column needs beside its letters."""
    return sum(padding + max((extent.whole for extent in column), default=1) for column in columns)


def widths(columns: Columns, room: float, padding: float) -> list[float]:
    """Return the widths of columns for what is in their cells; together they fill the room. All are in letters.

    Each is wide enough for its longest word, and for a short text as a whole, where all are. Where texts have to be
    broken, it is those of the widest columns, which are made equally wide.
    """
    words = [padding + max((extent.word for extent in column), default=1) for column in columns]
    short = [
        padding + max((extent.whole for extent in column if extent.whole <= WHOLE), default=1) for column in columns
    ]
    least = [*map(max, words, short)]
    least = least if sum(least) <= room else words
    wanted = [*map(max, least, (padding + max((extent.lines for extent in column), default=1) for column in columns))]
    if sum(least) > room:
        return [low * room / sum(least) for low in least]
    if sum(wanted) <= room:
        return [width * room / sum(wanted) for width in wanted]
    level = _level(least, wanted, room)
    return [max(low, min(high, level)) for low, high in zip(least, wanted, strict=True)]


def _level(least: Sequence[float], wanted: Sequence[float], room: float) -> float:
    """Return the width at which columns are cut that want to be wider, but not below what they need at least.

    What the columns take then grows along straight lines that meet where a column begins or ends to grow.
    """
    before, taken = 0.0, sum(least)
    for level in sorted({*least, *wanted}):
        growing = sum(low <= before < high for low, high in zip(least, wanted, strict=True))
        after = taken + growing * (level - before)
        if after >= room and growing:
            return before + (room - taken) / growing
        before, taken = level, after
    return before
