"""Manuscripts as values: what an imported text is made of, and what is told about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu import tree
    from kefu.manuscripts.citations import Field
    from kefu.word import Word


class Role(StrEnum):
    """What a paragraph is for its readers, by its style or by its look."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quotation"
    EXHIBIT_TITLE = "title of an exhibit"
    EXHIBIT = "exhibit"
    ASIDE = "made by a program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A paragraph of a manuscript: the nearest heading above it, and its number under that heading, from 1.

    `level` is that of a heading, from 1; `by_look` says that no style makes it what it is.
    """

    heading: str
    number: int
    role: Role = Role.TEXT
    level: int = 0
    by_look: bool = False

    def __str__(self) -> str:
        if not self.number:
            return f"the heading “{self.heading}”"
        return f"paragraph {self.number} under “{self.heading}”" if self.heading else f"paragraph {self.number}"


class Outcome(StrEnum):
    """What has become of something in a manuscript."""

    TAKEN = "taken over"
    CHANGED = "changed"
    LEFT = "not taken over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something to tell: what has become of what, and the mark of its paragraph; 0 if it is about the whole."""

    outcome: Outcome
    message: str
    mark: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A Word file that is ready to be read: only what matters, and a mark at the end of each paragraph.

    `origins` holds the paragraphs by mark, of which the first, 0, is the whole text. `bookmarks` maps the name of each
    bookmark to the mark of its paragraph. `width` is that of the text, in inches; `names` are those of people that the
    file knows. `fields` are what reference programs have put in, with tokens in their places. `said`
    is the file with everything that reviewers have left in it.
    """

    content: bytes
    origins: tuple[Origin, ...]
    bookmarks: Mapping[str, int]
    told: tuple[Told, ...]
    width: float
    names: tuple[str, ...]
    fields: tuple[Field, ...]
    said: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A text as it was read: its title (empty if it states none), its blocks with marks, and its pictures.

    Pictures are by the name that the blocks have for them; all else is as in `Prepared`. Only
    a Word file has `said`.
    """

    title: str
    blocks: list[tree.Node]
    origins: tuple[Origin, ...]
    bookmarks: Mapping[str, int]
    pictures: Mapping[str, bytes]
    told: tuple[Told, ...]
    width: float
    names: tuple[str, ...]
    fields: tuple[Field, ...]
    said: Word | None
