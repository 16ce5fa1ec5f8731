"""What a document says of itself: cover, imprint, document properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu import words
from kefu.model import Format, Metadata

if TYPE_CHECKING:
    import datetime

    from kefu.model import Case, Edition, Project, Publication


def report_metadata(project: Project, edition: Edition, date: datetime.date) -> Metadata:
    """Return the metadata of the report in one of its editions, published on a date."""
    publication = project.publication
    whole = f"{publication.title}. {publication.subtitle}"
    imprint = [
        ("edition", edition.description.title),
        *_common(publication, date),
        *_series(publication),
        *_identifiers(publication),
        ("cite", f"{_authors(publication)} ({date.year}). {whole}. {publication.publisher.name}."),
    ]
    notices = [words.DISCLAIMER]
    return Metadata(
        title=f"{whole} – {edition.description.title}",
        heading=publication.title,
        subtitle=publication.subtitle,
        eyebrow=publication.series.name if publication.series else edition.description.title,
        edition=edition.description.title,
        authors=publication.authors,
        publisher=publication.publisher.name,
        commissioner=publication.commissioner.name,
        date=date,
        language=publication.language,
        description=publication.description,
        keywords=publication.keywords,
        imprint=_in_words(imprint),
        notices=_notices(publication, notices),
        banner=_banner(edition),
    )


def case_metadata(project: Project, edition: Edition, case: Case, date: datetime.date) -> Metadata:
    """Return the metadata of a case in one of its editions, published on a date."""
    publication = project.publication
    whole = f"{publication.title}. {publication.subtitle}"
    description = case.description
    isbn = publication.identifiers.isbn.get(Format.PDF)
    imprint = [
        ("edition", edition.description.title),
        *_common(publication, date),
        ("part-of", f"{whole}. {publication.publisher.name}, {date.year}." + (f" ISBN {isbn}." if isbn else "")),
        (
            "cite",
            f"{_authors(publication)} ({date.year}). {description.title}. {words.CASE}{words.NBSP}{case.number} i "
            f"{whole}. {publication.publisher.name}.",
        ),
    ]
    notices = [words.DISCLAIMER, *([words.FICTION] if description.fictional else [])]
    return Metadata(
        title=f"{words.case_title(case.number, description.title)} – {edition.description.title}",
        heading=description.title,
        subtitle=description.dilemma,
        eyebrow=f"{words.CASE}{words.NBSP}{case.number}",
        edition=edition.description.title,
        authors=publication.authors,
        publisher=publication.publisher.name,
        commissioner=publication.commissioner.name,
        date=date,
        language=publication.language,
        description=description.synopsis,
        keywords=description.keywords,
        imprint=_in_words(imprint),
        notices=_notices(publication, notices),
        banner=_banner(edition),
    )


def _common(publication: Publication, date: datetime.date) -> list[tuple[str, str]]:
    return [
        ("authors", words.enumerate_words(publication.authors)),
        ("publisher", f"{publication.publisher.name}, {publication.place}"),
        ("commissioner", publication.commissioner.name),
        ("date", words.date(date)),
        ("licence", f"{publication.licence.name}, {publication.licence.url}"),
        ("contact", f"{publication.contact.name}, {publication.contact.email}"),
    ]


def _series(publication: Publication) -> list[tuple[str, str]]:
    series = publication.series
    if series is None:
        return []
    name = f"{series.name} {series.number}" if series.number else series.name
    return [("series", name), *([("issn", series.issn)] if series.issn else [])]


def _identifiers(publication: Publication) -> list[tuple[str, str]]:
    identifiers = publication.identifiers
    isbn = [("isbn", f"{number} ({format_})") for format_, number in identifiers.isbn.items()]
    return [*isbn, *([("doi", identifiers.doi)] if identifiers.doi else [])]


def _authors(publication: Publication) -> str:
    return words.enumerate_words(publication.authors)


def _in_words(imprint: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((words.IMPRINT_TERMS[term], text) for term, text in imprint)


def _notices(publication: Publication, notices: list[str]) -> tuple[str, ...]:
    return (*notices, *([publication.notice] if publication.notice else []))


def _banner(edition: Edition) -> str:
    return words.restricted(edition.description.title) if edition.restricted else ""
