"""A case manuscript → its parts, by headings; what cannot be told is asked for, since each part has its own readers."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import tree, words
from kefu.authored import PartKind, Visibility
from kefu.completeness import complete
from kefu.manuscripts.marking import marked, plain
from kefu.manuscripts.values import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kefu.manuscripts.values import Origin

NAMES: Final[Mapping[PartKind, tuple[str, ...]]] = complete(
    PartKind,
    {
        PartKind.CASE: ("fallbeskrivning", "fallet", "beskrivning av fallet", "fallstudie", "fallberattelse"),
        PartKind.QUESTIONS: (
            "diskussionsfragor", "fragor", "fragor att diskutera", "fragor till studenterna", "seminariefragor",
            "instuderingsfragor", "fragor for diskussion", "fragor till diskussion",
        ),
        PartKind.CONVERSATION: ("samtalsunderlag", "underlag for samtal", "underlag for samtalet", "samtalsguide"),
        PartKind.TEACHING_NOTE: (
            "lararhandledning", "handledning", "handledning for larare", "handledning for lararen", "lararanteckningar",
            "till lararen", "for lararen", "undervisningsanvisning", "teaching note", "teaching notes",
        ),
        PartKind.EPILOGUE: ("epilog", "vad hande sedan", "vad som hande sedan", "hur det gick", "efterspel"),
    },
)  # fmt: skip
"""How the headings of parts are written, in small letters a–z."""

NEAR: Final = 0.86
"""How alike a heading and a name are at least for the heading to be a misspelt one: one letter of ten differs."""

LONG: Final = 6
"""How long a name is at least for a heading to be a misspelt one: short names are like many words."""

DOUBTFUL: Final = re.compile(
    r"larar|handled|facit|epilog|undervisnings|tavelplan|losning|teaching|hande sedan|svarsforslag"
)
"""Words in headings of what may be for teachers only."""

BEGINNING: Final = ""
"""The name of the text before the first heading, where somebody says what belongs to which part."""

ALL_OTHERS: Final = "*"
"""The name of all text that cannot be told, except under headings that may be for teachers."""

_DEEP: Final = 99
"""A level below all others: no heading is within the text before the first one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a manuscript whose readers are not known: the heading that it begins with, and its mark."""

    heading: str
    mark: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A manuscript in parts, and the pieces that cannot be told; if there are any, there are no parts."""

    parts: Mapping[PartKind, list[tree.Node]]
    unknown: tuple[Piece, ...]


def kind_of(heading: str) -> PartKind | None:
    """Return the part that a heading names, with a spelling near to it, or nothing."""
    said = _folded(heading)
    for kind, names in NAMES.items():
        if said in names:
            return kind
    for kind, names in NAMES.items():
        if any(difflib.SequenceMatcher(None, said, name).ratio() >= NEAR for name in names if len(name) >= LONG):
            return kind if kind.visibility is Visibility.RESTRICTED or not DOUBTFUL.search(said) else None
    return None


def split(blocks: list[tree.Node], origins: Sequence[Origin], given: Mapping[str, PartKind]) -> Split:
    """Divide a manuscript into parts.

    A part begins at a heading that names it, and ends at the next one of the same or a higher level. What is under any
    other heading, or before the first one, belongs to a part only if `given` says so, by the text of the heading, or
    for all that cannot be told. Text under a heading for teachers does not become public because of a heading in it.
    """
    splitting = _Splitting(origins, {_key(heading): kind for heading, kind in given.items()})
    for block in _with_headings(blocks):
        splitting.take(block)
    return Split(parts={} if splitting.unknown else splitting.parts, unknown=tuple(splitting.unknown))


class _Splitting:
    """A manuscript while it is divided: the part that the text belongs to, and the level of its heading."""

    def __init__(self, origins: Sequence[Origin], given: Mapping[str, PartKind]) -> None:
        self.parts: dict[PartKind, list[tree.Node]] = {}
        self.unknown: list[Piece] = []
        self._origins = origins
        self._given = given
        self._asked: Counter[str] = Counter()
        self._named: set[PartKind] = set()
        self._current: PartKind | None = None
        self._level = 0
        self._begun = False

    def take(self, block: tree.Node) -> None:
        """Put the next block where it belongs."""
        if block["t"] == "Header":
            self._heading(block)
            return
        if not self._begun:
            self._ask(BEGINNING, marked([block]), _DEEP)
        if self._current is not None:
            self._put(self._current, block)

    def _put(self, kind: PartKind, block: tree.Node) -> None:
        hidden = _hidden_name(block, kind) if block["t"] != "Header" else ""
        if hidden:
            answer = self._answer(hidden, doubtful=True)
            if answer is None:
                self.unknown.append(Piece(heading=hidden, mark=marked([block])))
            kind = answer or kind
        self.parts.setdefault(kind, []).append(block)

    def _heading(self, block: tree.Node) -> None:
        level, text, at = block["c"][0], plain(block["c"][2]), marked(block["c"][2])
        named = kind_of(text)
        if named is not None and self._is_certain(named, level, at):
            self._current, self._level, self._begun = named, level, True
            self._named.add(named)
            self.parts.setdefault(named, [])
        elif self._begun and level > self._level and not self._is_doubtful(text, named):
            if self._current is not None:
                self._put(self._current, block)
        else:
            self._ask(text, at, level, doubtful=named is not None or bool(DOUBTFUL.search(_folded(text))))
            if self._current is not None:
                self._put(self._current, block)

    def _is_certain(self, named: PartKind, level: int, at: int) -> bool:
        """Tell whether a heading that names a part begins it: it may be a heading within another part."""
        if named.visibility is Visibility.RESTRICTED:
            return True
        restricted = self._current is not None and self._current.visibility is Visibility.RESTRICTED
        by_look = at >= len(self._origins) or self._origins[at].by_look or self._origins[at].role is not Role.HEADING
        return named not in self._named and not (restricted and (level > self._level or by_look))

    def _is_doubtful(self, text: str, named: PartKind | None) -> bool:
        """Tell whether a heading within a part may begin another one, with other readers."""
        if self._current is not None and self._current.visibility is Visibility.RESTRICTED:
            return named is not None
        return self._current is not None and bool(DOUBTFUL.search(_folded(text)))

    def _ask(self, heading: str, at: int, level: int, *, doubtful: bool = False) -> None:
        self._current, self._level, self._begun = self._answer(heading, doubtful=doubtful), level, True
        if self._current is None:
            self.unknown.append(Piece(heading=self._numbered(heading), mark=at))

    def _answer(self, heading: str, *, doubtful: bool) -> PartKind | None:
        """Return what is said of a heading; of the second one with the same text, something of its own is said."""
        self._asked[_key(heading)] += 1
        answer = self._given.get(_key(self._numbered(heading)))
        return self._given.get(ALL_OTHERS) if answer is None and not doubtful else answer

    def _numbered(self, heading: str) -> str:
        count = self._asked[_key(heading)]
        return heading if count == 1 else f"{heading} ({count})"


def _with_headings(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return blocks in which a paragraph that says nothing but the name of a part is its heading."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    named = [block["c"][0] for block in blocks if block["t"] == "Header" and kind_of(plain(block["c"][2]))]
    level = min(named or levels, default=1)
    return [
        tree.header(level, tree.attr(), block["c"])
        if block["t"] in {"Para", "Plain"} and _folded(plain(block["c"])) in _ALL
        else block
        for block in blocks
    ]


def _hidden_name(block: tree.Node, current: PartKind) -> str:
    """Return a line in a table, a box or a list of a public part that names a part for teachers."""
    if current.visibility is Visibility.RESTRICTED or block["t"] == "Para":
        return ""
    lines = (plain(inner["c"]) for inner in tree.walk([block]) if inner["t"] in {"Para", "Plain"})
    kinds = ((line, kind_of(line)) for line in lines)
    return next((line for line, kind in kinds if kind and kind.visibility is Visibility.RESTRICTED), "")


def _key(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _folded(heading: str) -> str:
    """Return a heading as the names of parts are compared: without a number, signs and capitals."""
    letters = words.ascii_letters(heading.lower())
    return " ".join(re.sub(r"[^a-z]+", " ", re.sub(r"^(?:del|part|bilaga)\s+\w{1,3}\b", " ", letters)).split())


_ALL: Final = frozenset(name for names in NAMES.values() for name in names)
