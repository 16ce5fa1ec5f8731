"""The frozen values that a build passes along, from what was authored to what is released."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

if TYPE_CHECKING:
    from pathlib import PurePosixPath


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
        teachers_only = self in (PartKind.TEACHING_NOTE, PartKind.EPILOGUE)
        return Visibility.RESTRICTED if teachers_only else Visibility.PUBLIC


class Format(StrEnum):
    """A kind of file that an edition can be published as; the value is the file's extension."""

    PDF = "pdf"


class DocumentKind(StrEnum):
    """What an edition makes: one report with all cases in it, or one document for each case."""

    REPORT = "report"
    CASE = "case"


class Status(StrEnum):
    """The editorial state of a case."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Authored(BaseModel):
    """Something a person writes in YAML: frozen, with no unknown keys, keys in lower case with hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        validate_by_name=False,
        validate_by_alias=True,
    )


class Organisation(Authored):
    """A publisher or commissioner: its name, and the short name that phrases use."""

    name: Words
    short_name: Words


class Licence(Authored):
    """The terms under which the documents may be used."""

    name: Words
    url: Words


class Contact(Authored):
    """Whom readers turn to."""

    name: Words
    email: Words


class Series(Authored):
    """The series that the report belongs to."""

    name: Words
    number: Words | None = None
    issn: Words | None = None


class Identifiers(Authored):
    """The report's identifiers; every format has an ISBN of its own."""

    isbn: Mapping[Format, Words] = Field(default_factory=dict)
    doi: Words | None = None


class Chapters(Authored):
    """The report's chapter files in reading order; `cases` in the body stands for all the cases."""

    front: tuple[Words, ...] = ()
    body: Annotated[tuple[Words, ...], Field(min_length=1)]
    back: tuple[Words, ...] = ()


class Bibliography(Authored):
    """Where the references and the citation style are, from the project's root."""

    references: Words
    style: Words


class EditionDescription(Authored):
    """An edition as data: what it names is in it, and nothing else is.

    `file_name` is the file's name for a report and the end of it for a case; without it the title decides.
    `type_size` is the size of running text in points.
    """

    title: Words
    document: DocumentKind
    parts: Annotated[tuple[PartKind, ...], Field(min_length=1)]
    visibility: Visibility
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = (Format.PDF,)
    file_name: Identifier | None = None
    type_size: Annotated[float, Field(ge=8, le=30)] = 11


class Publication(Authored):
    """`report/publication.yaml`: what holds for the report and all the cases."""

    title: Words
    subtitle: Words
    language: Literal["sv-SE"]
    publisher: Organisation
    commissioner: Organisation
    authors: Annotated[tuple[Words, ...], Field(min_length=1)]
    place: Words
    date: datetime.date
    description: Words
    keywords: tuple[Words, ...] = ()
    series: Series | None = None
    identifiers: Identifiers = Identifiers()
    licence: Licence
    contact: Contact
    notice: Words | None = None
    themes: Mapping[Identifier, Words]
    chapters: Chapters
    bibliography: Bibliography
    editions: Annotated[Mapping[Identifier, EditionDescription], Field(min_length=1)]


class Setting(Authored):
    """The municipality or region in which a case is set."""

    name: Words
    type: Literal["municipality", "region"]
    governance: Literal["majority", "minority"]
    description: Words


class Actor(Authored):
    """A person in a case."""

    id: Identifier
    name: Words
    role: Words
    side: Literal["politics", "administration", "outside"]
    protagonist: bool = False


class Relation(Authored):
    """What stands between two actors, told from the first to the second."""

    from_: Identifier
    to: Identifier
    text: Annotated[Words, StringConstraints(max_length=70)]


class Event(Authored):
    """Something that happens in a case."""

    date: datetime.date
    event: Annotated[Words, StringConstraints(max_length=70)]


class CaseDescription(Authored):
    """`case.yaml`: what a case is about, apart from its text. Theme weights run from 1 (touched on) to 3."""

    id: Identifier
    title: Words
    dilemma: Words
    synopsis: Words
    status: Status
    fictional: bool
    organisation: Setting
    roles: Annotated[tuple[Words, ...], Field(min_length=1)]
    themes: Annotated[Mapping[Identifier, Annotated[int, Field(ge=1, le=3)]], Field(min_length=1)]
    keywords: tuple[Words, ...] = ()
    actors: Annotated[tuple[Actor, ...], Field(min_length=1)]
    relations: tuple[Relation, ...] = ()
    timeline: Annotated[tuple[Event, ...], Field(min_length=1)]


class FigureDescription(Authored):
    """`figures/<slug>.yaml`: what a reader of a figure gets beside the drawing.

    Caption and source are Markdown and may cite. Caption and alt text of a figure drawn `for` each case may hold
    the fields `{title}`, `{actors}`, `{relations}` and `{timeline}`; of one drawn for the project `{themes}`,
    `{sides}`, `{days}` and `{pairs}`. `data` names the CSV files beside the script that it draws from.
    """

    for_: Literal["project", "case"] = "project"
    caption: Words
    alt: Words
    source: Words
    data: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One text file as read: its root-relative path, its text with Unix line ends, its bytes' SHA-256 digest."""

    path: PurePosixPath
    text: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One Markdown source, parsed once. `blocks` is a pandoc tree's list of blocks, as JSON."""

    source: Source
    blocks: str
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a case."""

    kind: PartKind
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case: its number in the series, its description, and the parts that exist, in the order of `PartKind`."""

    number: int
    source: Source
    description: CaseDescription
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """The case's number and slug, as its folder is named: `03-slug`."""
        return f"{self.number:02}-{self.description.id}"

    def part(self, kind: PartKind) -> Part:
        """Return the part of the given kind; raises `KeyError` where the case has none."""
        for part in self.parts:
            if part.kind is kind:
                return part
        raise KeyError(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the report, by its place: front matter, body or back matter."""

    place: Literal["front", "body", "back"]
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file: the rows by column name."""

    name: str
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as authored.

    `captions` holds the caption with its source line, as a pandoc tree's list of inlines in JSON, and `alts` the alt
    text: by case id, or under the empty name for a figure of the whole project.
    """

    slug: str
    script: Source
    description: FigureDescription
    tables: tuple[Table, ...]
    captions: Mapping[str, str]
    alts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture file in the project, as its root-relative path and bytes."""

    path: PurePosixPath
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition with its name."""

    name: str
    description: EditionDescription

    @property
    def restricted(self) -> bool:
        """Whether the edition must be kept from the public."""
        return self.description.visibility is Visibility.RESTRICTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The publication as authored, complete and valid.

    `references` maps citation keys to entries in CSL, as JSON of pandoc metadata. `style` is the CSL style's text.
    """

    publication: Publication
    editions: tuple[Edition, ...]
    chapters: tuple[Chapter, ...]
    cases_after: int
    cases: tuple[Case, ...]
    figures: tuple[Figure, ...]
    images: tuple[Image, ...]
    references: Mapping[str, str]
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture that a document shows, by the name that the document's tree uses for it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says of itself, in the words that its readers see.

    `imprint` holds terms with what they stand for; `notices` are paragraphs for the imprint page; `banner` is what
    every page must say, or empty.
    """

    title: str
    heading: str
    subtitle: str
    eyebrow: str
    edition: str
    authors: tuple[str, ...]
    publisher: str
    commissioner: str
    date: datetime.date
    language: str
    description: str
    keywords: tuple[str, ...]
    imprint: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    banner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of one edition, resolved and complete. It holds only what its readers may see.

    `name` is the document's folder among the artifacts (`report`, or `cases/03-slug`), `file_name` its file's name
    without extension. `tree` is a whole pandoc document as JSON: parts are divs of class `part` whose attribute
    `origin` is the source's path; nothing is left to number, cite or look up.
    """

    name: str
    file_name: str
    kind: DocumentKind
    edition: Edition
    metadata: Metadata
    tree: str
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One rendered file, by its path in the release."""

    path: PurePosixPath
    content: bytes
    digest: str
    pages: int
    document: str
    edition: str
    title: str
    visibility: Visibility
