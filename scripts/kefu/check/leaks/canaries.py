"""Canaries: runs of words that give a passage away, and the search for them in whatever is text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ahocorasick_rs import AhoCorasick, Implementation

from kefu import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

WORDS: Final = 5
"""Words that a canary has at least, so that it is no phrase of everybody's."""

LETTERS: Final = 24
"""Letters and digits that a canary has at least, for the same reason."""

FEWEST: Final = 4
"""Words of a run, such as a heading, that is too short for a canary of `WORDS` and is one as a whole."""

KEY: Final = 16
"""Letters that a canary is looked up by: an automaton of these is made in a third of the time. No canary is shorter."""

_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Canary:
    """A run of words in a source: the words as they are written, and their letters as they are searched."""

    origin: PurePosixPath
    words: str
    letters: str


def squeezed(text: str) -> str:
    """Return a text as canaries are searched in it: letters and digits alone, in one case, without diacritics.

    Hyphenation, soft hyphens, ligatures, no-break spaces, line breaks and all other layout are gone with that; so are
    markup and quotation marks.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    table = {ord(character): None for character in set(decomposed) if not character.isalnum()}
    return decomposed.translate(table)


@lru_cache(maxsize=65536)
def _letters(word: str) -> str:
    return squeezed(word)


def runs(blocks: Any) -> tuple[str, ...]:
    """Return the runs of words in blocks: what readers see one after the other, whatever the layout.

    A run ends with its block, and at what is set otherwise than it is written: citations, cross-references, notes and
    pictures. Notes, captions, alternative texts, titles of boxes and labels are runs of their own.
    """
    reader = _Reader()
    reader.read(blocks)
    reader.end()
    return tuple(reader.runs)


_FLOWING: Final = frozenset(
    ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline", "Quoted", "Span", "Link")
)
"""Inlines whose words go on the run around them."""


class _Reader:
    """Collects runs while it walks through a tree."""

    def __init__(self) -> None:
        self.runs: list[str] = []
        self._pieces: list[str] = []

    def end(self) -> None:
        """End the run."""
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if text:
            self.runs.append(text)

    def read(self, content: Any) -> None:
        """Walk through nodes, lists of them, and the values that hold them."""
        if isinstance(content, list):
            for item in content:
                self.read(item)
        elif isinstance(content, dict):
            if "t" in content:
                self._read_node(content["t"], content.get("c"), content)
            else:
                self.read(list(content.values()))

    def _read_node(self, kind: str, content: Any, node: tree.Node) -> None:
        if kind in tree.SPACES:
            self._pieces.append(" ")
        elif kind == "Str":
            self._pieces.append(content)
        elif kind in {"Code", "Math"}:
            self._pieces.append(content[1])
        elif kind in _FLOWING:
            self.read(content[1] if kind == "Link" else content)
        else:
            self.end()
            self._read_apart(kind, content, node)
            self.end()

    def _read_apart(self, kind: str, content: Any, node: tree.Node) -> None:
        identifier, _, pairs = tree.attributes_of(node)
        for told in (identifier, *(value for key, value in pairs if key in {"title", "alt"})):
            self._pieces.append(told)
            self.end()
        if kind == "CodeBlock":
            self._pieces.append(content[1])
        elif kind == "LineBlock":
            for line in content:
                self.read(line)
                self.end()
        elif kind != "Cite":
            self.read(content)


def comments(text: str) -> Iterator[str]:
    """Yield the texts of the comments in a Markdown text, which no document may hold."""
    for match in _COMMENT.finditer(text):
        yield match[1]


def canaries(origin: PurePosixPath, texts: Iterable[str]) -> Iterator[Canary]:
    """Yield the canaries of the runs of a source: from each word on, as many as make `WORDS` and `LETTERS`.

    Of a run that has none, the whole is one if it has `FEWEST` words, and a label if it is long enough.
    """
    for text in texts:
        words = text.split()
        letters = [_letters(word) for word in words]
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
    """A wanted run of letters in a searched text: its index among the wanted, and where it begins."""

    index: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Wanted runs of letters, ready to be searched for: an automaton that finds their keys, and the runs of each."""

    automaton: AhoCorasick
    runs: tuple[tuple[tuple[int, str], ...], ...]


@lru_cache(maxsize=8)
def index_of(wanted: tuple[str, ...]) -> Index:
    """Return the index of wanted runs of letters, none of them shorter than `KEY`; the last ones are kept."""
    keyed: dict[str, list[tuple[int, str]]] = {}
    for number, letters in enumerate(wanted):
        keyed.setdefault(letters[:KEY], []).append((number, letters))
    automaton = AhoCorasick(keyed, implementation=Implementation.NoncontiguousNFA, store_patterns=False)
    return Index(automaton=automaton, runs=tuple(map(tuple, keyed.values())))


def search(letters: str, index: Index) -> Iterator[Found]:
    """Yield where the wanted runs stand in a squeezed text, in order."""
    for key, start, _ in index.automaton.find_matches_as_indexes(letters, overlapping=True):
        for number, run in index.runs[key]:
            if letters.startswith(run, start):
                yield Found(number, start)
