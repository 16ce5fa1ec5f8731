"""Captions that are missing, stand where they are not looked for, or begin with a number of their own."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.rules.figures import TABLE_HAS_CAPTION
from kefu.rules.slips import NUMBERS_ARE_AUTOMATIC
from kefu.slips.blocks import plain
from kefu.slips.slip import Slip, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.slips.written import Line, Written

_CAPTIONED: Final = re.compile(
    r"(?:figur|bild|diagram|tabell|tab\.|fig\.|underlag)[ \u00a0]\d+\s*(?:[.:–-]|$)", re.IGNORECASE
)
_BY_HAND: Final = re.compile(r"(?:tabell|table|tab\.)(?:[ \u00a0]\d+)?\s*[.:–]\s*(?P<words>\S.*)", re.IGNORECASE)


def captions(written: Written) -> Iterator[Slip]:
    """Yield captions that begin with a number of their own."""
    for node in written.nodes:
        caption = tree.plain(tree.caption_of(node)) if node["t"] in {"Figure", "Table"} else ""
        if numbered := _CAPTIONED.match(caption):
            at = written.view.find(numbered[0])
            yield Slip(
                rule=NUMBERS_ARE_AUTOMATIC,
                at=max(at, 0),
                message=f"the caption “{shortened(caption)}” begins with a number of its own",
                hint=f"write “{shortened(caption[numbered.end() :].strip()) or '…'}”: the number is added",
            )


def uncaptioned(written: Written) -> Iterator[Slip]:
    """Yield tables without a caption; an exhibit, which has a title, may contain some."""
    boxed = {
        id(inner)
        for node in written.nodes
        if node["t"] == "Div" and "exhibit" in node["c"][0][1]
        for inner in tree.walk(node["c"][1])
    }
    tables = [node for node in written.nodes if node["t"] == "Table"]
    ahead: defaultdict[str, deque[Line]] = defaultdict(deque)
    for one in written.lines if tables else ():
        ahead[plain(one.body)].append(one)
    last = -1
    for node in tables:
        alike = ahead[plain(tree.plain(node["c"][3])) or "|"]
        while alike and alike[0].start <= last:
            alike.popleft()
        line = alike[0] if alike else None
        last = line.start if line else last
        if line and not (node["c"][0][0] or tree.plain(tree.caption_of(node)) or id(node) in boxed):
            caption = _by_hand(written, node)
            yield Slip(
                rule=TABLE_HAS_CAPTION,
                at=line.at,
                message=f"the table “{shortened(line.body)}” has no caption",
                hint=f"write “: {caption or 'Caption'} {{#tbl-name}}” on a line of its own after the table"
                + (f", instead of “{shortened(caption)}” in a paragraph" if caption else ""),
                minor=True,
            )


def _by_hand(written: Written, table: tree.Node) -> str:
    """Return the caption of a table that stands in a paragraph before or after it."""
    blocks = written.blocks
    index = next((number for number, block in enumerate(blocks) if block is table), None)
    if index is None:
        return ""
    around = [
        block for block in (*blocks[index + 1 : index + 2], *blocks[max(0, index - 1) : index]) if block["t"] == "Para"
    ]
    found = (_BY_HAND.match(tree.plain(block)) for block in around)
    return next((one["words"] for one in found if one), "")
