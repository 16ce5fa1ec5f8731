"""Find the nodes of a tree in the Markdown they came from, by searching the text: pandoc's tree has no positions."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kefu import tree
from kefu.reading.sources import active, locate, location_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kefu.diagnostics import Location
    from kefu.model import Source

FIGURE: Final = "figure:"
TARGET: Final = re.compile(
    r"(?:\]\(\s*|^[ \t]*\[(?!\^)[^\]\n]+\]:[ \t]*|(?=<))(?:<(?P<quoted>[^<>\n]+)>|(?P<bare>[^\s)<>]+))", re.MULTILINE
)


BEFORE: Final = re.compile(r"(?:\[\^[^\]\n]+\]:)?[^\w\n#]*(?:\w{1,5}[.)][ \t]+[^\w\n#]*)?")
"""What may stand before a heading on its line: the mark of a footnote, a quotation or an item, or the bar of a cell."""


_LABEL: Final = re.compile(r"(?<=[{\s])(?:#|id=[\"']?)(?P<label>[\w:.-]+)")
_HEADING: Final = re.compile(r"^(?P<before>[^\n#]*)#+[ \t]*(?P<words>[^\n{]*)", re.MULTILINE)


def literally(source: Source, passage: str) -> list[Location]:
    """Return where a passage occurs literally, outside comments and code and not escaped."""
    return [location_at(source, at) for at in _literal(active(source), passage.strip())]


@lru_cache(maxsize=64)  # many nodes of a text are alike
def _literal(text: str, passage: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer(rf"(?<!\\){re.escape(passage)}", text))


def labels(source: Source, label: str) -> list[Location]:
    """Return where a label is defined in braces, as `#label` or `id=label`, or else where it is first mentioned."""
    return [location_at(source, at) for at in _given_labels(active(source)).get(label, ())] or [locate(source, label)]


@lru_cache(maxsize=4)  # a text is asked for once for each label in it, before the next one is
def _given_labels(text: str) -> dict[str, list[int]]:
    """Return where labels are defined in braces."""
    found: dict[str, list[int]] = {}
    for braces in re.finditer(r"\{[^{}]*", text):
        for label in _LABEL.finditer(text, *braces.span()):
            found.setdefault(label["label"], []).append(label.start())
    return found


def heading(source: Source, inlines: list[tree.Node]) -> Location:
    """Return where the text of a heading begins."""
    return _heading(source, inlines, 0)


def headings(source: Source, nodes: Iterable[tree.Node]) -> dict[int, Location]:
    """Return where the texts of the headings among nodes begin, by identity, even if several have the same words."""
    seen: Counter[str] = Counter()
    found = {}
    for node in nodes:
        if node["t"] == "Header":
            text = tree.plain(node["c"][2])
            found[id(node)] = _heading(source, node["c"][2], seen[text])
            seen[text] += 1
    return found


def _heading(source: Source, inlines: list[tree.Node], number: int) -> Location:
    """Return where the text of a heading begins, which is that with a number among those that have its words."""
    text = tree.plain(inlines)
    found = _headings(active(source)).get(tuple(re.findall(r"\w+", text)))
    return location_at(source, found[min(number, len(found) - 1)]) if found else locate(source, text)


@lru_cache(maxsize=4)  # as above
def _headings(text: str) -> dict[tuple[str, ...], list[int]]:
    """Return where the text of each heading begins, by its words."""
    found: dict[tuple[str, ...], list[int]] = {}
    for line in _HEADING.finditer(text):
        if BEFORE.fullmatch(line["before"]):
            found.setdefault(tuple(re.findall(r"\w+", line["words"])), []).append(line.start("words"))
    return found


def bracketed(source: Source, inlines: list[tree.Node], then: str = "") -> Location:
    """Return where a passage stands in brackets, with `then` right after them, or else where its words first stand."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", tree.plain(inlines))))
    found = re.search(rf"\[[^\w\]]*{words}[^\w\[]*\]{re.escape(then)}", active(source))
    return location_at(source, found.start()) if found else locate(source, tree.plain(inlines))


def targets(source: Source, nodes: list[tree.Node]) -> dict[int, Location]:
    """Return where the targets of links and pictures are written, by the identity of the node."""
    seen: Counter[str] = Counter()
    found = {}
    for node in nodes:
        if node["t"] in {"Link", "Image"}:
            target = node["c"][2][0]
            places = _written_targets(source).get(unquote(target))
            found[id(node)] = (
                location_at(source, places[min(seen[target], len(places) - 1)]) if places else locate(source, target)
            )
            seen[target] += 1
    return found


def target_places(source: Source, target: str) -> list[Location]:
    """Return where a text has a link or picture with a target, given as written or relative to the root."""
    found = _written_targets(source).get(unquote(target))
    return [location_at(source, at) for at in found] if found else [locate(source, target)]


@lru_cache(maxsize=4)  # as above
def _written_targets(source: Source) -> dict[str, list[int]]:
    """Return where the links and pictures of a text have their targets, by target as written and from the root."""
    found: dict[str, list[int]] = {}
    for match in TARGET.finditer(active(source)):
        group = "bare" if match["bare"] else "quoted"
        written = unquote(match[group])
        for target in {written, from_root(source, written)}:
            found.setdefault(target, []).append(match.start(group))
    return found


def from_root(source: Source, target: str) -> str:
    """Return a path in a text relative to the project's root; a URL or the name of a figure is returned unchanged."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target):
        return target
    steps: list[str] = []
    for step in (source.path.parent / unquote(target)).parts:
        if step == ".." and steps and steps[-1] != "..":
            steps.pop()
        else:
            steps.append(step)
    return str(PurePosixPath(*steps))
