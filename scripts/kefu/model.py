"""The frozen values that a build passes along, from what was read to what is released."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.authored import PartKind, Visibility

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
        Format,
        Place,
        Publication,
    )
    from kefu.diagnostics import Location
    from kefu.front import Front
    from kefu.imprint import ImprintEntry, ImprintTerm, Rights
    from kefu.theme import Theme

WORDS_PER_MINUTE: Final = 200
"""How fast somebody reads a text in order to discuss it. For reading alone, Brysbaert (2019, doi
10.1016/j.jml.2019.104047) found 238 English words per minute, and Swedish words are longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One text file as read: its root-relative path, its text with Unix line endings, its bytes' SHA-256 digest."""

    path: PurePosixPath
    text: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One Markdown source, parsed once. `blocks` is the list of blocks of a pandoc tree, as JSON."""

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
        """The case's number and slug, which are the name of its folder: `03-slug`."""
        return self.source.path.parent.name

    @property
    def numeral(self) -> str:
        """The case's number with as many digits as in the name of its folder: `03`."""
        return self.id.partition("-")[0]

    def part(self, kind: PartKind) -> Part:
        """Return the part of the given kind; raises `KeyError` if the case has none."""
        for part in self.parts:
            if part.kind is kind:
                return part
        raise KeyError(kind)

    @property
    def reading_minutes(self) -> int:
        """How long the case takes to read, in minutes, rounded up to a multiple of five."""
        return max(5, math.ceil(self.part(PartKind.CASE).text.words / WORDS_PER_MINUTE / 5) * 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the report, by its place: front matter, body or back matter."""

    place: Place
    text: Text
    is_summary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file: its name and its rows, each by column name."""

    name: str
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as authored.

    `captions` holds the caption with its source, and `bare_captions` the caption alone, each as a pandoc tree's list of
    inlines in JSON; `alts` holds the alternative text. All are by case id, or under the empty name for a figure of the
    whole project.
    """

    slug: str
    script: Source
    description: FigureDescription
    tables: tuple[Table, ...]
    captions: Mapping[str, str]
    bare_captions: Mapping[str, str]
    alts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureInput:
    """What a figure may draw from.

    `cases` are all cases by number, `case` is the one to draw for (none for a figure of the whole project),
    `themes` maps theme ids to their Swedish names, and `tables` file names to the rows of the CSV files that the
    figure's description names. `theme` is the look of the figure.
    """

    cases: Mapping[int, CaseDescription]
    case: CaseDescription | None
    themes: Mapping[str, str]
    tables: Mapping[str, tuple[Mapping[str, str], ...]]
    theme: Theme

    def the_case(self) -> CaseDescription:
        """Return the case to draw for; raises `ValueError` in a figure for the whole project."""
        if self.case is None:
            raise ValueError("this figure needs “for: case” in its description")
        return self.case


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture file in the project: its root-relative path, its bytes, and the place in a text that names it.

    `content` may be published: it is the picture, and nothing else. `original` is an SVG as it was authored, in whose
    notes the check reads what is drawn, and any other picture as it is published.
    """

    path: PurePosixPath
    content: bytes
    original: bytes
    place: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition, with its name in the publication."""

    name: str
    description: EditionDescription
    rights: Rights

    @property
    def restricted(self) -> bool:
        """Whether the edition must be kept from the public."""
        return self.description.visibility is not Visibility.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The publication as authored, complete and valid.

    `references` maps citation keys to entries in CSL, as JSON of pandoc metadata. `style` is the CSL style's text,
    and `sources` are all files whose words can come into a document. `acceptances` are the findings that the
    publication accepts, each with the place where it says so. `theme` is the look of all that is made from it.
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
    theme: Theme

    @property
    def texts(self) -> tuple[Text, ...]:
        """All authored texts: the chapters, and the parts of every case."""
        parts = (part.text for case in self.cases for part in case.parts)
        return (*(chapter.text for chapter in self.chapters), *parts)

    @property
    def summary(self) -> Text | None:
        """The chapter that is the report's summary, if the publication names one."""
        return next((chapter.text for chapter in self.chapters if chapter.is_summary), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture that a document shows, by the name that the document's tree uses for it.

    `content` and `original` are as those of an `Image`. `place` is where its author can do something about it: the
    place in a text that names it, or a figure's script. `pixels` is a drawing as pixels, if somebody has made them, and
    `narrow` the same figure drawn for narrow screens, if there is one.
    """

    name: str
    content: bytes
    original: bytes
    place: Location
    pixels: bytes = b""
    narrow: Asset | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says about itself, in the words that its readers see.

    `notices` holds paragraphs for the imprint page; `draft` says whether the text may still change, and `banner` is
    what every page must say, or empty. `publication` is the title of the whole that the document belongs to.
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
    imprint: tuple[ImprintEntry, ...]
    notices: tuple[str, ...]
    draft: bool
    banner: str

    def told(self, term: ImprintTerm, format_: Format | None = None) -> str:
        """Return what the imprint states under a term, or, for an ISBN, under a term and format; empty if nothing."""
        return next((entry.text for entry in self.imprint if (entry.term, entry.format) == (term, format_)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of one edition, resolved and complete. It holds only what its readers may see.

    `name` is the document's folder among the artifacts (`report`, or `cases/03-slug`), `file_name` its file's name
    without extension. `tree` is a whole pandoc document as JSON: parts are divs of class `part` whose attribute
    `origin` is the source's path; nothing is left to number, cite or look up. `theme` is its look, and `front` what its
    cover shows.
    """

    name: str
    file_name: str
    kind: DocumentKind
    edition: Edition
    metadata: Metadata
    tree: str
    assets: tuple[Asset, ...]
    theme: Theme
    front: Front | None

    @property
    def pictures(self) -> tuple[Asset, ...]:
        """All pictures of the document's web page: its assets, and those that take their place on narrow screens."""
        return (*self.assets, *(asset.narrow for asset in self.assets if asset.narrow))


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One finished file, by its path in the release; `rights` says what readers may do with it.

    `pages` is `None` for a format that has no pages. A picture of a web page belongs to no edition, and a page of the
    site to no document either; what they do not have is empty.
    """

    path: PurePosixPath
    content: bytes
    digest: str
    pages: int | None
    document: str
    edition: str
    title: str
    visibility: Visibility
    rights: str
