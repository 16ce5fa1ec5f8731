"""The Swedish phrases that the site composes about its works, their editions and their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu import words
from kefu.authored import DocumentKind, Format, PartKind, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.authored import EditionDescription, Setting
    from kefu.site.catalogue import Entry, Work


def extent(entry: Entry) -> str:
    """Return how large a file is: “305 kB, 10 sidor”."""
    return ", ".join([words.size(entry.size), *([words.number_of_pages(entry.pages)] if entry.pages else [])])


def length(work: Work) -> str:
    """Return how long a work is: “11 sidor, ungefär 20 minuters läsning”, or nothing if neither is known."""
    reading_time = [words.editions.READING_TIME.format(minutes=work.minutes)] if work.minutes else []
    return ", ".join([*([words.number_of_pages(work.pages)] if work.pages else []), *reading_time])


def setting(organisation: Setting) -> str:
    """Return the kind of an organisation: “Kommun, majoritetsstyre”."""
    kind = words.capitalise(words.editions.ORGANISATIONS[organisation.type])
    return f"{kind}, {words.editions.GOVERNANCE[organisation.governance]}"


def uses(described: Sequence[EditionDescription]) -> str:
    """Return what editions are suited for, “kurser … och samtal …”, or nothing if none of their parts shows it."""
    parts = {kind for edition in described for kind in edition.parts}
    found = [use for kind, use in words.editions.USES.items() if use and kind in parts]
    return words.enumerate_words(found)


def contents(edition: EditionDescription, pages: int | None = None) -> str:
    """Return what is in an edition, “Fallbeskrivningen och diskussionsfrågor”, with its number of pages if given."""
    if edition.document is DocumentKind.CASE:
        told = words.capitalise(words.enumerate_words([words.editions.CONTENTS[kind] for kind in edition.parts]))
    else:
        told = words.editions.WHOLE_REPORT_WITH_CASES if PartKind.CASE in edition.parts else words.editions.WHOLE_REPORT
    return f"{told} ({words.number_of_pages(pages)})" if pages else told


def audience(edition: EditionDescription) -> str:
    """Return who an edition is for, “För kurser på högskolenivå”, or nothing if it is for everybody."""
    if edition.visibility is Visibility.RESTRICTED:
        return words.editions.FOR_TEACHERS_ALONE
    suited = uses([edition])
    return words.editions.SUITED_FOR.format(uses=suited) if suited else ""


def files_of(entries: Sequence[Entry]) -> str:
    """Return the names of the formats of files: “webbsida, PDF och Word”."""
    names = {**words.editions.FORMATS, Format.HTML: words.editions.WEB_PAGE}
    return words.enumerate_words([names[entry.format] for entry in entries])


def offered(edition: EditionDescription, entry: Entry) -> str:
    """Return the text of a link to a file: “Studentutgåva som PDF”."""
    return words.editions.OFFERED[entry.format].format(edition=edition.title)


def reading(work: Work, entry: Entry) -> str:
    """Return the text of a link to a file for reading a work: “Läs fallet som PDF (305 kB, 10 sidor)”."""
    if entry.format == Format.HTML:
        return words.work.READ_CASE_ON_THE_WEB if work.case else words.work.READ_REPORT_ON_THE_WEB
    told = words.work.READ_CASE_AS if work.case else words.work.READ_REPORT_AS
    return told.format(format=words.editions.FORMATS[entry.format], extent=extent(entry))


def in_sentence(name: str) -> str:
    """Return a name as written inside a sentence, “lojalitet och yttrandefrihet”; an abbreviation stays as it is."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def with_theme(name: str, cases: int) -> str:
    """Return the description of a list of cases with a theme: “1 fall rör temat förtroende.”."""
    told = words.listing.WITH_THEME.format(cases=words.number_of_cases(cases), theme=in_sentence(name))
    return told if cases == 1 else f"{told} {words.listing.HEAVIEST_FIRST}"


def in_organisations(name: str, cases: int) -> str:
    """Return the description of a list of cases in a kind of organisation: “7 fall utspelar sig i kommuner.”."""
    told = words.listing.IN_ORGANISATIONS
    return told.format(cases=words.number_of_cases(cases), organisations=in_sentence(name))
