"""Real names and the invented ones that replace them, and the search for the real ones in text of any kind."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.check.people.folding import foldings
from kefu.check.people.spellings import Kind, Name, Secret, Spelling, phrase, spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kefu.check.people.folding import Folded

MASK: Final = "•••"
"""What replaces a real name in anything that is printed, however long the name is."""

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+[\W\d_]*$")
_IN_ADDRESS: Final = re.compile(r"(?<=[@#])|(?<=[^\W_]_)")
_ON_ADDRESS: Final = re.compile(r"[@_][^\W_]|\.(?:com|eu|net|nu|org|se)\b")


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

    `spellings` are grouped by the hashes of their keys, which reveal no letters; `sizes` holds the keys' lengths.
    """

    names: tuple[Name, ...]
    spellings: Mapping[int, tuple[tuple[Spelling, Name], ...]]
    sizes: tuple[int, ...]
    exceptions: Mapping[Name, tuple[Spelling, ...]]


def registry_of(names: Iterable[Name]) -> Registry:
    """Return a registry of names."""
    known = tuple(names)
    sizes: set[int] = set()
    by_key: defaultdict[int, list[tuple[Spelling, Name]]] = defaultdict(list)
    for name in known:
        for spelling in spellings(name):
            sizes.add(len(spelling.key))
            by_key[hash(spelling.key)].append((spelling, name))
    return Registry(
        names=known,
        spellings={key: tuple(found) for key, found in by_key.items()},
        sizes=tuple(sorted(sizes)),
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
        if hit.end > position:
            pieces += [text[position : hit.start], MASK] if hit.start >= position else []
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
    for word in _WORD.finditer(folded.text):
        for key in dict.fromkeys(word[0][:size] for size in registry.sizes):
            for spelling, name in registry.spellings.get(hash(key), ()):
                match = spelling.pattern.match(folded.text, word.start())
                if not match or (spelling.capital and not _is_the_name(text, folded, match, spelling, address=address)):
                    continue
                if any(start <= match.start() and match.end() <= end for start, end in excepted.get(name, ())):
                    continue
                start, end = folded.span(*match.span())
                while end < len(text) and unicodedata.combining(text[end]):
                    end += 1
                yield Hit(start=start, end=end, kind=name.kind, invented=name.invented)


def _is_the_name(text: str, folded: Folded, match: re.Match[str], spelling: Spelling, *, address: bool) -> bool:
    """Return whether a match of a name that needs a capital is the name and not just a word that looks like it."""
    if spelling.length:
        start, end = folded.span(match.start(), match.start() + spelling.length)
        letters = {letter for letter in unicodedata.normalize("NFC", text[start:end]).casefold() if letter.isalpha()}
        if any(not letter.isascii() for letter in letters - spelling.letters):
            return False
    return address or _stands_out(text, folded, match)


def _stands_out(text: str, folded: Folded, match: re.Match[str]) -> bool:
    """Return whether the first and the last word of a match are capitalised, or the match is part of an address."""
    last = _LAST_WORD.search(match[0])
    heads = {match.start(), match.start() + (last.start() if last else 0)}
    if not any(text[folded.span(head, head + 1)[0]].islower() for head in heads):
        return True
    start, end = folded.span(*match.span())
    return bool(_IN_ADDRESS.match(text, start) or _ON_ADDRESS.match(text, end))
