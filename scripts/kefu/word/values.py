"""What a Word file says and what reviewers have left in it, as values.

Source of all that is named here: ECMA-376 part 1, 17.13 (annotations), and [MS-DOCX] for replies and resolved comments.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Story(StrEnum):
    """A text of its own in a Word file."""

    BODY = "body"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text box"


class State(StrEnum):
    """What has become of a piece of text since change tracking was turned on."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


class ChangeKind(StrEnum):
    """What a reviewer has changed, with change tracking turned on."""

    INSERTION = "insertion"
    DELETION = "deletion"
    MOVE_FROM = "moved away"
    MOVE_TO = "moved here"
    FORMAT = "format of text"
    PARAGRAPH = "format of paragraph"
    TABLE = "table"
    SECTION = "page layout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who has left something and when: the name and initials that the program knew, and the time as it is stated.

    All are empty if they are not stated.
    """

    name: str = ""
    initials: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a paragraph's text, in the order of the file.

    `by` is who has inserted or deleted it; `moved` says that it was moved, and `move` is then the name that its old and
    its new place share. What is inserted and then deleted by somebody else has the state of the deletion, and
    `inserted_by` says who inserted it.
    """

    text: str
    state: State = State.KEPT
    by: Signed = Signed()
    moved: bool = False
    move: str = ""
    inserted_by: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A tracked change of something other than text, or of a whole paragraph, row or cell.

    `element` is the name of the element in the file, such as `rPrChange`; `words` is the text that it applies to.
    """

    kind: ChangeKind
    element: str
    by: Signed
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a comment is about in a paragraph: from one place to another in its text with all pieces, deleted ones too.

    A comment without a range has the same place twice.
    """

    comment: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment: its number in the file, its text (paragraphs parted by line ends), and the comment that it answers.

    `number` is that of `w:comment`, as a string; `parent` is the number of the first comment of the thread, or empty.
    """

    number: str
    by: Signed
    text: str
    parent: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a Word file.

    `marks` are the names of the bookmarks that begin in it, `style` is the id of its style, `level` that of its heading
    (0 if it is none), `heading` the text of the nearest heading above it, and `number` counts the paragraphs under that
    heading, from 1. `cell` is the table, row and column of its cell, counted from 1, if it is in a table.
    """

    story: Story
    pieces: tuple[Piece, ...]
    marks: tuple[str, ...] = ()
    style: str = ""
    level: int = 0
    heading: str = ""
    number: int = 0
    cell: tuple[int, int, int] | None = None
    anchors: tuple[Anchor, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def text(self) -> str:
        """All text in the order of the file, deleted and inserted."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def before(self) -> str:
        """The text as it was before the changes that were tracked."""
        return "".join(
            piece.text for piece in self.pieces if piece.state is not State.INSERTED and not piece.inserted_by
        )

    @property
    def after(self) -> str:
        """The text as it is if all tracked changes are accepted."""
        return "".join(piece.text for piece in self.pieces if piece.state is not State.DELETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A Word file: its paragraphs in reading order (notes after the body), comments, and properties by name.

    `properties` holds the core properties (`creator`, `lastModifiedBy`, `title`, …), those of the program (`Company`,
    …) and the custom ones. `people` are the names that the file keeps of who has written in it.
    """

    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Comment, ...]
    properties: Mapping[str, str]
    people: tuple[str, ...] = ()
