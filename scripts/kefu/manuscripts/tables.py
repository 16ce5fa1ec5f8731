"""Tables in the form that Markdown has: one row as a head, and no merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kefu import tree
from kefu.manuscripts.inlines import plainly
from kefu.manuscripts.values import Outcome, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = list[Any]
Cell = list[Any]


def plainer(table: tree.Node, at: int) -> tuple[tree.Node, list[Told]]:
    """Return a table with one row as its head, in which no cell is merged, and what has changed for that."""
    attributes, caption, columns, head, bodies, foot = table["c"]
    heads, rows = list(head[1]), [*(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    said = []
    if any(cell[2] > 1 or cell[3] > 1 for row in (*heads, *rows) for cell in row[1]):
        said.append("merged cells are parted: the text stands in the first of them, the others are empty")
    count = len(columns)
    flat = _parted([*heads, *rows], count)
    if not heads:
        said.append("a table has no row that is marked as its head: the first row is taken for it")
    elif len(heads) > 1:
        said.append(f"a table has {len(heads)} rows as its head: the first is kept as head, the others are rows")
    if any(node["t"] == "Table" for row in flat for cell in row for node in tree.walk(cell)):
        said.append("a table in a cell of another is taken apart: its cells stand below each other")
        flat = [[_unnested(cell) for cell in row] for row in flat]
    first, *rest = flat or [[[] for _ in range(count)]]
    first = [_unbolded(cell) for cell in first]
    if not any(tree.plain(cell) for cell in first[1:]) and not rest:
        said.append("a table has only one row")
    if first and not tree.plain(first[0]) and rest:
        said.append("the first cell of a table's head is empty: write what stands below it")
    widths = [[alignment, {"t": "ColWidthDefault"}] for alignment, _ in _aligned(columns, [*heads, *rows])]
    whole = [attributes, caption, widths, [tree.attr(), [_row(first)]], [_body(rest)], [tree.attr(), []]]
    return {"t": "Table", "c": whole}, [Told(outcome=Outcome.CHANGED, message=message, mark=at) for message in said]


def _parted(rows: list[Row], columns: int) -> list[list[list[tree.Node]]]:
    """Return the blocks of each place in the grid; those of merged cells stand in the first place."""
    open_: dict[int, int] = {}
    found = []
    for row in rows:
        places: list[list[tree.Node]] = [[] for _ in range(columns)]
        column = 0
        for cell in row[1]:
            while open_.get(column):
                column += 1
            if column >= columns:
                break
            places[column] = list(cell[4])
            for each in range(column, column + cell[3]):
                open_[each] = cell[2]
            column += cell[3]
        open_ = {each: left - 1 for each, left in open_.items() if left > 1}
        found.append(places)
    return found


def _aligned(columns: list[Any], rows: list[Row]) -> Iterator[tuple[Any, Any]]:
    """Yield the columns, each aligned as its cells are."""
    for index, (alignment, width) in enumerate(columns):
        cells = [row[1][index][1] for row in rows[1:] if index < len(row[1])]
        kinds = {cell["t"] for cell in cells} - {"AlignDefault"}
        own = {"t": kinds.pop()} if len(kinds) == 1 and alignment["t"] == "AlignDefault" else alignment
        yield own, width


def _unnested(cell: list[tree.Node]) -> list[tree.Node]:
    def take_apart(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Table":
            return None
        rows = [*node["c"][3][1], *(row for body in node["c"][4] for row in (*body[2], *body[3])), *node["c"][5][1]]
        return [block for row in rows for inner in row[1] for block in inner[4]]

    return tree.rewrite(cell, take_apart)


def _unbolded(cell: list[tree.Node]) -> list[tree.Node]:
    return [{**block, "c": plainly(block["c"])} if block["t"] in {"Para", "Plain"} else block for block in cell]


def _row(cells: list[list[tree.Node]]) -> Row:
    return [tree.attr(), [_cell(cell) for cell in cells]]


def _cell(blocks: list[tree.Node]) -> Cell:
    """Return a cell; one paragraph is plain, so that the table can stay a simple one."""
    kept = [block for block in blocks if tree.plain([block])]
    alone = [{"t": "Plain", "c": kept[0]["c"]}] if len(kept) == 1 and kept[0]["t"] == "Para" else kept
    return [tree.attr(), {"t": "AlignDefault"}, 1, 1, alone]


def _body(rows: list[list[list[tree.Node]]]) -> list[Any]:
    return [tree.attr(), 0, [], [_row(row) for row in rows]]
