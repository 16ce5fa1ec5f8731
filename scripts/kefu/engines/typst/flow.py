"""What of a text stays together on pages: headings with lines under them, questions with room for answers.

Typst keeps a heading with the block after it, and never leaves a single line of a paragraph. But a paragraph of one
line may be all that follows a heading on a page, and where a figure may go depends on how much text comes after it.
"""

from __future__ import annotations

import math
from typing import Final

from kefu import tree
from kefu.authored import PartKind
from kefu.rules.layout import LINES_UNDER_HEADINGS

LETTERS: Final = 70
"""How many letters a line of running text holds, or a few less."""

MOST: Final = 85
"""How many letters a line holds at the very most: what has more of them is certain to be longer."""

PARAGRAPHS: Final = frozenset(("Para", "Plain"))
LISTS: Final = frozenset(("BulletList", "OrderedList"))
SHOWN: Final = frozenset(("Figure", "Table"))

SHORT: Final = 10
"""A list of at most this many lines under a heading is not divided; its first item alone may be a line."""

HEIGHTS: Final = {"Header": 3.0, "Figure": 20.0, "Table": 3.0}
"""Roughly how many lines something takes besides its words."""

BETWEEN: Final = 0.5
"""The room between two paragraphs, in lines."""


def together(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return blocks in which what would leave a heading alone is held to what follows, and figures know what does.

    A figure or table right under a heading stays there; any other may float if enough of the text comes after it.
    """
    made: list[tree.Node] = []
    left = sum(map(lines, blocks))
    missing = 0
    for block in blocks:
        left -= lines(block)
        if block["t"] == "Div" and "part" in block["c"][0][1]:
            made.append(tree.div(block["c"][0], together(block["c"][1])))
        elif block["t"] == "Header":
            missing = LINES_UNDER_HEADINGS
            made.append(block)
        elif block["t"] in PARAGRAPHS and missing > (taken := math.ceil(len(tree.plain([block])) / MOST)):
            missing -= taken
            made += _around("#held[", [block])
        elif block["t"] in LISTS and missing and lines(block) <= SHORT:
            missing = 0
            made += _around("#whole[", [block])
        else:
            if block["t"] in SHOWN:
                stays = str(missing > 0).lower()
                made.append(tree.raw_block("typst", f"#ahead({math.floor(left)}, stays: {stays})"))
            made.append(block)
            missing = 0
    return made


def lines(block: tree.Node) -> float:
    """Return roughly how many lines of running text a block takes."""
    if block["t"] in {*LISTS, "Div", "BlockQuote"}:
        inner = [node for node in tree.walk([block]) if node["t"] in {*PARAGRAPHS, "Header"}]
        return 1 + sum(map(lines, inner))
    if block["t"] == "Table":
        rows = sum(1 for _, _, between, body in block["c"][4] for _ in (*between, *body))
        return HEIGHTS["Table"] + 1.4 * rows
    words = math.ceil(len(tree.plain([block])) / LETTERS)
    return words + HEIGHTS.get(block["t"], BETWEEN)


def with_room(part: tree.Node) -> tree.Node:
    """Return a part; if it holds questions, each item of their numbered lists is kept together with room for notes."""
    attributes = tree.attributes_of(part)
    if PartKind.QUESTIONS not in attributes[1]:
        return part
    blocks = [
        {"t": "OrderedList", "c": [block["c"][0], [_around("#question[", item) for item in block["c"][1]]]}
        if block["t"] == "OrderedList"
        else block
        for block in part["c"][1]
    ]
    return tree.div(attributes, blocks)


def _around(before: str, blocks: list[tree.Node]) -> list[tree.Node]:
    return [tree.raw_block("typst", before), *blocks, tree.raw_block("typst", "]")]
