"""What stands in a restricted source and in a public one: a passage that somebody may have pasted into the wrong text.

A part for teachers may quote the public sources of its own case, if it marks the quotation as one. It is not enough
that the words are in quotation marks in the public source: what people say there may have been taken from the part.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.authored import Visibility
from kefu.check.leaks.canaries import runs, squeezed
from kefu.check.leaks.scope import strings
from kefu.diagnostics import Diagnostic, Location
from kefu.layout import FIGURES
from kefu.reading.sources import locate
from kefu.reading.unseen import FILLERS, INVISIBLE, MARKS
from kefu.rules.leaks import RESTRICTED_PASSAGE_IS_NOT_PUBLIC

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import PurePosixPath

    from kefu.model import Case, Project, Source

WORDS: Final = 8
"""The least number of words in a row that cannot stand in two sources by chance."""

MOST_SHOWN: Final = 16
"""How many words of a passage a message shows."""

_WORD: Final = re.compile(rf"[^\W_{FILLERS}](?:[^\W_{FILLERS}]|[{INVISIBLE}{MARKS}])*")
_UNSEEN: Final = re.compile(f"[{INVISIBLE}]")
_QUOTED: Final = re.compile(r"[\"“”„»«][^\"“”„»«]+[\"“”„»«]")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: its letters as they are compared, and where it stands in the text."""

    letters: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text that readers see as one; `quoted` if all of it is a block quote."""

    path: PurePosixPath
    case: str
    text: str
    quoted: bool = False
    words: tuple[_Word, ...] = field(default=(), repr=False)

    def quotes(self, start: int, end: int) -> bool:
        """Return whether the characters between two places are marked as a quotation."""
        return self.quoted or any(match.start() < start and end < match.end() for match in _QUOTED.finditer(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A passage in a public text and in a restricted one, where it begins with the words of the given numbers."""

    public: _Text
    at: int
    restricted: _Text
    there: int
    length: int


def shared(project: Project, *, minor: bool, unread: Collection[PurePosixPath] = ()) -> tuple[Diagnostic, ...]:
    """Return two findings, one at each place, for every passage in both a restricted and a public source.

    They are only warnings if `minor`. Public sources that are `unread` are left out.
    """
    index: defaultdict[tuple[str, ...], list[tuple[_Text, int]]] = defaultdict(list)
    for text in _restricted(project):
        for at, key in _keys(text):
            index[key].append((text, at))
    sources = {source.path: source for source in project.sources}
    pairs = [pair for text in _public(project) if text.path not in unread for pair in _pairs(text, index)]
    return tuple(finding for pair in pairs for finding in _told(pair, sources, minor=minor))


def _keys(text: _Text) -> Iterator[tuple[int, tuple[str, ...]]]:
    letters = [word.letters for word in text.words]
    for at in range(len(letters) - WORDS + 1):
        yield at, tuple(letters[at : at + WORDS])


def _pairs(text: _Text, index: Mapping[tuple[str, ...], list[tuple[_Text, int]]]) -> Iterator[_Pair]:
    """Yield the longest passages of a public text that stand in restricted ones, and are no quotations there."""
    reached = 0
    for at, key in _keys(text):
        if at < reached or key not in index:
            continue
        found = [
            _Pair(public=text, at=at, restricted=other, there=there, length=_length(text, at, other, there))
            for other, there in index[key]
        ]
        reached = at + max(pair.length for pair in found)
        if pasted := [pair for pair in found if not _is_quotation(pair)]:
            yield max(pasted, key=lambda pair: pair.length)


def _length(text: _Text, at: int, other: _Text, there: int) -> int:
    length = WORDS
    while (
        at + length < len(text.words)
        and there + length < len(other.words)
        and text.words[at + length].letters == other.words[there + length].letters
    ):
        length += 1
    return length


def _is_quotation(pair: _Pair) -> bool:
    """Return whether a part for teachers quotes its own case."""
    words = pair.restricted.words[pair.there : pair.there + pair.length]
    return pair.public.case == pair.restricted.case and pair.restricted.quotes(words[0].start, words[-1].end)


def _restricted(project: Project) -> Iterator[_Text]:
    for case in project.cases:
        yield from _of_parts(case, Visibility.RESTRICTED)


def _public(project: Project) -> Iterator[_Text]:
    """Yield the texts of everything that some public document may show, in whatever form."""
    for chapter in project.chapters:
        yield from _of_blocks(chapter.text.source.path, "", json.loads(chapter.text.blocks))
    for case in project.cases:
        yield from _of_parts(case, Visibility.PUBLIC)
        yield from _of_strings(case.source.path, case.id, strings(case.description))
    yield from _of_strings(project.sources[0].path, "", strings(project.publication))
    for figure in project.figures:
        told = figure.description
        yield from _of_strings(FIGURES / f"{figure.slug}.yaml", "", (told.caption, told.alt, told.source))
        for table in figure.tables:
            yield from _of_strings(FIGURES / table.name, "", strings(table.rows))


def _of_parts(case: Case, visibility: Visibility) -> Iterator[_Text]:
    for part in case.parts:
        if part.kind.visibility is visibility:
            yield from _of_blocks(part.text.source.path, case.id, json.loads(part.text.blocks))


def _of_blocks(path: PurePosixPath, case: str, blocks: Any) -> Iterator[_Text]:
    """Yield the texts in blocks; neither a citation nor a footnote interrupts a sentence, and quotes stand apart."""
    apart = [node for node in tree.walk(blocks) if node["t"] in {"Note", "BlockQuote"}]
    without = tree.rewrite(blocks, lambda node: [] if node["t"] in {"Cite", "Note", "BlockQuote"} else None)
    yield from _of_strings(path, case, runs(without))
    for node in apart:
        inner = tree.rewrite(node["c"], lambda node: [] if node["t"] in {"Cite", "Note"} else None)
        yield from _of_strings(path, case, runs(inner), quoted=node["t"] == "BlockQuote")


def _of_strings(path: PurePosixPath, case: str, texts: Iterable[str], *, quoted: bool = False) -> Iterator[_Text]:
    for written in texts:
        text = unicodedata.normalize("NFC", written)
        words = tuple(_Word(squeezed(match[0]), match.start(), match.end()) for match in _WORD.finditer(text))
        if len(words) >= WORDS:
            yield _Text(path=path, case=case, text=text, quoted=quoted, words=words)


def _told(pair: _Pair, sources: Mapping[PurePosixPath, Source], *, minor: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong at both places, and what an editor can do about it."""
    public = _place(pair.public, pair.at, sources)
    restricted = _place(pair.restricted, pair.there, sources)
    passage = _passage(pair)
    accept = "if both may say it, accept both findings in report/publication.yaml"
    yield Diagnostic(
        rule=RESTRICTED_PASSAGE_IS_NOT_PUBLIC,
        location=public,
        message=f"everybody can read “{passage}” here, which also stands in {restricted}, for teachers only",
        hints=("if it was put here by mistake, remove it", accept),
        minor=minor,
    )
    yield Diagnostic(
        rule=RESTRICTED_PASSAGE_IS_NOT_PUBLIC,
        location=restricted,
        message=f"“{passage}”, which is for teachers only, also stands in {public}, where everybody can read it",
        hints=(
            "if this quotes the case, put it in quotation marks (”…”) or in a block quote (“> …”)"
            if pair.public.case == pair.restricted.case
            else "say it in one of the two texts alone",
            accept,
        ),
        minor=minor,
    )


def _place(text: _Text, at: int, sources: Mapping[PurePosixPath, Source]) -> Location:
    words = text.words[at : at + WORDS]
    if source := sources.get(text.path):
        return locate(source, text.text[words[0].start : words[-1].end])
    return Location(path=text.path)


def _passage(pair: _Pair) -> str:
    words = pair.public.words[pair.at : pair.at + pair.length]
    shown = words[:MOST_SHOWN]
    text = _UNSEEN.sub("", pair.public.text[shown[0].start : shown[-1].end])
    return f"{text}{' …' if len(words) > MOST_SHOWN else ''}"
