"""Tables in the authored texts: header cells and rows must not be empty."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kefu import tree
from kefu.check.sources.wording import words_of
from kefu.diagnostics import Diagnostic, Location
from kefu.engines.columns import PADDING, extents, fitted, letters_across
from kefu.load import labels
from kefu.reading.sources import active, locate
from kefu.rules.figures import TABLE_FITS_ITS_PAGE, TABLE_HEADER_CELLS_HAVE_TEXT, TABLE_ROWS_HAVE_CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.model import Source
    from kefu.theme import Theme

Row = list[Any]
"""A row's cells, as in a pandoc tree."""


def tables(source: Source, nodes: list[tree.Node]) -> Iterator[Diagnostic]:
    """Check the header cells and rows of the tables among the nodes of a text.

    An empty header cell does not say what the cells under it belong to (PDF/UA-1, ISO 14289-1, 7.5, requires headers
    for them).
    """
    lines = active(source).split("\n")
    start = 0
    for node in nodes:
        headers, rows = _rows(node) if node["t"] == "Table" else ([], [])
        if any(_text(cell) for row in headers for cell in row):  # loading reports tables without any header
            yield from _headers(source, lines, node, headers, start)
            first = _line_of(source, headers[0], start)
            start = start if first is None else first + 1
            yield from _body(source, lines, node, rows, start)


def crowded(source: Source, blocks: list[tree.Node], theme: Theme, size: float) -> Iterator[Diagnostic]:
    """Check that the tables of a text fit on a page of a document that is set in `size` points.

    Those that are in nothing else have a page on its side if they need it.
    """
    by_themselves = {id(block) for block in blocks}
    for node in tree.walk(blocks):
        if node["t"] == "Table":
            room = letters_across(theme, size, sideways=id(node) in by_themselves)
            if not fitted(extents(node), room, PADDING).whole:
                yield Diagnostic(
                    rule=TABLE_FITS_ITS_PAGE,
                    location=_place(source, node),
                    message=f"the longest words of the {len(node['c'][2])} columns do not fit beside each other",
                    hints=("divide the table, shorten its column headings, or swap rows and columns",),
                )


def _headers(
    source: Source, lines: list[str], table: tree.Node, headers: list[Row], start: int
) -> Iterator[Diagnostic]:
    for row in headers:
        line = _line_of(source, row, start)
        for index, cell in enumerate(row):
            if not _text(cell):
                yield Diagnostic(
                    rule=TABLE_HEADER_CELLS_HAVE_TEXT,
                    location=_place(source, table) if line is None else _cell(source, lines[line], line, index),
                    message=f"the header of column {index + 1} is empty",
                    hints=("say what the column contains, even if it is the first",),
                )


def _body(source: Source, lines: list[str], table: tree.Node, rows: list[Row], start: int) -> Iterator[Diagnostic]:
    if not rows:
        yield Diagnostic(
            rule=TABLE_ROWS_HAVE_CONTENT,
            location=_place(source, table),
            message="a table has no rows under its header",
            hints=("add rows, or remove the table",),
        )
    places = _empty_lines(source, lines, start)
    for row in rows:
        if not any(map(_text, row)):
            yield Diagnostic(
                rule=TABLE_ROWS_HAVE_CONTENT,
                location=next(places, None) or _place(source, table),
                message="a row of a table is empty",
                hints=("fill it in, or remove it",),
            )


def _rows(table: tree.Node) -> tuple[list[Row], list[Row]]:
    """Return the header rows and the other rows of a table."""
    _, _, _, head, bodies, foot = table["c"]
    headers = [*head[1], *(row for body in bodies for row in body[2])]
    rows = [*(row for body in bodies for row in body[3]), *foot[1]]
    return [row[1] for row in headers], [row[1] for row in rows]


def _text(cell: Any) -> str:
    """Return the text of a cell or, if it has none, the targets of its pictures."""
    images = [node["c"][2][0] for node in tree.walk(cell[4]) if node["t"] == "Image"]
    return tree.plain(cell[4]) or " ".join(images)


def _line_of(source: Source, row: Row, start: int) -> int | None:
    """Return the index of the line with exactly the words of a row: the first from `start` on, or else before it."""
    words = words_of(" ".join(map(_text, row)))
    alike = _lines_by_words(active(source)).get(tuple(words)) if words else None
    return alike[bisect_left(alike, start) % len(alike)] if alike else None


@lru_cache(maxsize=4)  # a text is asked for once for each row in it, before the next one is
def _lines_by_words(text: str) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for index, line in enumerate(text.split("\n")):
        found.setdefault(tuple(words_of(line)), []).append(index)
    return found


def _cell(source: Source, line: str, index: int, column: int) -> Location:
    """Return the place of a cell in a line of cells between bars; without bars, the start of the line."""
    bars = [match.end() for match in re.finditer(r"(?<!\\)\|", line)]
    if bars and line[: bars[0] - 1].strip(" \t>"):
        bars = [0, *bars]  # the bar before the first cell may be left out
    return Location(path=source.path, line=index + 1, column=1 + (bars[column] if column < len(bars) else 0))


def _empty_lines(source: Source, lines: list[str], start: int) -> Iterator[Location]:
    """Yield the places of a table's lines, from one of them on, that consist only of bars and spaces."""
    for index in range(start, len(lines)):
        if "|" not in lines[index]:
            return
        if re.fullmatch(r"[ \t>]*\|[ \t|]*", lines[index]):
            yield Location(path=source.path, line=index + 1, column=1)


def _place(source: Source, table: tree.Node) -> Location:
    label = table["c"][0][0]
    return labels(source, label)[0] if label else locate(source, tree.plain(table["c"][3]))
