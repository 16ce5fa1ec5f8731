"""Phrases that combine fixed words with given ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.words import documents, editions, imprint
from kefu.words.language import NBSP, counted, genitive

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kefu.imprint import ImprintEntry


def beside(*pieces: str) -> str:
    """Return pieces beside each other on a line, “UTKAST · Fall 3”, without empty ones."""
    return " · ".join(filter(None, pieces))


def draft_title(title: str) -> str:
    """Return the title of a document whose text is not finished: “UTKAST: Titel”."""
    return f"{documents.DRAFT}: {title}"


def restricted(edition: str) -> str:
    """Return what every page of an edition says if it is not for students; `edition` is the edition's title."""
    return documents.NOT_FOR_STUDENTS.format(edition=edition)


def case_number(number: int) -> str:
    """Return a case by its number alone: “Fall 3”."""
    return f"{documents.CASE}{NBSP}{number}"


def case_title(number: int, title: str) -> str:
    """Return the name of a case when its number matters: “Fall 3: Titel”."""
    return f"{case_number(number)}: {title}"


def the_case(title: str) -> str:
    """Return the phrase by which another document names a case: “fallet ”Titel””."""
    return documents.THE_CASE.format(title=title)


def the_report(publisher: str, title: str) -> str:
    """Return the phrase by which another document names the report: “KEFU:s rapport ”Titel””."""
    return documents.THE_REPORT_OF.format(publisher=genitive(publisher), title=title)


def part_of(part: str, whole: str) -> str:
    """Return the phrase for a part of something larger: “figur 3 i fallet ”Titel””."""
    return documents.PART_OF.format(part=part, whole=whole)


def about_minutes(minutes: int) -> str:
    """Return how long something takes to read: “Ungefär 10 minuter”."""
    return documents.ABOUT_MINUTES.format(minutes=minutes)


def labelled(entries: Iterable[ImprintEntry]) -> tuple[tuple[str, str], ...]:
    """Return the entries of an imprint as readers see them: a label, “ISBN”, and a text, “978-91-… (pdf)”."""
    return tuple(
        (imprint.LABELS[entry.term], f"{entry.text} ({entry.format})" if entry.format else entry.text)
        for entry in entries
    )


def number_of_pages(number: int) -> str:
    """Return a number of pages: “1 sida”, “10 sidor”."""
    return counted(number, one=editions.PAGE, many=editions.PAGES)


def number_of_cases(number: int) -> str:
    """Return a number of cases: “1 fall”, “7 fall”."""
    return counted(number, one=editions.A_CASE, many=editions.CASES)
