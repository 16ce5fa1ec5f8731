"""Items of a review, as values: what a reviewer has said or changed, where, and what has become of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath


class ItemKind(StrEnum):
    """What a reviewer has left."""

    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"
    REPLACEMENT = "replacement"
    MOVE = "move"
    FORMAT = "format"
    EDIT = "edit"
    """An edit of text that was made with change tracking turned off, found by comparison with what was sent."""
    STRUCTURE = "structure"
    """A tracked change of a table, a row, a list or the page, which no text can show."""


class Decision(StrEnum):
    """What is decided about a change."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    APPLIED = "applied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that somebody has said, and when (ISO 8601, as the file states it, or empty).

    `who` is a name, initials or a role, as the publication wants it to be kept.
    """

    who: str
    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The paragraph of a source that an item is about.

    `path` is empty if the paragraph is in no source, or could not be found. `mark` is the mark that the paragraph had
    when it was sent, or empty; `text` is what it said then. `paragraph` says where it is in the Word file, for a
    person: the heading above it, and its number under it.
    """

    path: PurePosixPath
    mark: str
    text: str
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a round of review.

    `number` counts from 1 within the round. `words` are those that the item stands at: what a comment is about, or what
    was there before a change. `start` is where they begin in the text of the place. `instead` is what a change puts in
    their place. `said` is the comment and the replies to it, or says who has made a change, with an empty text.
    `resolved` is what the reviewer's program says about a comment. `answer` and `decision` are the authors' own.
    `source` is the name of the Word file, and `thread` the number of the comment in it. `to` is where a move leads.
    `what` says what a change is about that no text shows, such as `table: cellIns`: the kind, and the element in the
    file. What is put in as a paragraph of its own has the paragraph before it as its place, stands at the end of that,
    and begins with a line end.
    """

    number: int
    kind: ItemKind
    place: Place
    words: str
    start: int
    instead: str
    said: tuple[Remark, ...]
    resolved: bool = False
    answer: str = ""
    decision: Decision = Decision.OPEN
    source: str = ""
    thread: str = ""
    to: Place | None = None
    what: str = ""

    @property
    def open(self) -> bool:
        """Whether the authors have neither answered nor decided."""
        return not self.answer and self.decision is Decision.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The document that was sent to reviewers: its name (`report`, `cases/03-slug`), edition, and digest.

    `digest` is that which the Word file states about itself: SHA-256 of the document's tree.
    """

    document: str
    edition: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round of review: what was sent, the files that came back, and all items in them, in the order of the text."""

    name: str
    sent: Sent
    files: tuple[str, ...]
    items: tuple[Item, ...]
