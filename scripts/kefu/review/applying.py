"""What reviewers have inserted, deleted and replaced is put into the sources, where its place is certain."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Location
from kefu.model import Source
from kefu.reading.edits import as_read, edited
from kefu.reading.markup import UnreadError
from kefu.reading.replacing import Change
from kefu.reading.sources import location_at, read_bytes
from kefu.review.described import Described
from kefu.review.items import Decision, ItemKind
from kefu.review.markdown import Text, UnclearError, Wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path, PurePosixPath

    from kefu.review.items import Item, Place, Round

APPLICABLE: Final = frozenset((ItemKind.INSERTION, ItemKind.DELETION, ItemKind.REPLACEMENT, ItemKind.EDIT))
"""What changes words, and nothing else."""

_BY_HAND: Final = {
    ItemKind.COMMENT: "a comment changes nothing; answer it",
    ItemKind.MOVE: "a move is made by hand: cut the words out and put them in where they are to be",
    ItemKind.FORMAT: "a change of format is made by hand, if it means something",
    ItemKind.STRUCTURE: "a change of a table, a list or the page is made by hand",
}
_SENTENCE: Final = re.compile(r"[^.!?…]*[.!?…]+[\"”’)»]*\s*|[^.!?…]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An item with the name of its round, by which a person names it."""

    round: str
    item: Item

    def __str__(self) -> str:
        return f"{self.round}/{self.item.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Items that nothing is done about, for a reason, and their place; several are told side by side."""

    items: tuple[Named, ...]
    location: Location
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to change in the sources, the items that are then applied, and those that are left.

    `rounds` are the rounds that are then others, as they will be.
    """

    changes: tuple[Change, ...]
    applied: tuple[Named, ...]
    left: tuple[Left, ...]
    rounds: tuple[Round, ...]


def plan(root: Path, rounds: Sequence[Round], chosen: Collection[tuple[str, int]]) -> Plan:
    """Return what applying items would change: those that are accepted, or those chosen by round and number.

    Nothing is written.
    """
    everything = [Named(round=one.name, item=item) for one in rounds for item in one.items]
    wanted = [named for named in everything if _is_wanted(named, chosen)]
    files = _Files(root)
    applied, left, told = [], [], set[str]()
    for named in wanted:
        item = named.item
        rivals = [other for other in everything if _disagree(named, other)]
        picked = [other for other in (named, *rivals) if (other.round, other.item.number) in chosen]
        if item.kind not in APPLICABLE:
            left.append(Left(items=(named,), location=files.location(item, everything), reason=_BY_HAND[item.kind]))
        elif rivals and picked != [named]:
            if str(named) not in told:
                told |= {str(named), *map(str, rivals)}
                reason = "reviewers change one sentence in different ways; name the change that is to be made"
                left.append(Left(items=(named, *rivals), location=files.location(item, everything), reason=reason))
        else:
            try:
                files.change(item, everything)
                applied.append(named)
            except UnclearError as error:
                left.append(Left(items=(named,), location=files.location(item, everything), reason=str(error)))
    return Plan(
        changes=files.changes(), applied=tuple(applied), left=tuple(left), rounds=tuple(_decided(rounds, applied))
    )


def _is_wanted(named: Named, chosen: Collection[tuple[str, int]]) -> bool:
    """Return whether an item is to be applied: one that is chosen or, if none is, one that is accepted."""
    if chosen:
        return (named.round, named.item.number) in chosen and named.item.decision is not Decision.APPLIED
    return named.item.decision is Decision.ACCEPTED and named.item.kind is not ItemKind.COMMENT


def _disagree(named: Named, other: Named) -> bool:
    """Return whether two items change one sentence, and come from two reviewers."""
    one, two = named.item, other.item
    undecided = two.decision in {Decision.OPEN, Decision.ACCEPTED}
    same = (one.place.path, one.place.mark, one.place.text) == (two.place.path, two.place.mark, two.place.text)
    changes = one.kind in APPLICABLE and two.kind in APPLICABLE
    return (
        undecided
        and same
        and changes
        and _who(named) != _who(other)
        and not _sentences(one).isdisjoint(_sentences(two))
    )


def _who(named: Named) -> tuple[str, str]:
    item = named.item
    return (item.said[0].who, "") if item.said and item.said[0].who else (named.round, item.source)


def _sentences(item: Item) -> set[int]:
    """Return the numbers of the sentences that an item changes."""
    begin, end = item.start, item.start + max(len(item.words), 1)
    spans = [match.span() for match in _SENTENCE.finditer(item.place.text)]
    found = {number for number, (first, last) in enumerate(spans) if first < end and begin < last}
    return found or {len(spans) - 1}


def _decided(rounds: Iterable[Round], applied: Collection[Named]) -> Iterator[Round]:
    """Yield the rounds in which something is applied, with that decision."""
    for one in rounds:
        done = {named.item.number for named in applied if named.round == one.name}
        if done:
            items = (replace(i, decision=Decision.APPLIED) if i.number in done else i for i in one.items)
            yield replace(one, items=tuple(items))


def wanted_by(item: Item, applied: Iterable[Item]) -> Iterator[Wanted]:
    """Yield what an item wants of its paragraph as it was sent, and as it is with changes that were applied since."""
    place, start = item.place, item.start
    yield Wanted(text=place.text, mark=place.mark, start=start, words=item.words, instead=item.instead)
    text, shift = place.text, 0
    for other in sorted(applied, key=lambda one: one.start, reverse=True):
        text = text[: other.start] + other.instead + text[other.start + len(other.words) :]
        shift += len(other.instead) - len(other.words) if other.start < start else 0
    if text != place.text:
        yield Wanted(text=text, mark="", start=start + shift, words=item.words, instead=item.instead)


class _Files:
    """The files of a project that something is to change in."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._stored: dict[PurePosixPath, str] = {}
        self._texts: dict[PurePosixPath, Text | Described] = {}

    def change(self, item: Item, everything: Iterable[Named]) -> None:
        """Make the change of an item; raises `UnclearError`."""
        reasons = []
        for wanted in self._wanted(item, everything):
            try:
                self._text(item.place).change(wanted)
            except UnclearError as error:
                reasons.append(error)
            else:
                return
        raise reasons[0]

    def location(self, item: Item, everything: Iterable[Named]) -> Location:
        """Return where an item is, or only the file if it cannot be placed in it."""
        path = item.place.path
        try:
            text = self._text(item.place)
        except UnclearError:
            return Location(path=path)
        places = (text.place(wanted) for wanted in self._wanted(item, everything))
        at = next((place for place in places if place is not None), None)
        source = Source(path=path, text=as_read(self._stored[path]), digest="")
        return Location(path=path) if at is None else location_at(source, at)

    def changes(self) -> tuple[Change, ...]:
        """Return what changes in the files, sorted by path."""
        made: Mapping[PurePosixPath, str] = {
            path: edited(self._stored[path], text.edits) for path, text in self._texts.items() if text.edits
        }
        return tuple(Change(path=path, before=self._stored[path], after=made[path]) for path in sorted(made))

    def _wanted(self, item: Item, everything: Iterable[Named]) -> Iterator[Wanted]:
        applied = [
            named.item
            for named in everything
            if named.item.decision is Decision.APPLIED
            and (named.item.place.path, named.item.place.text) == (item.place.path, item.place.text)
        ]
        yield from wanted_by(item, applied)

    def _text(self, place: Place) -> Text | Described:
        """Return the file of a place; raises `UnclearError`."""
        path = place.path
        if not path.name:
            raise UnclearError("the paragraph is in no source")
        if path not in self._texts:
            try:
                self._stored[path] = read_bytes(self._root, path).decode("utf-8")
                text = as_read(self._stored[path])
                markdown = path.suffix == ".md"
                self._texts[path] = Text(text, path) if markdown else Described(Source(path=path, text=text, digest=""))
            except (BuildError, UnreadError, UnicodeDecodeError):
                raise UnclearError("the file cannot be read; “kefu check” says why") from None
        return self._texts[path]
