"""What comments are about: the ranges that the file marks, as anchors in the paragraphs that they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.word.values import Anchor

if TYPE_CHECKING:
    from kefu.word.drafts import Draft

ANCHORS: Final = 200_000
"""The most anchors in a file. After as many, a comment on several paragraphs is anchored in the first one only."""


class Anchoring:
    """The ranges that are open, and the comments that have got a place, while a file is read."""

    def __init__(self, drafts: list[Draft]) -> None:
        self._drafts = drafts
        self._open: dict[str, tuple[int, int]] = {}
        self._placed: set[str] = set()
        self._left = ANCHORS

    def begin(self, number: str, at: Draft) -> None:
        """Let the range of a comment begin where the last paragraph ends so far."""
        if number not in self._placed:
            self._open.setdefault(number, (at.index, at.length))

    def end(self, number: str, at: Draft) -> None:
        """Let a range end; one that has not begun is a place."""
        first, start = self._open.pop(number, (at.index, at.length))
        if number in self._placed:
            return
        self._placed.add(number)
        if at.index == first:
            self._anchor(number, at, start, at.length)
            return
        self._anchor(number, self._drafts[first], start, self._drafts[first].length)
        for index in range(first + 1, at.index + 1):
            draft = self._drafts[index]
            self._left -= 1
            if self._left < 0:
                return
            if draft.place == at.place and draft.length:
                self._anchor(number, draft, 0, draft.length)

    def refer(self, number: str, at: Draft) -> None:
        """Place a comment that has no range where it is referred to."""
        if number not in self._open and number not in self._placed:
            self._placed.add(number)
            self._anchor(number, at, at.length, at.length)

    def close(self) -> None:
        """Let ranges that never end be about the rest of the paragraph that they begin in."""
        for number, (index, start) in self._open.items():
            self._anchor(number, self._drafts[index], start, self._drafts[index].length)
        self._open.clear()

    def _anchor(self, number: str, draft: Draft, start: int, end: int) -> None:
        draft.anchors.append(Anchor(comment=number, start=start, end=end))
