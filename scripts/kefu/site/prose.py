"""The Swedish words that the site puts together itself; sentences that stand alone are in the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from kefu import words
from kefu.authored import WEIGHTS, DocumentKind, Format, Governance, OrganisationType, PartKind, Visibility
from kefu.completeness import complete

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.authored import EditionDescription, Setting
    from kefu.site.catalogue import Entry, Work

THOUSAND: Final = 1000

FORMAT_NAMES: Final = complete(
    Format, {Format.HTML: "Webb", Format.PDF: "PDF", Format.EPUB: "EPUB", Format.DOCX: "Word"}
)

STATEMENTS: Final = complete(
    Format,
    {
        Format.HTML: "Går att förstora, läsa i mörkt läge, skriva ut och använda med skärmläsare. Byggd för WCAG 2.2, "
        "AA.",
        Format.PDF: "Taggad PDF enligt PDF/UA-1 och PDF/A-2a, med bokmärken och textalternativ till alla bilder.",
        Format.EPUB: "E-bok med uppgifter om tillgänglighet enligt EPUB Accessibility 1.1. Du väljer själv typsnitt, "
        "storlek och färger i läsappen.",
        Format.DOCX: "Word-fil med rubrikformat och textalternativ. Du kan anpassa den för din undervisning.",
    },
)
"""What each kind of file does for a reader with a disability."""

OFFERS: Final = complete(
    Format,
    {
        Format.HTML: " på webben",
        Format.PDF: " som PDF",
        Format.EPUB: " som e-bok (EPUB)",
        Format.DOCX: " som Word-fil",
    },
)
"""What a link to a file says after the title of its edition."""

USES: Final = complete(
    PartKind,
    {
        PartKind.CASE: "",
        PartKind.QUESTIONS: "kurser på högskolenivå",
        PartKind.CONVERSATION: "samtal i ledarprogram",
        PartKind.TEACHING_NOTE: "",
        PartKind.EPILOGUE: "",
    },
)
"""What an edition is suited for by having a part, if that part tells."""

PHRASES: Final = complete(
    PartKind,
    {
        PartKind.CASE: "fallbeskrivningen",
        PartKind.QUESTIONS: "diskussionsfrågor",
        PartKind.CONVERSATION: "ett samtalsunderlag",
        PartKind.TEACHING_NOTE: "en lärarhandledning",
        PartKind.EPILOGUE: "en epilog",
    },
)

DEGREES: Final = complete(WEIGHTS, {3: "huvudtema", 2: "tydligt inslag", 1: "berörs"})
"""What the weight of a theme means."""

ORGANISATIONS: Final = complete(get_args(OrganisationType), {"municipality": "kommun", "region": "region"})
GOVERNANCE: Final = complete(get_args(Governance), {"majority": "majoritetsstyre", "minority": "minoritetsstyre"})


def size(octets: int) -> str:
    """Return the size of a file as Swedish writes it: “305 kB”, “1,3 MB”.

    A kB is 1 000 bytes. Source: IEC 80000-13, and *Myndigheternas skrivregler* on decimals.
    """
    kilo = max(1, round(octets / THOUSAND))
    if kilo < THOUSAND:
        return f"{kilo}{words.NBSP}kB"
    return f"{octets / THOUSAND**2:.1f}".replace(".", ",") + f"{words.NBSP}MB"


def extent(entry: Entry) -> str:
    """Return how large a file is: “305 kB, 10 sidor”."""
    return ", ".join([size(entry.size), *([pages(entry.pages)] if entry.pages else [])])


def pages(number: int) -> str:
    """Return a number of pages: “1 sida”, “10 sidor”."""
    return f"{number}{words.NBSP}{'sida' if number == 1 else 'sidor'}"


def count(number: int) -> str:
    """Return a number of cases: “1 fall”, “7 fall”."""
    return f"{number}{words.NBSP}fall"


def length(work: Work) -> str:
    """Return how long a work is: “11 sidor, ungefär 20 minuters läsning”, or nothing where nobody knows."""
    reading = [f"ungefär {work.minutes}{words.NBSP}minuters läsning"] if work.minutes else []
    return ", ".join([*([pages(work.pages)] if work.pages else []), *reading])


def setting(organisation: Setting) -> str:
    """Return the kind of an organisation: “Kommun, majoritetsstyre”."""
    return f"{words.capitalise(ORGANISATIONS[organisation.type])}, {GOVERNANCE[organisation.governance]}"


def uses(editions: Sequence[EditionDescription]) -> str:
    """Return what editions are suited for, “kurser … och samtal …”, or nothing where no part of them tells."""
    found = [use for kind, use in USES.items() if use and any(kind in edition.parts for edition in editions)]
    return words.enumerate_words(found)


def contents(edition: EditionDescription) -> str:
    """Return what is in an edition: “Fallbeskrivningen och diskussionsfrågor”."""
    match edition.document:
        case DocumentKind.REPORT:
            return "Hela rapporten med alla fallbeskrivningar" if PartKind.CASE in edition.parts else "Hela rapporten"
        case DocumentKind.CASE:
            return words.capitalise(words.enumerate_words([PHRASES[kind] for kind in edition.parts]))


def audience(edition: EditionDescription) -> str:
    """Return whom an edition is for, “För kurser på högskolenivå”, or nothing for one that is for everybody."""
    match edition.visibility:
        case Visibility.RESTRICTED:
            return "Bara för lärare och kursledare"
        case Visibility.PUBLIC:
            suited = uses([edition])
            return f"För {suited}" if suited else ""


def files_of(entries: Sequence[Entry]) -> str:
    """Return the names of the formats of files: “webbsida, PDF och Word”."""
    names = FORMAT_NAMES | {Format.HTML: "webbsida"}
    return words.enumerate_words([names[entry.format] for entry in entries])


def offered(edition: EditionDescription, entry: Entry) -> str:
    """Return what a link to a file says: “Studentutgåva som PDF”."""
    return f"{edition.title}{OFFERS[entry.format]}"
