"""The words that mean something to the pipeline: what there is of each kind, and what holds for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

from kefu.completeness import complete


class Visibility(StrEnum):
    """Who may see a part or an edition. Public and restricted artifacts never share a folder."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


class PartKind(StrEnum):
    """The parts of a case; each is one Markdown file, named after its kind, with one audience."""

    CASE = "case"
    QUESTIONS = "questions"
    CONVERSATION = "conversation"
    TEACHING_NOTE = "teaching-note"
    EPILOGUE = "epilogue"

    @property
    def visibility(self) -> Visibility:
        """Who may see the part at all: what is for teachers is never for the public."""
        return _VISIBILITY[self]


_VISIBILITY: Final = complete(
    PartKind,
    {
        PartKind.CASE: Visibility.PUBLIC,
        PartKind.QUESTIONS: Visibility.PUBLIC,
        PartKind.CONVERSATION: Visibility.PUBLIC,
        PartKind.TEACHING_NOTE: Visibility.RESTRICTED,
        PartKind.EPILOGUE: Visibility.RESTRICTED,
    },
)


class Format(StrEnum):
    """A kind of file that an edition can be published as; the value is the file's extension."""

    PDF = "pdf"
    HTML = "html"
    EPUB = "epub"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        """The media type that IANA has registered for such files."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES: Final = complete(
    Format,
    {
        Format.PDF: "application/pdf",
        Format.HTML: "text/html",
        Format.EPUB: "application/epub+zip",
        Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    },
)


class DocumentKind(StrEnum):
    """What an edition makes: one report with all cases in it, or one document for each case."""

    REPORT = "report"
    CASE = "case"


class Status(StrEnum):
    """The editorial state of a case."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"

    @property
    def is_draft(self) -> bool:
        """Whether every document with the case in it has to say that its text may still change."""
        return _IS_DRAFT[self]


_IS_DRAFT: Final = complete(Status, {Status.DRAFT: True, Status.REVIEW: False, Status.APPROVED: False})

Place = Literal["front", "body", "back"]
"""Where a chapter of the report stands: in the front matter, the body or the back matter."""

OrganisationType = Literal["municipality", "region"]
Governance = Literal["majority", "minority"]
Level = Literal["basic", "advanced"]
"""The level of a university course. Source: högskolelagen (1992:1434), 1 kap. 7 §."""

Side = Literal["politics", "administration", "outside"]
"""On which side of the line between politics and administration a person stands."""

Subject = Literal["project", "case"]
"""What a figure is drawn for: once for the whole project, or for each case."""

WEIGHTS: Final = range(1, 4)
"""How much a theme matters in a case: from 1 (touched on) to 3 (what the case is about)."""
