"""What stands in a restricted source and in a public one: a passage that somebody may have pasted into the wrong text.

A part for teachers may quote the public sources of its own case, if it marks the quotation as one. It is not enough
that the words are in quotation marks in the public source: what people say there may have been taken from the part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kefu.check.leaks.sequences import public, restricted
from kefu.diagnostics import Diagnostic, Location
from kefu.reading.sources import locate
from kefu.reading.unseen import INVISIBLE
from kefu.rules.leaks import RESTRICTED_PASSAGE_IS_NOT_PUBLIC

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import PurePosixPath

    from kefu.check.leaks.sequences import Sequence
    from kefu.model import Project, Source

WORDS: Final = 8
"""The least number of words in a row that cannot stand in two sources by chance.

Of a passage that is divided, in one of the sources, over several cells, paragraphs or the like, only words with letters
count, and some of them must differ: the years or the answers in two tables are no passage.
"""

DIFFERENT: Final = 6
"""How many different words a divided passage has at least."""

MOST_SHOWN: Final = 16
"""How many words of a passage a message shows."""

MOST_PLACES: Final = 20
"""In how many places of the texts for teachers the same words are looked at."""

_UNSEEN: Final = re.compile(f"[{INVISIBLE}]")
_LETTER: Final = re.compile(r"[^\W\d_]")

_Key = tuple[str, ...]
_Index = dict[_Key, list[tuple["Sequence", int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The words of a passage in a public source, and the same words in a restricted one."""

    public: Sequence
    restricted: Sequence

    @property
    def divided(self) -> bool:
        """Whether the passage goes on from one piece to the next in either source."""
        return any(words[0].passage is not words[-1].passage for words in (self.public, self.restricted))

    @property
    def in_one_case(self) -> bool:
        return self.public[0].passage.case == self.restricted[0].passage.case

    @property
    def may_be_quoted(self) -> bool:
        """Whether the restricted source may quote the public one: its own case, or the title of a work."""
        return self.in_one_case or self.public[0].passage.of_work


def shared(project: Project, *, minor: bool, unread: Collection[PurePosixPath] = ()) -> tuple[Diagnostic, ...]:
    """Return two findings, one at each place, for every passage in both a restricted and a public source.

    They are only warnings if `minor`. Public sources that are `unread` are left out.
    """
    index: _Index = defaultdict(list)
    for words in restricted(project):
        for at, key in _keys(words):
            if len(index[key]) < MOST_PLACES:
                index[key].append((words, at))
    read = [words for words in public(project) if words and words[0].passage.path not in unread]
    alone = {
        (passage.path, passage.text): tuple(its)
        for words in read
        for passage, its in groupby(words, key=lambda word: word.passage)
    }
    pairs = [pair for words in alone.values() for pair in _pairs(words, index)]
    told = {key for pair in pairs for key in _told_as(pair)}
    for words in read:
        new = [pair for pair in _pairs(words, index) if told.isdisjoint(_told_as(pair))]
        told.update(key for pair in new for key in _told_as(pair))
        pairs += new
    sources = {source.path: source for source in project.sources}
    return tuple(finding for pair in pairs for finding in _told(pair, sources, minor=minor))


def _told_as(pair: _Pair) -> Iterator[tuple[PurePosixPath, _Key]]:
    return ((pair.public[0].passage.path, key) for _, key in _keys(pair.public))


def _keys(words: Sequence) -> Iterator[tuple[int, _Key]]:
    letters = tuple(word.letters for word in words)
    for at in range(len(letters) - WORDS + 1):
        yield at, letters[at : at + WORDS]


def _pairs(words: Sequence, index: Mapping[_Key, list[tuple[Sequence, int]]]) -> Iterator[_Pair]:
    """Yield the longest passages of a public sequence that stand in restricted ones, and that somebody may have pasted.

    A passage that nobody pasted is looked at once, not again from each of its words.
    """
    reached = 0
    seen: dict[tuple[int, int], int] = {}
    for at, key in _keys(words):
        if at < reached:
            continue
        pasted = []
        for other, there in index.get(key, ()):
            line = (id(other), there - at)
            if at < seen.get(line, 0):
                continue
            length = _length(words, at, other, there)
            seen[line] = at + length - WORDS + 1
            pair = _Pair(public=words[at : at + length], restricted=other[there : there + length])
            if _is_pasted(pair):
                pasted.append(pair)
        if pasted:
            longest = max(pasted, key=lambda pair: len(pair.public))
            reached = at + len(longest.public)
            yield from _parted(longest)


def _parted(pair: _Pair) -> Iterator[_Pair]:
    """Yield the passages in one that begin with a piece in both sources, each of them long enough by itself."""
    begun, end = 0, len(pair.public)
    for at in range(WORDS, end - WORDS + 1):
        new = all(words[at].passage is not words[at - 1].passage for words in (pair.public, pair.restricted))
        if new and at - begun >= WORDS:
            yield _Pair(public=pair.public[begun:at], restricted=pair.restricted[begun:at])
            begun = at
    yield _Pair(public=pair.public[begun:], restricted=pair.restricted[begun:])


def _length(words: Sequence, at: int, other: Sequence, there: int) -> int:
    length = WORDS
    while (
        at + length < len(words)
        and there + length < len(other)
        and words[at + length].letters == other[there + length].letters
    ):
        length += 1
    return length


def _is_pasted(pair: _Pair) -> bool:
    """Return whether a passage is no quotation that may be made and, if it is divided, no chance either."""
    numbers = range(len(pair.restricted))
    left = [
        number
        for passage, stretch in groupby(numbers, key=lambda number: pair.restricted[number].passage)
        if (its := [*stretch])
        and not (pair.may_be_quoted and passage.quotes(pair.restricted[its[0]].start, pair.restricted[its[-1]].end))
        for number in its
    ]
    if not pair.divided:
        return bool(left)
    lettered = [pair.public[number].letters for number in left if _LETTER.search(pair.public[number].written)]
    return len(lettered) >= WORDS and len({*lettered}) >= DIFFERENT


def _told(pair: _Pair, sources: Mapping[PurePosixPath, Source], *, minor: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong at both places, and what an editor can do about it."""
    here, there = _place(pair.public, sources), _place(pair.restricted, sources)
    passage = f"{_written(pair.public[:MOST_SHOWN])}{' …' if len(pair.public) > MOST_SHOWN else ''}"
    hint = "say it in one of the two texts alone"
    if pair.may_be_quoted:
        what = "quotes the case" if pair.in_one_case else "is the title of a work"
        hint = f"if this {what}, put it in quotation marks (”…”) or in a block quote (“> …”)"
    accept = "if both may say it, accept both findings in report/publication.yaml"
    yield Diagnostic(
        rule=RESTRICTED_PASSAGE_IS_NOT_PUBLIC,
        location=here,
        message=f"everybody can read “{passage}” here, which also stands in {there}, for teachers only",
        hints=("if it was put here by mistake, remove it", accept),
        minor=minor,
    )
    yield Diagnostic(
        rule=RESTRICTED_PASSAGE_IS_NOT_PUBLIC,
        location=there,
        message=f"“{passage}”, which is for teachers only, also stands in {here}, where everybody can read it",
        hints=(hint, accept),
        minor=minor,
    )


def _place(words: Sequence, sources: Mapping[PurePosixPath, Source]) -> Location:
    path = words[0].passage.path
    source = sources.get(path)
    return locate(source, _as_written(words[:WORDS])) if source else Location(path=path)


def _written(words: Sequence) -> str:
    return _UNSEEN.sub("", _as_written(words))


def _as_written(words: Sequence) -> str:
    """Return words as they are written, with what stands between those of the same piece."""
    stretches = ([*stretch] for _, stretch in groupby(words, key=lambda word: word.passage))
    return " ".join(its[0].passage.text[its[0].start : its[-1].end] for its in stretches)
