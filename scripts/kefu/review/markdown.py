"""A paragraph of a Markdown text is changed as a reviewer wants it, if the result says so and nothing else changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from kefu.reading import markup
from kefu.reading.edits import edited
from kefu.review.alignment import alignments, as_sent
from kefu.review.escaping import escaped, guarded
from kefu.review.rereading import keeps, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePosixPath

    from kefu.reading.edits import Edit
    from kefu.review.alignment import Alignment, Skipped

MOST: Final = 256
"""So many ways to write one change are tried at most."""

AT_ONCE: Final = 4
"""So many are read at once; one of the first nearly always does."""

MARKS: Final = 7
"""Of so many pieces of markup in and around a change, each may go or stay."""


Range = tuple[int, int]
"""Where something begins and ends in the text of a file."""

CHANGED: Final = "the paragraph has changed since it was sent"


class UnclearError(Exception):
    """A change cannot be made; the text says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of a paragraph: what it said when it was sent, its mark, and where what comes in whose place."""

    text: str
    mark: str
    start: int
    words: str
    instead: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a change: the units of a paragraph from one to another, and what comes in their place."""

    start: int
    end: int
    instead: str


class Text:
    """A Markdown text and the changes that have been made in it so far; `origin` is the path of its file."""

    def __init__(self, text: str, origin: PurePosixPath) -> None:
        self._text = text
        self._origin = origin
        self._edits: tuple[Edit, ...] = ()
        (self._read,) = read([text], origin)
        self._wanted: Mapping[int, tuple[_Piece, ...]] = {}

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that make the changes."""
        return self._edits

    def place(self, wanted: Wanted) -> int | None:
        """Return where the change is in the text, or else where its paragraph begins, if that is there."""
        try:
            number, places = self._paragraph(wanted)
        except UnclearError:
            return None
        found = next(alignments(self._text, self._read.said[number]), None)
        if not found:
            return None
        unit = places[wanted.start] or 0
        return found.spans[min(unit, len(found.spans) - 1)][0]

    def change(self, wanted: Wanted) -> None:
        """Make a change; raises `UnclearError`, and then leaves everything as it was."""
        number, pieces = self._pieces(wanted)
        before = self._edits, self._wanted
        try:
            for piece in pieces:
                self._make(number, piece)
        except UnclearError:
            self._edits, self._wanted = before
            raise

    def _paragraph(self, wanted: Wanted) -> tuple[int, tuple[int | None, ...]]:
        """Return the number of the paragraph that a change is about, and its places for those in what was sent."""
        if wanted.text[wanted.start : wanted.start + len(wanted.words)] != wanted.words:
            raise UnclearError("the words do not stand in what was sent")
        there = {n: places for n, said in enumerate(self._read.said) if (places := as_sent(wanted.text, said))}
        marked = [n for n in there if self._read.marks[n] == wanted.mark]
        exact = [n for n in there if None not in there[n]]
        same = marked or exact or [*there]
        if len(same) != 1:
            raise UnclearError("several paragraphs say the same" if there else CHANGED)
        return same[0], there[same[0]]

    def _pieces(self, wanted: Wanted) -> tuple[int, tuple[_Piece, ...]]:
        """Return the number of the paragraph that a change is about, and the change in its units."""
        number, places = self._paragraph(wanted)
        pieces = []
        for start, end, instead in _differences(wanted):
            first, last = places[start], places[end]
            if first is None or last is None:
                raise UnclearError("the change is in a citation or a reference")
            if instead and any(len(unit) > 1 for unit in self._read.said[number][first:last]):
                raise UnclearError("a citation or a reference stands in what is to be replaced")
            pieces.append(_piece(first, last, instead, self._read.said[number]))
        if "\n" in wanted.instead.strip():
            raise UnclearError("the change begins a new paragraph")
        return number, tuple(pieces)

    def _make(self, number: int, piece: _Piece) -> None:
        """Make a part of a change in the first way that gives what is wanted."""
        wanted = (*self._wanted.get(number, ()), piece)
        all_wanted = {**self._wanted, number: wanted}
        told = [self._expected(n, all_wanted.get(n, ())) for n in range(len(self._read.said))]
        losing = bool(self._edits) or piece.end > piece.start
        ways = dict.fromkeys((*self._edits, *way) for way in islice(self._ways(number, piece), MOST))
        for some in _batched([*ways]):
            try:
                results = read([edited(self._text, way) for way in some], self._origin)
            except markup.UnreadError:
                continue
            for way, result in zip(some, results, strict=True):
                if result.texts == tuple(filter(None, told)) and keeps(self._read, result, losing=losing):
                    self._edits, self._wanted = way, all_wanted
                    return
        raise UnclearError("it cannot be written so that nothing else changes")

    def _expected(self, number: int, made: Sequence[_Piece]) -> str:
        """Return what a paragraph says after changes."""
        said = list(self._read.said[number])
        for piece in sorted(made, key=lambda one: (one.start, one.end), reverse=True):  # what comes in at a place stays
            said[piece.start : piece.end] = [piece.instead]
        return " ".join(word for word in "".join(said).split(" ") if word)

    def _ways(self, number: int, piece: _Piece) -> Iterator[tuple[Edit, ...]]:
        """Yield the ways in which a part of a change may be written, the best first."""
        said = self._read.said[number]
        for found in alignments(self._text, said):
            for one in _turned(piece, said):
                signs = (escaped(one.instead, begins=not one.start), one.instead, guarded(one.instead))
                written = tuple(dict.fromkeys(signs))
                if one.start == one.end:
                    yield from (((at, at, instead),) for at in self._between(number, found, one) for instead in written)
                else:
                    yield from self._instead(found, one, written)

    def _between(self, number: int, found: Alignment, piece: _Piece) -> Iterator[int]:
        """Yield the offsets between two characters, of what is marked up the outermost first, but with its word."""
        said, at = self._read.said[number], piece.start
        gap = found.skipped[at]
        left = found.spans[at - 1][1] if at else found.spans[0][0]
        offsets = [left, *(one.end for one in gap)]
        if not at:
            offsets = [left - len(re.search(r"[*_\[~^]*\Z", self._text[:left])[0]), left]  # type: ignore[index]
        else:
            before, after = said[at - 1], said[at] if at < len(said) else ""
            glued = before[-1].isalnum() and piece.instead[:1].isalnum()
            joined = after[:1].isalnum() and piece.instead[-1:].isalnum()
            if (not glued and before != " ") or joined:
                offsets.reverse()
        yield from offsets

    def _instead(self, found: Alignment, piece: _Piece, written: Sequence[str]) -> Iterator[tuple[Edit, ...]]:
        """Yield the ways to write something in the place of units: the fewer marks go with them, the better."""
        first, last = piece.start, piece.end
        spans = found.spans[first:last]
        inner = _markup([one for gap in found.skipped[first + 1 : last] for one in gap])
        before, after = _markup(found.skipped[first]), _markup(found.skipped[last])
        if not first:
            begin = len(self._text[: spans[0][0]].rstrip("*_[~^`!"))
            before = [(at, at + 1) for at in range(begin, spans[0][0])]
        for gone in self._choices(before, inner, after):
            runs = _runs(sorted([*spans, *gone]))
            for instead in written:
                yield _put(runs, instead, 0)
                yield _put(runs, instead, len(runs) - 1)
        if written == ("",) and len(spans) == len(found.spans):  # the paragraph with the mark of its list
            end = self._text.find("\n", spans[-1][1])
            yield ((self._text.rfind("\n", 0, spans[0][0]) + 1, len(self._text) if end < 0 else end + 1, ""),)

    def _choices(self, *around: Sequence[Range]) -> Iterator[tuple[Range, ...]]:
        """Yield which pieces of markup before, in and after a change may go: none, all of some places, then a few."""
        before, inner, after = around
        places = ((), inner, (*before, *inner), (*inner, *after), (*before, *inner, *after))
        yield from map(tuple, places)
        yield from (_pairs(self._text, markup) for markup in places)
        some = [*before, *inner, *after][:MARKS]
        for count in range(1, MARKS + 1):
            yield from combinations(some, count)


def _batched(ways: Sequence[tuple[Edit, ...]]) -> Iterator[Sequence[tuple[Edit, ...]]]:
    for begin in range(0, len(ways), AT_ONCE):
        yield ways[begin : begin + AT_ONCE]


def _markup(skipped: Sequence[Skipped]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in skipped if not one.note]


def _piece(start: int, end: int, instead: str, said: Sequence[str]) -> _Piece:
    """Return a part of a change without spaces that would then be at an end of the paragraph, or be two."""
    instead = instead if start else instead.lstrip(" ")
    instead = instead if end < len(said) else instead.rstrip(" ")
    if start < end and not instead:
        if (not start or said[start - 1] == " ") and said[end : end + 1] == (" ",):
            end += 1
        elif start and said[start - 1] == " " and end == len(said):
            start -= 1
    return _Piece(start, end, instead)


def _turned(piece: _Piece, said: Sequence[str]) -> Iterator[_Piece]:
    """Yield a part of a change, and those that come to the same because of a space at both of its ends."""
    yield piece
    start, end, instead = piece.start, piece.end, piece.instead
    if start == end and instead.startswith(" ") and said[start : start + 1] == (" ",):
        yield _Piece(start + 1, end + 1, f"{instead[1:]} ")
    if start == end and instead.endswith(" ") and said[:start][-1:] == (" ",):
        yield _Piece(start - 1, end - 1, f" {instead[:-1]}")
    if start < end and not instead and said[start] == " " and said[end : end + 1] == (" ",):
        yield _Piece(start + 1, end + 1, "")
    if start < end and not instead and said[end - 1] == " " and said[:start][-1:] == (" ",):
        yield _Piece(start - 1, end - 1, "")


def _pairs(text: str, markup: Sequence[Range]) -> tuple[Range, ...]:
    """Return the pieces of markup that begin and end something among themselves, such as both ends of what is bold."""
    waiting: list[Sequence[Range]] = []
    found: list[Range] = []
    for run in _alike(text, markup):
        sign = text[run[0][0] : run[-1][1]]
        before = text[waiting[-1][0][0] : waiting[-1][-1][1]] if waiting else ""
        if before == sign or (before == "[" and sign.startswith("]")):
            found += [*waiting.pop(), *run]
        else:
            waiting.append(run)
    return tuple(sorted(found))


def _alike(text: str, markup: Sequence[Range]) -> Iterator[Sequence[Range]]:
    """Yield pieces of markup in order, two of the same sign that follow each other together: `**` is one."""
    run: list[Range] = []
    for start, end in markup:
        if run and not (run[-1][1] == start and text[start:end] == text[run[-1][0] : run[-1][1]]):
            yield run
            run = []
        run.append((start, end))
    if run:
        yield run


def _runs(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges with those as one that follow each other."""
    runs: list[tuple[int, int]] = []
    for start, end in ranges:
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        elif start < end:
            runs.append((start, end))
    return runs


def _put(runs: Sequence[tuple[int, int]], instead: str, place: int) -> tuple[Edit, ...]:
    """Return the edits that take ranges away, and put something in the place of one of them."""
    return tuple((start, end, instead if index == place else "") for index, (start, end) in enumerate(runs))


def _differences(wanted: Wanted) -> Iterator[tuple[int, int, str]]:
    """Yield what is to change in the text that was sent: of words that are replaced, only those that differ."""
    old, new = (re.findall(r"\w+|\s+|.", text, re.DOTALL) for text in (wanted.words, wanted.instead))
    offsets = [wanted.start]
    for word in old:
        offsets.append(offsets[-1] + len(word))
    if not wanted.words or not wanted.instead:
        yield wanted.start, offsets[-1], wanted.instead
        return
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield offsets[a], offsets[b], "".join(new[c:d])
