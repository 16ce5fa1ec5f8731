"""Tracked changes of a paragraph → what each of them is, and where it stands in the text before them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kefu.completeness import complete
from kefu.review.items import ItemKind
from kefu.word import ChangeKind, Signed, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.word import Change, Paragraph, Piece

_KINDS: Final = complete(
    ChangeKind,
    {
        ChangeKind.INSERTION: ItemKind.STRUCTURE,
        ChangeKind.DELETION: ItemKind.STRUCTURE,
        ChangeKind.MOVE_FROM: ItemKind.STRUCTURE,
        ChangeKind.MOVE_TO: ItemKind.STRUCTURE,
        ChangeKind.FORMAT: ItemKind.FORMAT,
        ChangeKind.PARAGRAPH: ItemKind.FORMAT,
        ChangeKind.TABLE: ItemKind.STRUCTURE,
        ChangeKind.SECTION: ItemKind.STRUCTURE,
    },
)
"""What a change is that is not one of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A change: what was there and what is instead, by whom, and where in the paragraph's text before all changes.

    `move` is the name of a move; its old place has only `words`, and its new place only `instead`.
    """

    kind: ItemKind
    start: int
    words: str = ""
    instead: str = ""
    by: Signed
    move: str = ""
    what: str = ""


def changes_in(paragraph: Paragraph) -> Iterator[Tracked]:
    """Yield the tracked changes in a paragraph, those of its text first, in their order."""
    for standing, pieces in groupby(_placed(paragraph), key=lambda pair: pair[0]):
        if standing >= 0:
            yield from _in_one_place([piece for _, piece in pieces])
    yield from (_of_change(paragraph, change) for change in paragraph.changes)


def before(paragraph: Paragraph, at: int) -> int:
    """Return where a place in a paragraph's whole text is in the text as it was before the changes."""
    kept, whole = 0, 0
    for piece in paragraph.pieces:
        here = min(len(piece.text), max(at - whole, 0))
        whole += len(piece.text)
        kept += here if _was_there(piece) else 0
    return kept


def _was_there(piece: Piece) -> bool:
    return piece.state is not State.INSERTED and not piece.inserted_by


def _placed(paragraph: Paragraph) -> Iterator[tuple[int, tuple[int, Piece]]]:
    """Yield the changed pieces with where they begin, each under a number that those side by side share."""
    at, group = 0, 0
    for piece in paragraph.pieces:
        if piece.state is State.KEPT:
            group += 1
        elif piece.text:
            yield group, (at, piece)
        at += len(piece.text) if _was_there(piece) else 0


def _in_one_place(placed: Iterable[tuple[int, Piece]]) -> Iterator[Tracked]:
    """Yield the changes among pieces that stand side by side: what one person does there is one, unless it is moved."""
    found = [one for at, piece in placed for one in _of_piece(at, piece)]
    for _, run in groupby(found, key=lambda one: (one.by.name, one.kind is ItemKind.MOVE, one.move, bool(one.what))):
        ones = [*run]
        if ones[0].kind is ItemKind.MOVE:
            for _, way in groupby(ones, key=lambda one: bool(one.words)):
                yield _joined([*way], ItemKind.MOVE)
        elif ones[0].what:
            yield from (replace(one, what="") for one in ones)
        else:
            kinds = {one.kind for one in ones}
            yield _joined(ones, kinds.pop() if len(kinds) == 1 else ItemKind.REPLACEMENT)


def _of_piece(at: int, piece: Piece) -> Iterator[Tracked]:
    """Yield the change that a piece is, or both, if somebody has taken away what somebody else had put in."""
    kind = ItemKind.MOVE if piece.moved else None
    if piece.inserted_by:
        alone = "in between"
        yield Tracked(kind=ItemKind.INSERTION, start=at, instead=piece.text, by=piece.inserted_by, what=alone)
        yield Tracked(kind=kind or ItemKind.DELETION, start=at, words=piece.text, by=piece.by, what=alone)
    elif piece.state is State.INSERTED:
        yield Tracked(kind=kind or ItemKind.INSERTION, start=at, instead=piece.text, by=piece.by, move=piece.move)
    else:
        yield Tracked(kind=kind or ItemKind.DELETION, start=at, words=piece.text, by=piece.by, move=piece.move)


def _joined(ones: list[Tracked], kind: ItemKind) -> Tracked:
    words, instead = "".join(one.words for one in ones), "".join(one.instead for one in ones)
    return replace(ones[0], kind=kind, words=words, instead=instead, what="")


def _of_change(paragraph: Paragraph, change: Change) -> Tracked:
    at = paragraph.text.find(change.words)
    return Tracked(
        kind=_KINDS[change.kind],
        start=before(paragraph, at if at >= 0 else len(paragraph.text)),
        words=change.words,
        by=change.by,
        what=f"{change.kind}: {change.element}",
    )
