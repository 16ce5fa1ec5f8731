"""Where in Markdown each character of a paragraph's plain text is written, and what stands between the characters.

This only proposes places: whoever changes something there reads the result again and sees whether it says what it
should.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CITED: Final = "\ue000"
"""Stands for a citation or a reference in a text. Nobody writes it: it is for private use."""

_SPACE: Final = re.compile(r"[ \t]*(?:\\?\n[ \t]*(?:>[ \t]?)*)+|[ \t]+")
_SKIPPED: Final = re.compile(
    r"(?P<note>\[\^[^\[\]\s]+\]|\^\[(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*\])"
    r"|<!--.*?-->|</?[A-Za-z][^<>\n]*>"
    r"|!?\[|\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])?(?:\{[^{}\n]*\})?|\{[^{}\n]*\}"
    r"|[*_~^`]",
    re.DOTALL,
)
"""What readers do not see between two characters: the mark of a footnote, a comment, or markup."""

_ENTITY: Final = re.compile(r"&#?\w{1,32};")
_SPACES: Final = " \u00a0\u202f"
"""Spaces that are one and the same to a reviewer."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What stands in a source between two characters that readers see; `note` says that it is a footnote's mark."""

    start: int
    end: int
    note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where the units of a paragraph are written, and what stands before each of them, after the one before it."""

    spans: tuple[tuple[int, int], ...]
    skipped: tuple[tuple[Skipped, ...], ...]


def units(inlines: list[tree.Node]) -> tuple[str, ...]:
    """Return the text of a paragraph: its characters, and each citation or reference in it as one, as it is written."""
    cited: list[str] = []

    def rule(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] == "Note":
            return []
        if node["t"] == "Cite":
            cited.append(tree.plain(node))
            return [{"t": "Str", "c": CITED}]
        return None

    text = tree.plain(tree.rewrite(inlines, rule))
    written = iter(cited)
    return tuple(next(written) if letter == CITED else letter for letter in text)


def as_sent(wanted: str, said: Sequence[str]) -> tuple[int | None, ...] | None:
    """Return for each place between the characters of a text as it was sent the place between the units of a paragraph.

    In what was sent, citations and references read otherwise. A place that is in one, or may be, is `None`. Returns
    `None` if the paragraph does not say what was sent.
    """
    pieces = "".join(unit if len(unit) == 1 else CITED for unit in said).split(CITED)
    first = _places(wanted, pieces)
    last = _places(wanted[::-1], [piece[::-1] for piece in reversed(pieces)])
    if first is None or last is None:
        return None
    backwards = (None if place is None else len(said) - place for place in reversed(last))
    return tuple(one if one == other else None for one, other in zip(first, backwards, strict=True))


def _places(wanted: str, pieces: Sequence[str]) -> list[int | None] | None:
    """Return the same for pieces with a citation between each two, where each piece stands as early as it can."""
    places: list[int | None] = []
    unit = at = 0
    for index, piece in enumerate(pieces):
        pattern = re.compile("".join(f"[{_SPACES}]" if letter in _SPACES else re.escape(letter) for letter in piece))
        after = at + 1 if index else 0
        begin = max(after, len(wanted) - len(piece)) if index == len(pieces) - 1 and index else after
        match = pattern.search(wanted, begin) if index else pattern.match(wanted)
        if match is None or (index == len(pieces) - 1 and match.end() < len(wanted)):
            return None
        places += [None] * (match.start() - at - 1)
        places += range(unit, unit + len(piece) + 1)
        unit, at = unit + len(piece) + 1, match.end()
    return places


def alignments(text: str, said: Sequence[str]) -> Iterator[Alignment]:
    """Yield where a paragraph can be written in a text."""
    if not said:
        return
    first = said[0]
    begin = re.compile(rf"\\?{re.escape(first[0])}|&#?\w{{1,32}};")
    at = 0
    while match := begin.search(text, at):
        if found := _aligned(text, match.start(), said):
            yield found
        at = match.start() + 1


def _aligned(text: str, at: int, said: Sequence[str]) -> Alignment | None:
    """Return where the units are written from a place on, or nothing if something else stands there."""
    spans: list[tuple[int, int]] = []
    gaps: list[tuple[Skipped, ...]] = []
    for index, unit in enumerate(said):
        gap: list[Skipped] = []
        while (end := _end(text, at, unit)) is None:
            if not index:
                return None
            skipped = _SKIPPED.match(text, at) or (_SPACE.match(text, at) if said[index - 1] == " " else None)
            if not skipped:
                return None
            gap.append(Skipped(at, skipped.end(), bool(skipped.re is _SKIPPED and skipped["note"])))
            at = skipped.end()
        spans.append((at, end))
        gaps.append(tuple(gap))
        at = end
    return Alignment(spans=tuple(spans), skipped=(*gaps, tuple(_after(text, at))))


def _after(text: str, at: int) -> Iterator[Skipped]:
    """Yield what is skipped after the last unit."""
    while match := _SKIPPED.match(text, at):
        yield Skipped(at, match.end(), bool(match["note"]))
        at = match.end()


def _end(text: str, at: int, unit: str) -> int | None:
    """Return where a unit ends that is written at a place."""
    if unit == " ":
        match = _SPACE.match(text, at)
    elif len(unit) > 1:
        match = re.compile(r"\s+".join(map(re.escape, unit.split()))).match(text, at)
    elif (match := _ENTITY.match(text, at)) and html.unescape(match[0]) == unit:
        return match.end()
    elif text.startswith(unit, at) and not (unit == "\\" and text.startswith("\\\\", at)):
        return at + 1
    elif text.startswith("\\", at) and text[at + 1 : at + 2] == (" " if unit == "\u00a0" else unit):
        return at + 2
    else:
        return None
    return match.end() if match else None
