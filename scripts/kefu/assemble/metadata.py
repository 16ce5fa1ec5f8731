"""What a document says of itself: cover, imprint, document properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu import words
from kefu.authored import Format
from kefu.model import Metadata

if TYPE_CHECKING:
    import datetime

    from kefu.authored import Publication
    from kefu.model import Case, Edition, Project


def metadata_of(project: Project, edition: Edition, case: Case | None, date: datetime.date) -> Metadata:
    """Return the metadata of a document, published on a date: of a case or, without one, of the report."""
    return case_metadata(project, edition, case, date) if case else report_metadata(project, edition, date)


def report_metadata(project: Project, edition: Edition, date: datetime.date) -> Metadata:
    """Return the metadata of the report in one of its editions, published on a date."""
    publication = project.publication
    whole = _whole(publication)
    return _metadata(
        publication,
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
        notices=(words.REPORT_DISCLAIMER,),
        draft=any(case.description.status.is_draft for case in project.cases),
    )


def case_metadata(project: Project, edition: Edition, case: Case, date: datetime.date) -> Metadata:
    """Return the metadata of a case in one of its editions, published on a date."""
    publication = project.publication
    description = case.description
    whole = _whole(publication)
    number = f"{words.CASE}{words.NBSP}{case.number}"
    isbn = publication.identifiers.isbn.get(Format.PDF)
    ending = f" {words.IMPRINT_TERMS['isbn']} {isbn}." if isbn else ""
    return _metadata(
        publication,
        edition,
        date,
        title=f"{words.case_title(case.number, description.title)} – {edition.description.title}",
        heading=description.title,
        subtitle=description.dilemma,
        eyebrow=number,
        description=description.synopsis,
        keywords=description.keywords,
        more=(("part-of", f"{whole}. {publication.publisher.name}, {date.year}.{ending}"),),
        cite=f"{description.title}. {number} i {whole}.",
        notices=(words.DISCLAIMER, *((words.FICTION,) if description.fictional else ())),
        draft=description.status.is_draft,
    )


def _metadata(
    publication: Publication,
    edition: Edition,
    date: datetime.date,
    *,
    title: str,
    heading: str,
    subtitle: str,
    eyebrow: str,
    description: str,
    keywords: tuple[str, ...],
    more: tuple[tuple[str, str], ...],
    cite: str,
    notices: tuple[str, ...],
    draft: bool,
) -> Metadata:
    """Return metadata with what every document of the publication says, and what this one says of its own.

    A draft says that it is one in its title, above its heading, in a notice and on every page.
    """
    authors = words.enumerate_words(publication.authors)
    marked = words.DRAFT if draft else ""
    imprint = (
        ("edition", edition.description.title),
        ("authors", authors),
        ("publisher", f"{publication.publisher.name}, {publication.place}"),
        ("commissioner", publication.commissioner.name),
        ("date", words.date(date)),
        *more,
        ("licence", f"{publication.licence.name}, {publication.licence.url}"),
        ("contact", f"{publication.contact.name}, {publication.contact.email}"),
        ("cite", f"{authors} ({date.year}). {cite} {publication.publisher.name}."),
    )
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
        imprint=tuple((words.IMPRINT_TERMS[term], text) for term, text in imprint),
        notices=(
            *((words.DRAFT_NOTICE,) if draft else ()),
            *notices,
            *((publication.notice,) if publication.notice else ()),
        ),
        banner=words.beside(marked, words.restricted(edition.description.title) if edition.restricted else ""),
    )


def _whole(publication: Publication) -> str:
    return f"{publication.title}. {publication.subtitle}"


def _series(publication: Publication) -> tuple[tuple[str, str], ...]:
    series = publication.series
    if series is None:
        return ()
    name = f"{series.name} {series.number}" if series.number else series.name
    return (("series", name), *((("issn", series.issn),) if series.issn else ()))


def _identifiers(publication: Publication) -> tuple[tuple[str, str], ...]:
    identifiers = publication.identifiers
    isbn = tuple(("isbn", f"{number} ({format_})") for format_, number in identifiers.isbn.items())
    return (*isbn, *((("doi", identifiers.doi),) if identifiers.doi else ()))
