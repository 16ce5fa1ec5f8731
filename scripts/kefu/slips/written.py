"""A text in two forms that are compared: as its author wrote it, line by line, and as readers would see it.

What looks like markup in the first and stands in the second was not understood as markup. pandoc's tree has no places,
and the text alone does not tell what pandoc makes of it; together they do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.reading.sources import active

if TYPE_CHECKING:
    from kefu.model import Source

THING: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no text in what readers see: code, a citation, a picture, a footnote's mark."""

_QUOTE: Final = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a text: where it starts, what stands before its words (indentation and `>`), and its words."""

    start: int
    head: str
    body: str

    @property
    def at(self) -> int:
        """Where its words start."""
        return self.start + len(self.head)

    @property
    def depth(self) -> int:
        """How many quotations it is in."""
        return self.head.count(">")


@dataclass(frozen=True)  # without slots, which would leave no room for what is computed once
class Written:
    """A text of a source and its tree. In `view`, comments and code are blanked out; offsets are those of the text."""

    source: Source
    blocks: list[tree.Node]

    @cached_property
    def text(self) -> str:
        """The text as it is written."""
        return self.source.text

    @cached_property
    def view(self) -> str:
        """The text without comments and code."""
        return active(self.source)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the view."""
        return lines_of(self.view)

    @cached_property
    def nodes(self) -> list[tree.Node]:
        """All nodes of the tree, in reading order."""
        return tree.walk(self.blocks)

    @cached_property
    def printed(self) -> str:
        """The text that readers see: paragraphs after a blank line each, with the line breaks of the source."""
        kinds = ("Para", "Plain", "Header")
        shown = (node["c"][2] if node["t"] == "Header" else node["c"] for node in self.nodes if node["t"] in kinds)
        return "\n\n" + "\n\n".join(map(seen, shown)) + "\n\n"

    def paragraphs(self) -> list[list[Line]]:
        """Return the runs of lines without a blank line between them."""
        runs: list[list[Line]] = [[]]
        for line in self.lines:
            if line.body:
                runs[-1].append(line)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def shows(self, token: str) -> bool:
        """Return whether readers would see a piece of text, however it is spaced."""
        return self._told(" ".join(token.split()), self._spaced)

    def prints(self, token: str) -> bool:
        """Return whether a piece of text stands in what readers see exactly as it is."""
        return self._told(token, self.printed)

    def _told(self, token: str, text: str) -> bool:
        """Return whether a text holds a piece, looking for each piece once, since many lines may begin alike."""
        key = (token, text is self.printed)
        if key not in self._known:
            self._known[key] = token in text
        return self._known[key]

    def shows_line(self, beginning: str) -> bool:
        """Return whether readers would see a line of running text that begins in a way, however it is spaced."""
        return self.prints_line(" ".join(beginning.split()))

    def prints_line(self, beginning: str) -> bool:
        """Return whether a line of what readers see begins exactly so."""
        index = bisect_left(self._sorted, beginning)
        return self._sorted[index : index + 1] != [] and self._sorted[index].startswith(beginning)

    @cached_property
    def _known(self) -> dict[tuple[str, bool], bool]:
        return {}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.printed.split("\n"))

    @cached_property
    def _spaced(self) -> str:
        return re.sub(r"[ \t\n]+", " ", self.printed)


def lines_of(view: str) -> tuple[Line, ...]:
    """Return the lines of a text."""
    found, start = [], 0
    for line in view.split("\n"):
        head = _QUOTE.match(line)
        length = head.end() if head else 0
        found.append(Line(start=start, head=line[:length], body=line[length:].rstrip()))
        start += len(line) + 1
    return tuple(found)


def seen(inlines: Any) -> str:
    """Return inlines as readers see them, with `THING` for what is no text, and the line breaks of the source."""
    parts = []
    for node in inlines:
        match node["t"]:
            case "Str":
                parts.append(node["c"])
            case "Space":
                parts.append(" ")
            case "SoftBreak" | "LineBreak":
                parts.append("\n")
            case "Link" | "Span":
                parts.append(seen(node["c"][1]))
            case "Emph" | "Strong" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps" | "Underline":
                parts.append(seen(node["c"]))
            case "Quoted":
                parts.append(seen(node["c"][1]))
            case _:
                parts.append(THING)
    return "".join(parts)
