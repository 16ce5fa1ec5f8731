"""Canaries: runs of words that give a passage away, and the search for them in text of any kind."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from ahocorasick_rs import AhoCorasick, Implementation

from kefu.reading.lookalikes import plain
from kefu.reading.unseen import FILLERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

WORDS: Final = 5
"""The least number of words in a canary, so that it is not a common phrase."""

LETTERS: Final = 24
"""The least number of letters and digits in a canary, for the same reason."""

FEWEST: Final = 4
"""The least number of words in a run, such as a heading, that is too short to contain a canary but is one itself."""

KEY: Final = 16
"""How many of a canary's first letters are its key; no canary is shorter.

An automaton of the keys is built in a third of the time that one of whole canaries takes.
"""

_ALIKE: Final = str.maketrans({"0": "o", "1": "l", "i": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l"})
"""Letters and digits that are taken for others, as a capital I is for an l, and letters with strokes."""

_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Canary:
    """A run of words in a source: the words as written, and their letters as they are searched for."""

    origin: PurePosixPath
    words: str
    letters: str


def squeezed(text: str) -> str:
    """Return a text in the form in which it is searched: letters and digits only, case-folded, without diacritics.

    This removes hyphenation, soft hyphens, ligatures, no-break spaces, line breaks and all other layout, and also
    markup and quotation marks. Letters and digits that look alike are one.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    return decomposed.translate({ord(sign): found for sign in set(decomposed) if (found := _folded(sign)) != sign})


@cache
def _folded(sign: str) -> str | None:
    """Return a sign of a decomposed text as it is searched for, nothing for what is neither letter nor digit."""
    if sign in FILLERS:
        return None
    letters = unicodedata.normalize("NFKD", plain(plain(sign).casefold())).translate(_ALIKE)
    return "".join(filter(str.isalnum, letters)) or None


@lru_cache(maxsize=65536)
def letters_of(word: str) -> str:
    """Return a word in the form in which it is searched; most words of a text are the same few."""
    return squeezed(word)


def comments(text: str) -> Iterator[str]:
    """Yield the texts of the comments in a Markdown text, which no document may contain."""
    for match in _COMMENT.finditer(text):
        yield match[1]


def canaries(origin: PurePosixPath, texts: Iterable[str]) -> Iterator[Canary]:
    """Yield the canaries of a source's runs: starting at each word, the fewest words that reach `WORDS` and `LETTERS`.

    A run too short for that is a canary as a whole if it has at least `KEY` letters and either at least `FEWEST` words
    or the form of a label.
    """
    for text in texts:
        words = text.split()
        letters = [letters_of(word) for word in words]
        found = False
        for start in range(len(words)):
            run, end, counted = "", start, 0
            while end < len(words) and (counted < WORDS or len(run) < LETTERS):
                run += letters[end]
                counted += bool(letters[end])
                end += 1
            if counted >= WORDS and len(run) >= LETTERS:
                found = True
                yield Canary(origin, " ".join(words[start:end]), run)
        whole = "".join(letters)
        is_label = len(words) == 1 and "-" in text.strip("-")
        if not found and len(whole) >= KEY and (is_label or sum(map(bool, letters)) >= FEWEST):
            yield Canary(origin, " ".join(words), whole)


@dataclass(frozen=True, slots=True)
class Found:
    """A match in a searched text: the index of the wanted run of letters, and where the match begins."""

    index: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Wanted runs of letters, ready to be searched for: an automaton that finds keys, and the runs for each key."""

    automaton: AhoCorasick
    runs: tuple[tuple[tuple[int, str], ...], ...]


@lru_cache(maxsize=8)
def index_of(wanted: tuple[str, ...]) -> Index:
    """Return an index of wanted runs of letters, none of them shorter than `KEY`; the latest indexes are cached."""
    keyed: dict[str, list[tuple[int, str]]] = {}
    for number, letters in enumerate(wanted):
        keyed.setdefault(letters[:KEY], []).append((number, letters))
    automaton = AhoCorasick(keyed, implementation=Implementation.NoncontiguousNFA, store_patterns=False)
    return Index(automaton=automaton, runs=tuple(map(tuple, keyed.values())))


def search(letters: str, index: Index) -> Iterator[Found]:
    """Yield the wanted runs in a squeezed text, in the order in which they appear."""
    for key, start, _ in index.automaton.find_matches_as_indexes(letters, overlapping=True):
        for number, run in index.runs[key]:
            if letters.startswith(run, start):
                yield Found(number, start)
