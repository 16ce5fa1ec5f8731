"""The Swedish phrases that the site composes about its works, their editions and their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu import words
from kefu.authored import DocumentKind, Format, PartKind, Visibility

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kefu.authored import EditionDescription, Setting
    from kefu.model import Case
    from kefu.site.catalogue import Entry, Work


def extent(entry: Entry) -> str:
    """Return how large a file is: “305 kB, 10 sidor”."""
    return ", ".join([words.size(entry.size), *([words.number_of_pages(entry.pages)] if entry.pages else [])])


def reading_time_of(case: Case) -> str:
    """Return how long a case takes to read: “ungefär 10 minuters läsning”."""
    return words.editions.READING_TIME.format(minutes=case.reading_minutes)


def meetings(work: Work) -> tuple[tuple[PartKind, int, str], ...]:
    """Return how long it takes to use a case: for each part that meetings are about, the minutes, and both in words.

    Parts that no public edition of the release has are left out, and those whose time nobody has given.
    """
    if work.case is None:
        return ()
    given = work.case.description.minutes
    times = {PartKind.QUESTIONS: given.questions, PartKind.CONVERSATION: given.conversation}
    return tuple(
        (kind, minutes, words.editions.MEETINGS[kind].format(minutes=minutes))
        for kind, minutes in times.items()
        if minutes and kind in work.parts
    )


def leading(work: Work) -> tuple[tuple[str, str], ...]:
    """Return what somebody who leads a discussion of a case needs to know: labels, each with what it labels."""
    if work.case is None:
        return ()
    handed = (
        words.work.HANDED_OUT.format(edition=in_sentence(described.title), use=in_sentence(audience(described)))
        for described in (files.edition.description for files in work.editions)
        if audience(described)
    )
    levels = [words.editions.LEVELS[level] for level in dict.fromkeys(work.case.description.levels)]
    told = (
        (words.work.HAND_OUT, words.capitalise(words.enumerate_words([*handed]))),
        (words.work.BEFORE, words.work.READ_BEFORE.format(time=reading_time_of(work.case))),
        (words.work.TOGETHER, words.enumerate_words([meeting for _, _, meeting in meetings(work)])),
        (words.work.LEVEL, words.capitalise(words.enumerate_words(levels))),
    )
    return tuple(one for one in told if one[1])


def time(work: Work, said: Collection[str] = ()) -> str:
    """Return how long a case takes: “ungefär 10 minuters läsning, 90 minuter i en kurs”.

    What has been `said` of the time together of all cases is not said again.
    """
    reading_time = [reading_time_of(work.case)] if work.case else []
    return ", ".join([*reading_time, *(told for _, _, told in meetings(work) if told not in said)])


def setting(organisation: Setting) -> str:
    """Return an organisation and how it is governed: “Älvhede kommun, majoritetsstyre”."""
    return f"{organisation.name}, {words.editions.GOVERNANCE[organisation.governance]}"


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


def all_cases(cases: int) -> str:
    """Return the description of the page with all cases."""
    return words.listing.ALL_CASES.format(cases=words.number_of_cases(cases))


def with_theme(name: str, cases: int) -> str:
    """Return the description of a list of cases with a theme: “1 fall rör temat förtroende.”."""
    told = words.listing.WITH_THEME.format(cases=words.number_of_cases(cases), theme=in_sentence(name))
    return told if cases == 1 else f"{told} {words.listing.HEAVIEST_FIRST}"


def in_organisations(name: str, cases: int) -> str:
    """Return the description of a list of cases in a kind of organisation: “7 fall utspelar sig i kommuner.”."""
    told = words.listing.IN_ORGANISATIONS
    return told.format(cases=words.number_of_cases(cases), organisations=in_sentence(name))
