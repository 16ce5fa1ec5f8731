"""Blocks with marks → Markdown as authors write it, and the line on which each paragraph was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.manuscripts.marking import MARKS, numbers
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMAT: Final = f"{markup.MARKDOWN}-simple_tables-multiline_tables-smart"

_KEPT: Final = {"\N{NO-BREAK SPACE}": "\U000fd000", "\N{NARROW NO-BREAK SPACE}": "\U000fd001"}
"""What stands for characters that pandoc would write in another way, while it writes."""

_LANGUAGE: Final = re.compile(r'\{lang="([\w-]+)"\}')
_EXHIBIT: Final = re.compile(r"^(:+ )\{#(\S+) \.exhibit", re.MULTILINE)
_ITEM: Final = re.compile(r"^( *(?:> )*(?:#\.|\d+[.)])) +(?=\S)", re.MULTILINE)
_SPACES: Final = re.compile(r"(?<=\S) +(?=\{#)")
_WIDTH: Final = re.compile(r'(?<= width=)"(\d+%)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text in Markdown, and the lines of its paragraphs by mark, counted from 1."""

    text: str
    lines: Mapping[int, int]


def written(texts: Sequence[list[tree.Node]]) -> list[Written]:
    """Return each text as Markdown, with one line for each paragraph."""
    ready = [tree.document(tree.rewrite(blocks, _ready)) for blocks in texts]
    return [_without_marks(text) for text in markup.write_each(ready, FORMAT, jobs=1)]


def _ready(node: tree.Node) -> list[tree.Node] | None:
    if node["t"] == "Str":
        return [{"t": "Str", "c": "".join(_KEPT.get(character, character) for character in node["c"])}]
    return None


def _without_marks(text: str) -> Written:
    for character, sign in _KEPT.items():
        text = text.replace(sign, character)
    text = _WIDTH.sub(r"\1", _EXHIBIT.sub(r"\1{.exhibit #\2", _LANGUAGE.sub(r"{lang=\1}", text)))
    text = _ITEM.sub(r"\1 ", text)
    lines: list[str] = []
    found: dict[int, int] = {}
    skipping = False
    for line in text.strip("\n").split("\n"):
        if skipping and not line.strip():
            skipping = False
            continue
        skipping = False
        marks = numbers(line)
        found |= {mark: len(lines) + 1 for mark in marks if mark not in found}
        kept = _SPACES.sub(" ", MARKS.sub("", line)).rstrip(" ")
        if marks and not kept.strip():
            skipping = True
        else:
            lines.append(kept)
    return Written(text="\n".join(lines) + "\n", lines=found)


def levelled(blocks: list[tree.Node], first: int, deepest: int) -> list[tree.Node]:
    """Return blocks whose headings begin with a level, skip none, and are not deeper than they may be."""
    open_: list[int] = []
    found = []
    for block in blocks:
        if block["t"] == "Header":
            level, attributes, inlines = block["c"]
            while open_ and open_[-1] >= level:
                open_.pop()
            open_.append(level)
            block = tree.header(min(first + len(open_) - 1, deepest), attributes, inlines)  # noqa: PLW2901 - the same
        found.append(block)
    return found
