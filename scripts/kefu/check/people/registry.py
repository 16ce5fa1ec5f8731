"""Real names and the invented ones that replace them, and the search for the real ones in text of any kind."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.check.people.context import is_the_name
from kefu.check.people.folding import fold, foldings
from kefu.check.people.spellings import Kind, Name, Secret, Spelling, phrase, spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kefu.check.people.folding import Folded
    from kefu.diagnostics import Diagnostic

MASK: Final = "•••"
"""What replaces a real name in anything that is printed, however long the name is."""

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_APART: Final = re.compile(r"[\s|]|</?t[dh]\b")
"""What separates words or cells: a word is not one if this is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A real name in a text: where it is, what kind of bearer it has, and the invented name to use instead."""

    start: int
    end: int
    kind: Kind
    invented: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Registry(Secret):
    """All real names that must not appear, ready to be searched for. A registry cannot be printed or pickled.

    `spellings` are grouped by the hashes of their keys, which reveal no letters; `sizes` holds the keys' lengths. Those
    `inside` words are apart. `doubts` says of which names too little or too much will be found, and
    `file` is where they were read.
    """

    names: tuple[Name, ...]
    spellings: Mapping[int, tuple[tuple[Spelling, Name], ...]]
    sizes: tuple[int, ...]
    inside: tuple[tuple[Spelling, Name], ...]
    exceptions: Mapping[Name, tuple[Spelling, ...]]
    doubts: tuple[Diagnostic, ...] = ()
    file: Path | None = None


def registry_of(names: Iterable[Name]) -> Registry:
    """Return a registry of names."""
    known = tuple(names)
    own = frozenset(fold(written) for name in known for written in (name.real, *name.aliases))
    sizes: set[int] = set()
    inside: list[tuple[Spelling, Name]] = []
    by_key: defaultdict[int, list[tuple[Spelling, Name]]] = defaultdict(list)
    for name in known:
        for spelling in spellings(name, own):
            if spelling.inside:
                inside.append((spelling, name))
                continue
            sizes.add(len(spelling.key))
            by_key[hash(spelling.key)].append((spelling, name))
    return Registry(
        names=known,
        spellings={key: tuple(found) for key, found in by_key.items()},
        sizes=tuple(sorted(sizes)),
        inside=tuple(inside),
        exceptions={name: tuple(map(phrase, name.exceptions)) for name in known if name.exceptions},
    )


def search(text: str, registry: Registry, *, address: bool = False) -> tuple[Hit, ...]:
    """Return the real names in a text, in the order of where they begin.

    Each hit extends to the end of the word that it is in. Of hits that contain each other, only the longest is kept. An
    `address` is the name of a file, a field or the like, in which short names and ordinary words are found even without
    a capital.
    """
    found = {hit for folded in foldings(text) for hit in _hits(text, folded, registry, address=address)}
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda h: (h.start, -h.end, h.kind, h.invented)):
        around = kept[-1] if kept else None
        if not around or hit.end > around.end or (hit.start, hit.end) == (around.start, around.end):
            kept.append(hit)
    return tuple(kept)


def masked(text: str, registry: Registry, *, address: bool = False) -> str:
    """Return a text with `MASK` in place of every real name in it; `address` is as for `search`."""
    pieces, position = [], 0
    for hit in search(text, registry, address=address):
        if hit.start >= position:
            pieces += [text[position : hit.start], MASK]
        position = hit.end
    return "".join((*pieces, text[position:]))


def masked_path(path: PurePosixPath, registry: Registry) -> PurePosixPath:
    """Return a path with `MASK` in place of every real name, so that it can be printed."""
    return PurePosixPath(masked(str(path), registry, address=True))


def _hits(text: str, folded: Folded, registry: Registry, *, address: bool) -> Iterator[Hit]:
    excepted = {
        name: [match.span() for spelling in phrases for match in spelling.pattern.finditer(folded.text)]
        for name, phrases in registry.exceptions.items()
    }
    for match, spelling, name in (*_at_words(folded, registry), *_inside_words(folded, registry)):
        if any(start <= match.start() and match.end() <= end for start, end in excepted.get(name, ())):
            continue
        if not is_the_name(text, folded, match, spelling, address=address):
            continue
        start, end = folded.span(*match.span())
        if spelling.inside:
            begins = _beginning(text, folded, match.start(), len(spelling.key))
            if begins is None:
                continue
            start = begins
        if match.re.groups and match["rest"]:
            ends = folded.end(match.start("rest"))
            end = ends if _APART.search(text, ends, end) else end
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        yield Hit(start=start, end=end, kind=name.kind, invented=name.invented)


def _beginning(text: str, folded: Folded, at: int, length: int) -> int | None:
    """Return where the word begins that a name of some length is inside of, or `None` if it is only joined there.

    A reading may have joined lines and cells: a name may begin after such a place, or be joined itself, but not both be
    inside a word and be joined.
    """
    start, end = folded.span(at, at + length)
    if _APART.search(text, folded.end(at), start):
        return start
    if _APART.search(text, start, end):
        return None
    while at and folded.text[at - 1].isalpha():
        at -= 1
    begins = folded.start(at)
    return max((match.end() for match in _APART.finditer(text, begins, start)), default=begins)


def _at_words(folded: Folded, registry: Registry) -> Iterator[tuple[re.Match[str], Spelling, Name]]:
    for word in _WORD.finditer(folded.text):
        for key in dict.fromkeys(word[0][:size] for size in registry.sizes):
            for spelling, name in registry.spellings.get(hash(key), ()):
                if match := spelling.pattern.match(folded.text, word.start()):
                    yield match, spelling, name


def _inside_words(folded: Folded, registry: Registry) -> Iterator[tuple[re.Match[str], Spelling, Name]]:
    """Yield the matches that do not begin a word; `find` is much faster than any pattern."""
    for spelling, name in registry.inside:
        at = folded.text.find(spelling.key)
        while at >= 0:
            if folded.text[at - 1 : at].isalpha() and (match := spelling.pattern.match(folded.text, at)):
                yield match, spelling, name
            at = folded.text.find(spelling.key, at + 1)
