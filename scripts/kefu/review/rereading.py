"""Texts as pandoc reads them: what each paragraph says, and everything else, so that two readings can be compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu import marks, tree
from kefu.reading import markup
from kefu.review.alignment import units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePosixPath

_LOSABLE: Final = frozenset(
    {
        "AuthorInText", "Cite", "Code", "Emph", "LineBreak", "Link", "NormalCitation", "Para", "Plain", "SmallCaps",
        "Span", "Strikeout", "Strong", "Subscript", "Superscript", "SuppressAuthor",
    }
)  # fmt: skip
"""What goes with the words that it is about."""

_TEXTS: Final = frozenset(("Str", "Space", "SoftBreak", "ColWidth", "ColWidthDefault"))
_HOLDERS: Final = frozenset(("Emph", "Link", "Span", "Strikeout", "Strong", "Subscript", "Superscript", "SmallCaps"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A text as pandoc reads it: its paragraphs, and everything in it that is no text."""

    said: tuple[tuple[str, ...], ...]
    marks: tuple[str, ...]
    shape: tuple[str, ...]
    empty: int

    @property
    def texts(self) -> tuple[str, ...]:
        """What the paragraphs say, with citations and references as they are written."""
        return tuple(map("".join, self.said))


def keeps(before: Read, now: Read, *, losing: bool) -> bool:
    """Return whether a text has everything but words that it had before; `losing`: but what goes with words."""
    if now.empty > before.empty:
        return False
    if now.shape == before.shape:
        return True
    lost = _lost(before.shape, now.shape)
    return losing and lost is not None and lost <= _LOSABLE


def read(texts: Sequence[str], origin: PurePosixPath) -> list[Read]:
    """Read texts; raises `UnreadError`."""
    return [_as_read(json.loads(blocks), origin) for blocks in markup.read(texts, jobs=1)]


def _as_read(blocks: list[tree.Node], origin: PurePosixPath) -> Read:
    part = tree.div(tree.attr(classes=["part"], origin=str(origin)), blocks)
    paragraphs = [*marks.paragraphs([part])]
    nodes = tree.walk(blocks)
    return Read(
        said=tuple(units(one.inlines) for one in paragraphs),
        marks=tuple(one.mark for one in paragraphs),
        shape=tuple(_sign(node) for node in nodes if node["t"] not in _TEXTS),
        empty=sum(map(_is_empty, nodes)),
    )


def _is_empty(node: tree.Node) -> bool:
    """Return whether a node holds nothing that should hold something."""
    items = {"BulletList": node.get("c"), "OrderedList": node.get("c", (None, None))[-1]}.get(node["t"], ())
    return not all(items) or (node["t"] in _HOLDERS and not tree.plain(node))


def _sign(node: tree.Node) -> str:
    """Return what a node is apart from its text."""
    told: Any
    match node["t"]:
        case "Cite":
            told = [one["citationId"] for one in node["c"][0]]
        case "Link" | "Image":
            told = [node["c"][0], node["c"][2]]
        case "RawInline" | "RawBlock" | "Math" | "CodeBlock":
            told = node["c"]
        case "Header":
            told = node["c"][:2]
        case _:
            told = tree.attributes_of(node)
    return json.dumps([node["t"], told], ensure_ascii=False)


def _lost(before: Sequence[str], now: Sequence[str]) -> frozenset[str] | None:
    """Return the kinds of what is there no longer, or nothing if there is anything that was not there before."""
    rest = iter(now)
    following = next(rest, None)
    lost = set()
    for sign in before:
        if sign == following:
            following = next(rest, None)
        else:
            lost.add(json.loads(sign)[0])
    return None if following is not None else frozenset(lost)
