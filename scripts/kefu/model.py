"""The frozen values that a build passes along, from what was read to what is released."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu.authored import Visibility

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from kefu.authored import (
        Acceptance,
        CaseDescription,
        DocumentKind,
        EditionDescription,
        FigureDescription,
        PartKind,
        Place,
        Publication,
    )
    from kefu.diagnostics import Location


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

    place: Place
    text: Text
    is_summary: bool = False


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
class FigureInput:
    """What a figure may draw from.

    `cases` are all cases by number, `case` is the one to draw for (none for a figure of the whole project),
    `themes` maps theme ids to their Swedish names, and `tables` file names to the rows of the CSV files that the
    figure's description names.
    """

    cases: Mapping[int, CaseDescription]
    case: CaseDescription | None
    themes: Mapping[str, str]
    tables: Mapping[str, tuple[Mapping[str, str], ...]]

    def the_case(self) -> CaseDescription:
        """Return the case to draw for; raises `ValueError` in a figure that is drawn for the whole project."""
        if self.case is None:
            raise ValueError("this figure needs “for: case” in its description")
        return self.case


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
        return self.description.visibility is not Visibility.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The publication as authored, complete and valid.

    `references` maps citation keys to entries in CSL, as JSON of pandoc metadata. `style` is the CSL style's text,
    and `sources` are all files whose words can come into a document. `acceptances` are the findings that the
    publication accepts, each with the place where it says so.
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
    sources: tuple[Source, ...]
    acceptances: tuple[tuple[Acceptance, Location], ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """All authored texts: the chapters, and the parts of every case."""
        parts = (part.text for case in self.cases for part in case.parts)
        return (*(chapter.text for chapter in self.chapters), *parts)

    @property
    def summary(self) -> Text | None:
        """The chapter that is the report's summary, if the publication names one."""
        return next((chapter.text for chapter in self.chapters if chapter.is_summary), None)


def digest_of(project: Project) -> str:
    """Return a SHA-256 digest of all that a project's documents are made of, apart from the program itself."""
    sources = {*project.sources, *(figure.script for figure in project.figures)}
    data = [str(figure.tables) for figure in project.figures] + [project.style]
    pictures = [f"{image.path} {hashlib.sha256(image.content).hexdigest()}" for image in project.images]
    lines = sorted(f"{source.path} {source.digest}" for source in sources) + data + pictures
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture that a document shows, by the name that the document's tree uses for it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says of itself, in the words that its readers see.

    `imprint` holds terms with what they stand for; `notices` are paragraphs for the imprint page; `banner` is what
    every page must say, or empty. `publication` is the title of the whole that the document belongs to.
    """

    title: str
    heading: str
    subtitle: str
    eyebrow: str
    edition: str
    authors: tuple[str, ...]
    publication: str
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
    """One finished file, by its path in the release.

    `pages` is none for a format that has none. A picture of a web page belongs to no edition, and a page of the site
    to no document either; then `edition` and `document` are empty.
    """

    path: PurePosixPath
    content: bytes
    digest: str
    pages: int | None
    document: str
    edition: str
    title: str
    visibility: Visibility
