"""What people write in YAML, as frozen values: the publication, its editions, the cases, the figures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kefu.authored.base import Authored
from kefu.authored.forms import EmailAddress, FindingPlace, Identifier, WebAddress, WebFolder, Words
from kefu.authored.kinds import (
    WEIGHTS,
    DocumentKind,
    Format,
    Governance,
    Level,
    OrganisationType,
    PartKind,
    Side,
    Status,
    Subject,
    Visibility,
)
from kefu.authored.looks import ThemeDescription, TypeSize
from kefu.theme import TYPE_SIZE


class Organisation(Authored):
    """A publisher or commissioner: its name, and the short name that phrases use."""

    name: Words
    short_name: Words


class Licence(Authored):
    """A licence under which documents may be used: its name, and where it can be read."""

    name: Words
    url: WebAddress

    def __str__(self) -> str:
        return f"{self.name}, {self.url}"


class Contact(Authored):
    """The name and address that readers can turn to."""

    name: Words
    email: EmailAddress


class Series(Authored):
    """The series that the report belongs to."""

    name: Words
    number: Words | None = None
    issn: Words | None = None


class Identifiers(Authored):
    """The report's identifiers; every format has its own ISBN."""

    isbn: Mapping[Format, Words] = Field(default_factory=dict)
    doi: Words | None = None


class Chapters(Authored):
    """The report's chapter files in reading order; `cases` in the body stands for all the cases."""

    front: tuple[Words, ...] = ()
    body: Annotated[tuple[Words, ...], Field(min_length=1)]
    back: tuple[Words, ...] = ()


class Bibliography(Authored):
    """The paths of the references and the citation style, relative to the project's root."""

    references: Words
    style: Words


class EditionDescription(Authored):
    """An edition as data: it contains what it names, and nothing else.

    `file_name` is the name of a report's file, and the end of the name of a case's; without it, the title is used.
    `type_size` is the size of running text in points; by default that of the theme. `licence` and `terms` say what its
    readers may do with it; without a `licence`, a public edition has the publication's.
    """

    title: Words
    document: DocumentKind
    parts: Annotated[tuple[PartKind, ...], Field(min_length=1)]
    visibility: Visibility
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = (Format.PDF,)
    file_name: Identifier | None = None
    type_size: TypeSize = TYPE_SIZE
    licence: Licence | None = None
    terms: Words | None = None


class Acceptance(Authored):
    """A finding of the checks that is accepted: its rule, the source or released file that it is in, and the reason.

    `place` is a path relative to the root of the project or of the release, and may end in a line and a column, as
    findings are printed. The column is ignored.
    """

    rule: Identifier
    place: FindingPlace
    reason: Words

    @property
    def path(self) -> PurePosixPath:
        """The file that the finding is in."""
        return PurePosixPath(self.place.partition(":")[0])

    @property
    def line(self) -> int | None:
        """The line that the finding is at, counted from 1, or `None` if any line of the file will do."""
        line = self.place.split(":")[1:2]
        return int(line[0]) if line else None


class Reviewing(Authored):
    """How reviewers are called in `review/`: by name, by initials, or by the role that each name has.

    A name without a role is given by its initials.
    """

    names: Literal["full", "initials", "roles"] = "initials"
    roles: Mapping[Words, Words] = Field(default_factory=dict)


class Publication(Authored):
    """`report/publication.yaml`: what applies to the report and all the cases.

    `url` is where the site will be, an address that ends in “/”. `summary` names the chapter that the site shows as
    the report's summary. `theme` is how everything looks: the name of a theme that ships, or what is different from
    one. `themes` are what the cases are about. `review` says how reviewers are called. `registry` says whether a
    release requires a search for the real
    names in a registry of pseudonyms.
    """

    title: Words
    subtitle: Words
    language: Literal["sv-SE"]
    publisher: Organisation
    commissioner: Organisation
    authors: Annotated[tuple[Words, ...], Field(min_length=1)]
    place: Words
    date: datetime.date
    url: WebFolder | None = None
    description: Words
    keywords: tuple[Words, ...] = ()
    series: Series | None = None
    identifiers: Identifiers = Identifiers()
    licence: Licence
    contact: Contact
    notice: Words | None = None
    theme: ThemeDescription = ThemeDescription()
    themes: Mapping[Identifier, Words]
    chapters: Chapters
    summary: Words | None = None
    bibliography: Bibliography
    editions: Annotated[Mapping[Identifier, EditionDescription], Field(min_length=1)]
    review: Reviewing = Reviewing()
    registry: Literal["required", "optional"] = "optional"
    accepted: tuple[Acceptance, ...] = ()


class Setting(Authored):
    """The municipality or region in which a case is set."""

    name: Words
    type: OrganisationType
    governance: Governance
    description: Words


class Actor(Authored):
    """A person in a case."""

    id: Identifier
    name: Words
    role: Words
    side: Side
    protagonist: bool = False


class Relation(Authored):
    """How one actor relates to another, as seen by the first; both are named by their ids."""

    from_: Words
    to: Words
    text: Annotated[Words, StringConstraints(max_length=70)]


class Event(Authored):
    """Something that happens in a case."""

    date: datetime.date
    event: Annotated[Words, StringConstraints(max_length=70)]


class Allowance(Authored):
    """Something real that a case may name: a municipality or region, a telephone number, an e-mail address."""

    what: Words
    reason: Words


class Minutes(Authored):
    """How long those who have read a case meet, in minutes: to discuss its questions, and to have its conversation."""

    questions: Annotated[int, Field(ge=5, le=600)] | None = None
    conversation: Annotated[int, Field(ge=5, le=600)] | None = None


class CaseDescription(Authored):
    """`case.yaml`: what a case is about, apart from its text; `themes` maps themes to their `WEIGHTS`.

    `status_date` and `status_role` say when the case was given its status, and in what role somebody did so. `levels`
    are those of the courses that it suits, and `minutes` says how long it takes to teach.
    """

    id: Identifier
    title: Words
    dilemma: Words
    synopsis: Words
    status: Status
    status_date: datetime.date | None = None
    status_role: Words | None = None
    fictional: bool
    organisation: Setting
    roles: Annotated[tuple[Words, ...], Field(min_length=1)]
    themes: Annotated[Mapping[Identifier, Annotated[int, Field(ge=WEIGHTS[0], le=WEIGHTS[-1])]], Field(min_length=1)]
    keywords: tuple[Words, ...] = ()
    levels: tuple[Level, ...] = ()
    minutes: Minutes = Minutes()
    actors: Annotated[tuple[Actor, ...], Field(min_length=1)]
    relations: tuple[Relation, ...] = ()
    timeline: Annotated[tuple[Event, ...], Field(min_length=1)]
    allowed: tuple[Allowance, ...] = ()


class FigureDescription(Authored):
    """`figures/<slug>.yaml`: what a reader of a figure gets besides the drawing.

    The caption and the source are Markdown and may contain citations. The caption and the alternative text may contain
    fields: `{title}`, `{actors}`, `{relations}` and `{timeline}` if the figure is drawn `for` each case, and
    `{themes}`, `{sides}`, `{days}` and `{pairs}` if it is drawn for the project. `data` names the CSV files beside the
    script that it draws from.
    """

    for_: Subject = "project"
    caption: Words
    alt: Words
    source: Words
    data: tuple[Words, ...] = ()
