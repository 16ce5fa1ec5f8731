"""Marks of paragraphs: a private character at the end of each, whose number leads back to its place in the manuscript.

The mark passes through pandoc in both directions, so that it also says on which line a paragraph was written.
"""

from __future__ import annotations

import re
from typing import Any, Final

from kefu import tree

FIRST: Final = 0xF0000
"""The first character that marks. Source: The Unicode Standard, 23.5: planes 15 and 16 are for private use."""

MOST: Final = 0xC000
"""The most paragraphs that have marks of their own; all that follow share the last one."""

MARKS: Final = re.compile(f"[{chr(FIRST)}-{chr(FIRST + MOST)}]")


def mark(number: int) -> str:
    """Return the character that marks a paragraph, given by its number."""
    return chr(FIRST + min(number, MOST))


def numbers(text: str) -> list[int]:
    """Return the numbers of the marks in a text, in its order."""
    return [ord(found) - FIRST for found in MARKS.findall(text)]


def marked(content: Any) -> int:
    """Return the number of the first mark in nodes, outside of notes; 0 if there is none."""
    return next(iter(numbers(tree.plain(content))), 0)


def plain(content: Any) -> str:
    """Return the text of nodes without marks."""
    return MARKS.sub("", tree.plain(content)).strip()


def without(nodes: list[tree.Node]) -> list[tree.Node]:
    """Return nodes without marks."""
    return tree.rewrite(nodes, _without)


def _without(node: tree.Node) -> list[tree.Node] | None:
    if node["t"] != "Str" or not MARKS.search(node["c"]):
        return None
    left = MARKS.sub("", node["c"])
    return [{"t": "Str", "c": left}] if left else []


def trimmed(inlines: list[tree.Node]) -> list[tree.Node]:
    """Return inlines without spaces at the beginning, at the end, and before a mark at the end."""
    found = list(inlines)
    while found and found[0]["t"] in tree.SPACES:
        found.pop(0)
    last = found.pop() if found and found[-1]["t"] == "Str" and MARKS.fullmatch(found[-1]["c"]) else None
    while found and found[-1]["t"] in tree.SPACES:
        found.pop()
    return [*found, last] if last else found
