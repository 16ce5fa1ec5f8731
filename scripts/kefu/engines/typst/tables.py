"""Tables of a PDF: with columns that suit their words, in smaller type or on a page on its side if they need it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.engines.columns import PADDING, extents, fitted, letters_across, shares

if TYPE_CHECKING:
    from kefu.theme import Theme

SIDEWAYS: Final = "sideways"
"""The class of a table that has a page on its side to itself, and the template's function that makes one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many letters of average width fit across a table, on an upright page and on one that lies on its side."""

    upright: float
    sideways: float

    @classmethod
    def of(cls, theme: Theme, size: float) -> Room:
        """Return the room for tables in a document whose running text is set in `size` points."""
        return cls(upright=letters_across(theme, size), sideways=letters_across(theme, size, sideways=True))


def turned(blocks: list[tree.Node], room: Room) -> list[tree.Node]:
    """Return the blocks of parts with each table that needs one on a page on its side, and marked.

    The headings just before it go with it. Only what is in nothing else can have a page of its own.
    """
    made: list[tree.Node] = []
    for block in blocks:
        if block["t"] == "Div" and "part" in block["c"][0][1]:
            made.append(tree.div(block["c"][0], turned(block["c"][1], room)))
        elif block["t"] == "Table" and not fitted(extents(block), room.upright, PADDING).whole:
            (label, classes, pairs), *rest = block["c"]
            headings = [*itertools.takewhile(lambda earlier: earlier["t"] == "Header", reversed(made))][::-1]
            marked = {"t": "Table", "c": [[label, [*classes, SIDEWAYS], pairs], *rest]}
            begin, end = tree.raw_block("typst", f"#{SIDEWAYS}["), tree.raw_block("typst", "]")
            made[len(made) - len(headings) :] = [begin, *headings, marked, end]
        else:
            made.append(block)
    return made


def table(node: tree.Node, room: Room) -> list[tree.Node]:
    """Return a table with columns that suit its words, instead of the widths that pandoc guesses from the source.

    If nothing has to be broken, the columns share what is left of the width of the text in proportion to their own.
    """
    (label, classes, _), caption, specified, (head_attributes, head), bodies, foot = node["c"]
    columns = extents(node)
    fit = fitted(columns, room.sideways if SIDEWAYS in classes else room.upright, PADDING)
    widths: list[dict[str, Any]] = [{"t": "ColWidth", "c": width} for width in fit.widths or shares(columns, PADDING)]
    made = {
        "t": "Table",
        "c": [
            tree.attr(label),
            caption,
            [[alignment, width] for (alignment, _), width in zip(specified, widths, strict=True)],
            [head_attributes, _rows_of_head(head)],
            [[attributes, count, _rows_of_head(between), rows] for attributes, count, between, rows in bodies],
            foot,
        ],
    }
    around = (
        ("#crowded[", not fit.whole),
        (f"#smaller({fit.scale:.3f})[", fit.scale < 1),
    )
    begins = [begin for begin, needed in around if needed]
    if not begins:
        return [made]
    return [tree.raw_block("typst", "".join(begins)), made, tree.raw_block("typst", "]" * len(begins))]


def _rows_of_head(rows: list[Any]) -> list[Any]:
    """Return header rows whose words look like those of a header, in whichever row they are."""
    return [
        [attributes, [[*place, [_shown_as_head(block) for block in blocks]] for *place, blocks in cells]]
        for attributes, cells in rows
    ]


def _shown_as_head(block: tree.Node) -> tree.Node:
    if block["t"] not in {"Plain", "Para"}:
        return block
    words = [tree.raw_inline("typst", "#head["), *block["c"], tree.raw_inline("typst", "]")]
    return {"t": block["t"], "c": words}
