"""Marks for paragraphs: short names, the same for the same paragraph in every document, that say nothing about it.

A mark leads from a paragraph of a finished Word file back to the place in the sources where it is written. Word, and
programs that read its files, do not show bookmarks whose names begin with an underscore.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kefu import tree, words

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGIN: Final = "_kefu"
"""How the name of a mark begins."""

_DIGITS: Final = "bcdfghjklmnpqrst"
"""Digits from 0 to 15, without a vowel, so that no mark holds anything like a word, a name or a number."""

_LENGTH: Final = 30
_LETTERS: Final = str.maketrans("0123456789abcdef", _DIGITS)

NAME: Final = re.compile(rf"{BEGIN}[{_DIGITS}]{{{_LENGTH}}}")
"""The name of a mark; Word allows 40 characters."""

_REFERENCE: Final = "reference"
_NUMBER: Final = re.compile(rf"(?:{'|'.join(map(words.capitalise, words.documents.NOUNS.values()))}){words.NBSP}\d+\.")
"""What a caption begins with, in bold type; see `kefu.assemble.outline`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A paragraph of a document's tree: the source that it comes from, its mark, its own text, and its inlines.

    `origin` is empty for what no text of the project has, such as an entry of the bibliography. The text is that which
    readers see, without the number that a heading or a caption begins with, and without notes. `inlines` is the list in
    the tree itself: what is put in it is put in the tree. `note` says whether the paragraph is in a note.
    """

    origin: PurePosixPath
    mark: str
    text: str
    inlines: list[tree.Node]
    note: bool


def paragraphs(blocks: list[tree.Node]) -> Iterator[Marked]:
    """Yield the paragraphs of a document's tree that have text, in reading order, the notes of one right after it.

    Paragraphs, items, cells, captions, headings, terms and the lines of verse are such. A mark is made of the origin of
    a paragraph and of what its author has written, whatever numbers and names a document shows for what it refers to.
    Where a source says the same more than once, the paragraph before it counts, too.
    """
    said = ((each, tree.plain(own(each.inlines))) for each in _each(blocks, PurePosixPath()))
    found = [(each, text, _written(own(each.inlines), text)) for each, text in said if text]
    often = Counter((each.origin, written) for each, _, written in found)
    seen: Counter[tuple[PurePosixPath, str, str]] = Counter()
    before: dict[PurePosixPath, str] = {}
    for each, text, written in found:
        told = (each.origin, written, before.get(each.origin, "") if often[each.origin, written] > 1 else "")
        seen[told] += 1
        before[each.origin] = written
        mark = _mark(*told, seen[told])
        yield Marked(origin=each.origin, mark=mark, text=text, inlines=each.inlines, note=each.note)


def own(inlines: list[tree.Node]) -> list[tree.Node]:
    """Return the inlines that an author has written, without the number that a heading or a caption begins with."""
    first = inlines[0] if inlines else {"t": ""}
    match first["t"]:
        case "Span" if "number" in tree.attributes_of(first)[1]:
            return inlines[1:]
        case "Strong" if _NUMBER.fullmatch(tree.plain(first)):
            return inlines[1:]
    return inlines


def referring(label: str, phrase: list[tree.Node]) -> list[tree.Node]:
    """Return the words that a document shows for a reference to a label, in such a way that no mark is made of them."""
    return [tree.span(tree.attr(classes=[_REFERENCE], to=label), phrase)]


def _written(inlines: list[tree.Node], text: str) -> str:
    """Return what an author has written, given what readers see of it: labels and keys in the place of references."""
    if any(node["t"] in {"Span", "Link"} for node in tree.walk(inlines)):
        return tree.plain(tree.rewrite(inlines, _as_written))
    return text


def _as_written(node: tree.Node) -> list[tree.Node] | None:
    match node:
        case {"t": "Span", "c": [[_, [str(kind)], [["to", str(label)]]], _]} if kind == _REFERENCE:
            return tree.text(f"@{label}")
        case {"t": "Link", "c": [_, _, [str(target), _]]} if target.startswith("#ref-"):
            return tree.text(f"@{target.removeprefix('#ref-')}")
    return None


def _mark(origin: PurePosixPath, written: str, before: str, occurrence: int) -> str:
    told = "\n".join((str(origin), str(occurrence), before, written))
    return BEGIN + hashlib.sha256(told.encode()).hexdigest()[:_LENGTH].translate(_LETTERS)


class _Each(NamedTuple):
    """A paragraph as it is in a tree."""

    origin: PurePosixPath
    inlines: list[tree.Node]
    note: bool


def _each(content: Any, origin: PurePosixPath, *, note: bool = False) -> Iterator[_Each]:
    """Yield the paragraphs in a part of a tree, in reading order."""
    if isinstance(content, list):
        for item in content:
            yield from _each(item, origin, note=note)
    elif isinstance(content, dict):
        texts = _texts(content)
        for inlines in texts:
            yield _Each(origin, inlines, note)
            for node in tree.walk(inlines):
                if node["t"] == "Note":
                    yield from _each(node["c"], origin, note=True)
        if not texts:
            yield from _each(_inside(content), _origin_in(content, origin), note=note)


def _texts(node: tree.Node) -> list[list[tree.Node]]:
    """Return the inlines of each paragraph that a block is."""
    match node.get("t"):
        case "Para" | "Plain":
            return [node["c"]]
        case "Header":
            return [node["c"][2]]
        case "LineBlock":
            return list(node["c"])
    return []


def _inside(node: tree.Node) -> list[Any]:
    """Return what is in a block, with each term of a list of definitions as a paragraph."""
    if node.get("t") == "DefinitionList":
        return [[{"t": "Plain", "c": term}, *told] for term, told in node["c"]]
    return [*node.values()]


def _origin_in(node: tree.Node, origin: PurePosixPath) -> PurePosixPath:
    """Return where that comes from which is in a block, which has the given origin itself."""
    if node.get("t") != "Div":
        return origin
    _, classes, pairs = tree.attributes_of(node)
    named = dict(pairs).get("origin", "")
    return PurePosixPath(named) if named or "part" in classes else origin
