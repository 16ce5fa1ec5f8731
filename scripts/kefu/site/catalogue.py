"""What a release offers to the public: the report, the cases, and the lists that lead to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.assemble import case_metadata, report_metadata
from kefu.authored import DocumentKind, Format, Visibility
from kefu.completeness import complete

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kefu.authored import CaseDescription, PartKind, Publication
    from kefu.imprint import Rights
    from kefu.model import Case, Edition, Metadata, Project

PUBLIC: Final = PurePosixPath(Visibility.PUBLIC)
START: Final = PurePosixPath("index.html")
CASES: Final = PurePosixPath("cases", "index.html")
"""The page with all cases, from which one chooses; each case has a folder of its own beside it."""

FORMATS: Final = complete(Format, (Format.HTML, Format.PDF, Format.EPUB, Format.DOCX))
"""The formats in the order in which readers are offered them: the web first."""

REPORT: Final = "report"
MOST_RELATED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of a release, as in its manifest: `path` is relative to the release's root, and `size` is in bytes.

    `document` is `report` or a case's id; `pages` is `None` for a format that has no pages.
    """

    path: PurePosixPath
    sha256: str
    size: int
    pages: int | None
    document: str
    edition: str
    title: str

    @property
    def address(self) -> PurePosixPath:
        """The file's path on the site; raises `ValueError` if the file is not for the public."""
        return self.path.relative_to(PUBLIC)

    @property
    def format(self) -> Format:
        """The kind of file; raises `ValueError` for one that is no document, such as a picture."""
        return Format(self.path.suffix.removeprefix("."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The files of one edition of a work, in the order of `FORMATS`."""

    edition: Edition
    entries: tuple[Entry, ...]

    def entry(self, format_: Format) -> Entry | None:
        """Return the edition's file in a format, if there is one."""
        return next((entry for entry in self.entries if entry.format == format_), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The report (if `case` is `None`) or a case, with its public editions in the release.

    `metadata` is that of the first of those editions.
    """

    case: Case | None
    metadata: Metadata
    editions: tuple[Files, ...]

    @property
    def folder(self) -> PurePosixPath:
        """The folder on the site that holds the work's page and files."""
        return CASES.parent / self.case.id if self.case else PurePosixPath(REPORT)

    @property
    def page(self) -> PurePosixPath:
        """The address of the page about the work."""
        return self.folder / "index.html"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All public files of the work."""
        return tuple(entry for files in self.editions for entry in files.entries)

    @property
    def rights(self) -> tuple[tuple[Rights, tuple[Edition, ...]], ...]:
        """What readers may do with the work: each different answer, with the editions that it holds for."""
        editions = [files.edition for files in self.editions]
        return tuple(
            (rights, tuple(edition for edition in editions if edition.rights == rights))
            for rights in dict.fromkeys(edition.rights for edition in editions)
        )

    @property
    def draft(self) -> bool:
        """Whether the text of the case may still change."""
        return self.case is not None and self.case.description.status.is_draft

    @property
    def pages(self) -> int | None:
        """The number of pages of the work on paper, in the first edition that has pages."""
        return next((entry.pages for entry in self.entries if entry.pages), None)

    @property
    def parts(self) -> frozenset[PartKind]:
        """The parts of cases that are in some public edition of the work."""
        return frozenset(kind for files in self.editions for kind in files.edition.description.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page that lists some of the cases: those with one theme, or those in one kind of organisation."""

    address: PurePosixPath
    name: str
    cases: tuple[Work, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything public in a release. `restricted` holds the editions that exist but are not here."""

    publication: Publication
    date: datetime.date
    report: Work | None
    cases: tuple[Work, ...]
    editions: tuple[Edition, ...]
    restricted: tuple[Edition, ...]

    @property
    def base(self) -> str:
        """The site's address, ending in a slash, or an empty string if it is not known."""
        return self.publication.url or ""

    @property
    def works(self) -> tuple[Work, ...]:
        """The report, if the release has it, and the cases."""
        return (*((self.report,) if self.report else ()), *self.cases)

    @property
    def themes(self) -> tuple[Listing, ...]:
        """A listing for each theme of some case, in the publication's order; the heaviest cases come first."""
        listings = (
            Listing(address=theme_page(theme), name=name, cases=_by_weight(self.cases, theme))
            for theme, name in self.publication.themes.items()
        )
        return tuple(listing for listing in listings if listing.cases)

    @property
    def organisations(self) -> tuple[Listing, ...]:
        """A listing of the cases in municipalities and one of those in regions, if there are any."""
        listings = (
            Listing(
                address=PurePosixPath(words.addresses.ORGANISATION, folder, "index.html"),
                name=words.listing.ORGANISATIONS[kind],
                cases=tuple(
                    work for work in self.cases if work.case and work.case.description.organisation.type == kind
                ),
            )
            for kind, folder in words.addresses.ORGANISATIONS.items()
        )
        return tuple(listing for listing in listings if listing.cases)


def theme_page(theme: str) -> PurePosixPath:
    """Return the address of the list of cases with a theme."""
    return PurePosixPath(words.addresses.THEME, theme, "index.html")


def has_theme(work: Work, theme: str) -> bool:
    """Tell whether a work is a case with a theme."""
    return work.case is not None and theme in work.case.description.themes


def weights(offer: Catalogue, case: CaseDescription) -> tuple[int, ...]:
    """Return what each theme of the publication weighs in a case, 0 if the case does not have it."""
    return tuple(case.themes.get(theme, 0) for theme in offer.publication.themes)


def catalogue(project: Project, entries: Sequence[Entry], date: datetime.date) -> Catalogue:
    """Return what a release with the given public files offers.

    Files in formats other than `FORMATS`, such as the pictures of a web page, and files of documents that the project
    no longer has are left out. Raises `ValueError` if a file is not for the public.
    """
    for entry in entries:
        _check_public(entry, project)
    public = tuple(edition for edition in project.editions if not edition.restricted)
    report = _files(REPORT, DocumentKind.REPORT, public, entries)
    cases = ((case, _files(case.id, DocumentKind.CASE, public, entries)) for case in project.cases)
    whole = tuple(
        Work(case=case, metadata=case_metadata(project, editions[0].edition, case, date), editions=editions)
        for case, editions in cases
        if editions
    )
    offered = {entry.edition for entry in entries}
    return Catalogue(
        publication=project.publication,
        date=date,
        report=Work(case=None, metadata=report_metadata(project, report[0].edition, date), editions=report)
        if report
        else None,
        cases=whole,
        editions=tuple(edition for edition in public if edition.name in offered),
        restricted=tuple(edition for edition in project.editions if edition.restricted),
    )


def neighbours(work: Work, works: Sequence[Work]) -> tuple[Work | None, Work | None]:
    """Return the cases before and after a case, or nothing where there is none, as for the report."""
    if work not in works:
        return None, None
    place = works.index(work)
    return (works[place - 1] if place else None), (works[place + 1] if place + 1 < len(works) else None)


def related(work: Work, works: Sequence[Work]) -> tuple[tuple[Work, tuple[str, ...]], ...]:
    """Return the cases closest to a case, each with the ids of the themes that they share.

    The closeness of two cases is the sum, over the themes that both have, of the product of the weights; of two equally
    close cases, the one with the lower number comes first. Shared themes are in the order of what they contribute.
    """
    scored = []
    for other in works:
        if other.case is None or work.case is None or other.case.id == work.case.id:
            continue
        mine, theirs = work.case.description.themes, other.case.description.themes
        shared = sorted((theme for theme in mine if theme in theirs), key=lambda theme: -mine[theme] * theirs[theme])
        if shared:
            scored.append((-sum(mine[theme] * theirs[theme] for theme in shared), other, tuple(shared)))
    nearest = sorted(scored, key=lambda item: item[0])[:MOST_RELATED]
    return tuple((other, shared) for _, other, shared in nearest)


def _check_public(entry: Entry, project: Project) -> None:
    restricted = {edition.name for edition in project.editions if edition.restricted}
    if not entry.path.is_relative_to(PUBLIC) or entry.edition in restricted:
        raise ValueError(f"“{entry.path}” is not for the public")


def _files(
    document: str, kind: DocumentKind, editions: Sequence[Edition], entries: Sequence[Entry]
) -> tuple[Files, ...]:
    found = (
        Files(
            edition=edition,
            entries=tuple(
                entry
                for format_ in FORMATS
                for entry in entries
                if (entry.document, entry.edition, entry.path.suffix) == (document, edition.name, f".{format_}")
            ),
        )
        for edition in editions
        if edition.description.document is kind
    )
    return tuple(files for files in found if files.entries)


def _by_weight(cases: Sequence[Work], theme: str) -> tuple[Work, ...]:
    weighed = [(work.case.description.themes[theme], work) for work in cases if has_theme(work, theme) and work.case]
    return tuple(work for _, work in sorted(weighed, key=lambda item: -item[0]))
