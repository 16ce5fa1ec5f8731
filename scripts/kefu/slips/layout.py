"""Layout made with spaces, tabs, and rows of signs, which only its author sees."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kefu.rules.slips import LAYOUT_IS_MARKED
from kefu.slips.lists import BULLETS
from kefu.slips.slip import Slip, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.slips.written import Line, Written

_COLUMN: Final = re.compile(r"(?<=\S)(?: *\t[ \t]*| {3,})(?=\S)")
_TAB: Final = re.compile(r"(?<=\S)[ ]*\t[ \t]*(?=\S)")
_ROW: Final = re.compile(r"(?<![_\\])_{4,}(?!_)|(?<![.\\])\.{4,}|…{2,}|(?:\. ){4,}")
_MARKER: Final = re.compile(rf"(?:[-*+{BULLETS}]|\(?\w{{1,3}}[.)]|o(?=\t)|#{{1,6}}|:|\[\^[^\]]+\]:)[ \t]+")
_EMPTY: Final = re.compile(r"(?:&nbsp;|\u00a0|\\ )[ \t]*(?:&nbsp;|\u00a0|\\ |[ \t])*")


def layout(written: Written) -> Iterator[Slip]:
    """Yield columns made with tabs or spaces, rows of dots or underscores, and empty paragraphs."""
    for run in written.paragraphs():
        columns = next(
            (line for line, other in pairwise(run) if _is_row(written, line) and _is_row(written, other)), None
        )
        if columns:
            yield Slip(
                rule=LAYOUT_IS_MARKED,
                at=columns.at,
                message=f"“{shortened(columns.body)}” and the line after it look like columns, but are printed as "
                "running text",
                hint="write a table: “| Name | Number |”, below it “|:-----|-------:|”, and then one line for each row",
            )
        for line in run:
            yield from _in_line(written, line, columns=columns is not None)
            if len(run) == 1 and _EMPTY.fullmatch(line.body):
                yield Slip(
                    rule=LAYOUT_IS_MARKED,
                    at=line.at,
                    message="an empty paragraph stands here",
                    hint="remove it: the space between paragraphs is the same in the whole publication",
                )


def _is_row(written: Written, line: Line) -> bool:
    """Return whether a line has columns, and is printed as running text."""
    body = _rest(line)
    gap = _COLUMN.search(body)
    plain = re.split(r"[*_`\[<@\\]", body)[0]
    return "|" not in body and gap is not None and len(plain) > gap.end() and written.shows_line(plain)


def _rest(line: Line) -> str:
    marker = _MARKER.match(line.body)
    return line.body[marker.end() :] if marker else line.body


def _in_line(written: Written, line: Line, *, columns: bool) -> Iterator[Slip]:
    rest = _rest(line)
    start = line.at + len(line.body) - len(rest)
    tab = None if columns or "|" in rest else _TAB.search(rest)
    if tab:
        yield Slip(
            rule=LAYOUT_IS_MARKED,
            at=start + tab.start(),
            message="there is a tab between two words, which readers see as a space",
            hint="write one space, or a table",
            edits=((start + tab.start(), start + tab.end(), " "),),
        )
    row = _ROW.search(line.body)
    if row and written.shows(row[0].strip()) and not set(line.body) <= set("_ .…"):
        yield Slip(
            rule=LAYOUT_IS_MARKED,
            at=line.at + row.start(),
            message=f"“{shortened(row[0], length=10)}” is a row of signs, which a screen reader reads one by one",
            hint="leave it out; for columns, write a table",
        )
