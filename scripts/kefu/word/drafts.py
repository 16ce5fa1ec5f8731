"""Paragraphs while they are read: text is written to them, and comments are anchored in them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from kefu.word.values import Anchor, Change, Paragraph, Piece, State, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.word.tracking import Tracked
    from kefu.word.values import Signed

WORDS: Final = 200
"""The most characters of what a change of a table is said to apply to."""


@dataclass(slots=True, kw_only=True)
class Member:
    """A paragraph of the file that is a part of a draft: where it begins, its style, and the level of its heading."""

    start: int
    style: str
    level: int


@dataclass(slots=True, kw_only=True)
class Draft:
    """A paragraph as it was before the changes; several paragraphs of the file are one if it has been split.

    `index` is its place among all drafts, and `place` is the same for those of one text, such as a footnote.
    """

    index: int
    story: Story
    place: int
    cell: tuple[int, int, int] | None = None
    members: list[Member] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    length: int = 0
    _texts: list[tuple[str, Tracked]] = field(default_factory=list)
    _marks: dict[str, bool] = field(default_factory=dict)
    _formatted: int = -1

    def write(self, text: str, tracked: Tracked) -> None:
        """Add text at the end."""
        self._texts.append((text, tracked))
        self.length += len(text)

    def mark(self, name: str, *, inserted: bool) -> None:
        """Note a bookmark that begins here; those of the paragraph as it was come first."""
        self._marks.setdefault(name, inserted)

    def format(self, changes: Iterable[Change], start: int) -> None:
        """Note changes of the format of the text from a place on; those of one who went on are one change."""
        for change in changes:
            last = self.changes[-1] if self.changes else None
            if last and self._formatted == start and (last.element, last.by) == (change.element, change.by):
                self.changes[-1] = replace(last, words=last.words + change.words)
            else:
                self.changes.append(change)
            self._formatted = start + len(change.words)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text so far, in pieces."""
        return tuple(
            Piece(
                text="".join(text for text, _ in texts),
                state=tracked.state,
                by=tracked.by,
                moved=tracked.moved,
                move=tracked.move,
                inserted_by=tracked.inserted_by,
            )
            for tracked, texts in groupby(self._texts, key=itemgetter(1))
        )

    def text(self, start: int = 0) -> str:
        """Return the text so far, from a place on."""
        return "".join(text for text, _ in reversed([*self._back_to(start)]))

    def ended(self, tracked: Tracked, start: int) -> Signed | None:
        """Tell who has made one paragraph of this and the next one, unless all text from `start` on is deleted too."""
        if tracked.state is not State.DELETED or tracked.inserted_by:
            return None
        left = [each.state is not State.DELETED for _, each in self._back_to(start)]
        return tracked.by if any(left) or not left else None

    def _back_to(self, start: int) -> Iterator[tuple[str, Tracked]]:
        """Yield what has been written from a place on, the last first."""
        at = self.length
        for text, tracked in reversed(self._texts):
            if at <= start:
                return
            at -= len(text)
            yield text, tracked

    def _member(self) -> Member:
        """Return the member whose style the paragraph had: where text that was there before begins, or the last."""
        if len(self.members) > 1:
            at = 0
            for text, tracked in self._texts:
                if tracked.state is not State.INSERTED and not tracked.inserted_by:
                    return [each for each in self.members if each.start <= at][-1]
                at += len(text)
        return self.members[-1] if self.members else Member(start=0, style="", level=0)

    def finished(self, heading: str, number: int) -> Paragraph:
        """Return the paragraph, with the heading above it and its number under it."""
        member = self._member()
        return Paragraph(
            story=self.story,
            pieces=self.pieces,
            marks=tuple(sorted(self._marks, key=self._marks.__getitem__)),
            style=member.style,
            level=member.level,
            heading=heading,
            number=number,
            cell=self.cell,
            anchors=tuple(self.anchors),
            changes=tuple(self.changes),
        )


def brief(drafts: Iterable[Draft]) -> str:
    """Return the text of several paragraphs in a line, not longer than somebody can take in."""
    said = ""
    for draft in drafts:
        said = " | ".join(filter(None, (said, draft.text().strip())))
        if len(said) > WORDS:
            return f"{said[:WORDS]}…"
    return said
