"""Tracked changes: what their elements mean for the text in them, and for what is around it.

Source: ECMA-376 part 1, 17.13.5, and [MS-DOCX] for the time in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kefu.word.values import Change, ChangeKind, Signed, State
from kefu.word.xml import W16DU, M, W, local

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.word.xml import Element

INSERTING: Final = frozenset((f"{W}ins", f"{W}moveTo", f"{W}cellIns"))
DELETING: Final = frozenset((f"{W}del", f"{W}moveFrom", f"{W}cellDel"))
_MOVING: Final = frozenset((f"{W}moveTo", f"{W}moveFrom"))

RANGES: Final[Mapping[str, ChangeKind]] = {
    f"{W}customXmlInsRangeStart": ChangeKind.INSERTION,
    f"{W}customXmlDelRangeStart": ChangeKind.DELETION,
    f"{W}customXmlMoveFromRangeStart": ChangeKind.MOVE_FROM,
    f"{W}customXmlMoveToRangeStart": ChangeKind.MOVE_TO,
}
"""Ranges that say that a content control, or another element around a text, has been changed, and not the text."""

PROPERTIES: Final[Mapping[str, ChangeKind]] = {
    f"{W}rPrChange": ChangeKind.FORMAT,
    f"{W}pPrChange": ChangeKind.PARAGRAPH,
    f"{W}numberingChange": ChangeKind.PARAGRAPH,
    f"{W}sectPrChange": ChangeKind.SECTION,
    f"{W}tblPrChange": ChangeKind.TABLE,
    f"{W}tblGridChange": ChangeKind.TABLE,
    f"{W}tblPrExChange": ChangeKind.TABLE,
    f"{W}trPrChange": ChangeKind.TABLE,
    f"{W}tcPrChange": ChangeKind.TABLE,
    f"{W}cellMerge": ChangeKind.TABLE,
}
"""Changes of properties, which stand among the properties that they have changed."""


NOBODY: Final = Signed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """What holds for text at a place: the fields of a `Piece` without its text."""

    state: State = State.KEPT
    by: Signed = NOBODY
    moved: bool = False
    move: str = ""
    inserted_by: Signed | None = None

    @property
    def kind(self) -> ChangeKind:
        """What has happened to something at this place, which is not kept as it was."""
        if self.state is State.INSERTED:
            return ChangeKind.MOVE_TO if self.moved else ChangeKind.INSERTION
        return ChangeKind.MOVE_FROM if self.moved else ChangeKind.DELETION


KEPT: Final = Tracked()


def within(outer: Tracked, element: Element, move: str = "") -> Tracked:
    """Return what holds inside an insertion, a deletion or a move; `move` is the name of the move's range."""
    moved = element.tag in _MOVING
    by, name = signed(element), move if moved else ""
    if element.tag in INSERTING and outer.state is State.DELETED:
        return replace(outer, inserted_by=by)
    if element.tag in INSERTING:
        return Tracked(state=State.INSERTED, by=by, moved=moved, move=name)
    first = outer.by if outer.state is State.INSERTED else outer.inserted_by
    return Tracked(state=State.DELETED, by=by, moved=moved, move=name, inserted_by=first)


def marked(outer: Tracked, properties: Element | None, move: tuple[str, str] = ("", "")) -> Tracked:
    """Return what holds for a paragraph's mark, a row, a cell or a run of mathematics, as its properties say.

    `move` has the names of the moves whose old and whose new place is here.
    """
    tracked = outer
    found = [] if properties is None else [each for each in properties if each.tag in INSERTING | DELETING]
    for element in sorted(found, key=lambda each: each.tag in DELETING):
        tracked = within(tracked, element, move[element.tag == f"{W}moveTo"])
    return tracked


def signed(element: Element) -> Signed:
    """Return who has left something and when, in UTC if that is stated."""
    return Signed(
        name=element.get(f"{W}author", ""),
        initials=element.get(f"{W}initials", ""),
        date=element.get(f"{W16DU}dateUtc", element.get(f"{W}date", "")),
    )


def of_properties(properties: Element | None, words: str) -> Iterator[Change]:
    """Yield the changes of properties, which apply to the given words, and of the numbering among them (17.13.5)."""
    for element in () if properties is None else properties:
        if element.tag in PROPERTIES:
            yield Change(kind=PROPERTIES[element.tag], element=local(element), by=signed(element), words=words)
        elif element.tag == f"{W}numPr":
            yield from of_properties(element, words)
            for put in element.iterchildren(f"{W}ins"):
                yield Change(kind=ChangeKind.PARAGRAPH, element="ins", by=signed(put), words=words)


def of_mathematics(properties: Element, words: str) -> Iterator[Change]:
    """Yield the changes of a mathematical object, such as a fraction that is put in around terms (22.1.2.23)."""
    for control in properties.iter(f"{M}ctrlPr"):
        for element in control.iter(f"{W}ins", f"{W}del"):
            inserted = element.tag in INSERTING
            kind = ChangeKind.INSERTION if inserted else ChangeKind.DELETION
            yield Change(kind=kind, element=local(element), by=signed(element), words=words)
        for format_ in control.iter(f"{W}rPrChange"):
            yield Change(kind=ChangeKind.FORMAT, element="rPrChange", by=signed(format_), words=words)
