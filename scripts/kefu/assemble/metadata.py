"""What a document says about itself: cover, imprint, document properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu import words
from kefu.authored import Format
from kefu.imprint import ImprintEntry, ImprintTerm
from kefu.model import Metadata

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kefu.authored import Publication
    from kefu.front import FontCredit
    from kefu.imprint import Rights
    from kefu.model import Case, Edition, Project


def metadata_of(project: Project, edition: Edition, case: Case | None, date: datetime.date) -> Metadata:
    """Return the metadata of a case or, without one, of the report, published on a date."""
    return case_metadata(project, edition, case, date) if case else report_metadata(project, edition, date)


def report_metadata(project: Project, edition: Edition, date: datetime.date) -> Metadata:
    """Return the metadata of the report in one of its editions, published on a date."""
    publication = project.publication
    whole = _whole(publication)
    return _metadata(
        project,
        edition,
        date,
        title=f"{whole} – {edition.description.title}",
        heading=publication.title,
        subtitle=publication.subtitle,
        eyebrow=publication.series.name if publication.series else edition.description.title,
        description=publication.description,
        keywords=publication.keywords,
        more=(*_series(publication), *_identifiers(publication)),
        cite=f"{whole}.",
        notices=(words.documents.REPORT_DISCLAIMER,),
        draft=any(case.description.status.is_draft for case in project.cases),
    )


def case_metadata(project: Project, edition: Edition, case: Case, date: datetime.date) -> Metadata:
    """Return the metadata of a case in one of its editions, published on a date."""
    publication = project.publication
    description = case.description
    whole = _whole(publication)
    number = words.case_number(case.number)
    isbn = publication.identifiers.isbn.get(Format.PDF)
    ending = f" {words.imprint.LABELS[ImprintTerm.ISBN]} {isbn}." if isbn else ""
    return _metadata(
        project,
        edition,
        date,
        title=f"{words.case_title(case.number, description.title)} – {edition.description.title}",
        heading=description.title,
        subtitle=description.dilemma,
        eyebrow=number,
        description=description.synopsis,
        keywords=description.keywords,
        more=(_entry(ImprintTerm.PART_OF, f"{whole}. {publication.publisher.name}, {date.year}.{ending}"),),
        cite=f"{description.title}. {words.part_of(number, whole)}.",
        notices=(words.documents.DISCLAIMER, *((words.documents.FICTION,) if description.fictional else ())),
        draft=description.status.is_draft,
    )


def _metadata(
    project: Project,
    edition: Edition,
    date: datetime.date,
    *,
    title: str,
    heading: str,
    subtitle: str,
    eyebrow: str,
    description: str,
    keywords: tuple[str, ...],
    more: tuple[ImprintEntry, ...],
    cite: str,
    notices: tuple[str, ...],
    draft: bool,
) -> Metadata:
    """Return metadata that combines what all documents of the publication say with what only this one says.

    A draft is marked as one in its title, above its heading, in a notice and on every page.
    """
    publication = project.publication
    authors = words.enumerate_words(publication.authors)
    marked = words.documents.DRAFT if draft else ""
    return Metadata(
        title=words.draft_title(title) if draft else title,
        heading=heading,
        subtitle=subtitle,
        eyebrow=words.beside(marked, eyebrow),
        edition=edition.description.title,
        authors=publication.authors,
        publication=publication.title,
        publisher=publication.publisher.name,
        commissioner=publication.commissioner.name,
        date=date,
        language=publication.language,
        description=description,
        keywords=keywords,
        imprint=(
            _entry(ImprintTerm.EDITION, edition.description.title),
            _entry(ImprintTerm.AUTHORS, authors),
            _entry(ImprintTerm.PUBLISHER, f"{publication.publisher.name}, {publication.place}"),
            _entry(ImprintTerm.COMMISSIONER, publication.commissioner.name),
            _entry(ImprintTerm.DATE, words.date(date)),
            *more,
            *_rights(edition.rights),
            *_fonts(project.theme.credits),
            _entry(ImprintTerm.CONTACT, f"{publication.contact.name}, {publication.contact.email}"),
            _entry(ImprintTerm.CITE, f"{authors} ({date.year}). {cite} {publication.publisher.name}."),
        ),
        notices=(
            *((words.documents.DRAFT_NOTICE,) if draft else ()),
            *notices,
            *((publication.notice,) if publication.notice else ()),
        ),
        draft=draft,
        banner=words.beside(marked, words.restricted(edition.description.title) if edition.restricted else ""),
    )


def _whole(publication: Publication) -> str:
    return f"{publication.title}. {publication.subtitle}"


def _entry(term: ImprintTerm, text: str, format_: Format | None = None) -> ImprintEntry:
    return ImprintEntry(term=term, text=text, format=format_)


def _series(publication: Publication) -> tuple[ImprintEntry, ...]:
    series = publication.series
    if series is None:
        return ()
    name = f"{series.name} {series.number}" if series.number else series.name
    issn = (_entry(ImprintTerm.ISSN, series.issn),) if series.issn else ()
    return (_entry(ImprintTerm.SERIES, name), *issn)


def _rights(rights: Rights) -> tuple[ImprintEntry, ...]:
    licence = (_entry(ImprintTerm.LICENCE, str(rights.licence)),) if rights.licence else ()
    terms = (_entry(ImprintTerm.TERMS, rights.terms),) if rights.terms else ()
    return (*licence, *terms)


def _fonts(told: Sequence[FontCredit]) -> tuple[ImprintEntry, ...]:
    """Return what a publication says of the fonts that it brings, once for each family."""
    names = [f"{one.family} ({one.licence})" if one.licence else one.family for one in dict.fromkeys(told)]
    return (_entry(ImprintTerm.FONTS, "; ".join(names)),) if names else ()


def _identifiers(publication: Publication) -> tuple[ImprintEntry, ...]:
    identifiers = publication.identifiers
    doi = (_entry(ImprintTerm.DOI, identifiers.doi),) if identifiers.doi else ()
    return (*(_entry(ImprintTerm.ISBN, number, format_) for format_, number in identifiers.isbn.items()), *doi)
