"""Every fixed Swedish word that a reader of the publications sees, and the rules for putting them together."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, get_args

from kefu.authored import PartKind, Side
from kefu.completeness import complete

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

NBSP: Final = "\N{NO-BREAK SPACE}"

MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

PART_TITLES: Final = complete(
    PartKind,
    {
        PartKind.CASE: "Fallbeskrivning",
        PartKind.QUESTIONS: "Diskussionsfrågor",
        PartKind.CONVERSATION: "Samtalsunderlag",
        PartKind.TEACHING_NOTE: "Lärarhandledning",
        PartKind.EPILOGUE: "Epilog",
    },
)

CASE: Final = "Fall"
CONTENTS: Final = "Innehåll"
TO_THE_TOP: Final = "Till början"
REFERENCES: Final = "Referenser"
APPENDIX: Final = "Bilaga"
SOURCE: Final = "Källa"
THIS_CASE: Final = "det här fallet"

IMPRINT: Final = "Tryckort och utgivning"
IMPRINT_TERMS: Final = {
    "edition": "Utgåva",
    "authors": "Författare",
    "publisher": "Utgivare",
    "commissioner": "Uppdragsgivare",
    "date": "Utgiven",
    "series": "Serie",
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "part-of": "Ingår i",
    "licence": "Licens",
    "contact": "Kontakt",
    "cite": "Så här hänvisar du",
}

DISCLAIMER: Final = (
    "Fallet är skrivet som underlag för diskussion. Det är inte ett exempel på rätt eller fel sätt att hantera "
    "en situation."
)
REPORT_DISCLAIMER: Final = (
    "Fallen är skrivna som underlag för diskussion. De är inte exempel på rätt eller fel sätt att hantera en situation."
)
FICTION: Final = (
    "Fallet är påhittat. Kommuner, regioner, företag och personer i det finns inte, och inget är hämtat ur intervjuer."
)

DRAFT: Final = "UTKAST"
DRAFT_NOTICE: Final = "Det här är ett utkast. Texten kan ändras innan den ges ut, så sprid den inte vidare."

SIDES: Final = complete(
    get_args(Side), {"politics": "i politiken", "administration": "i förvaltningen", "outside": "utanför"}
)

LABELS: Final = {"fig": "figur", "tbl": "tabell", "exh": "underlag"}


def draft_title(title: str) -> str:
    """Return the title of a document whose text is not finished: “UTKAST: Titel”."""
    return f"{DRAFT}: {title}"


def beside(*pieces: str) -> str:
    """Return pieces that stand beside each other on a line, “UTKAST · Fall 3”, without those that are empty."""
    return " · ".join(filter(None, pieces))


def restricted(edition: str) -> str:
    """Return what every page of an edition says that is not for students, for the edition's title."""
    return f"{edition} – får inte lämnas till studenter"


def case_title(number: int, title: str) -> str:
    """Return how a case is named where its number matters: “Fall 3: Titel”."""
    return f"{CASE}{NBSP}{number}: {title}"


def the_case(title: str) -> str:
    """Return the phrase for a case in another document: “fallet ”Titel””."""
    return f"fallet ”{title}”"


def the_report(publisher: str, title: str) -> str:
    """Return the phrase for the report in another document: “KEFU:s rapport ”Titel””."""
    return f"{genitive(publisher)} rapport ”{title}”"


def genitive(name: str) -> str:
    """Return the genitive of a name: “KEFU:s”, “Lunds”, “Annas”.

    Source: Språkrådet, *Myndigheternas skrivregler*, on the genitive of abbreviations and of names that end in s.
    """
    if name.isupper():
        return f"{name}:s"
    return name if name[-1:] in "sxzSXZ" else f"{name}s"


def date(value: datetime.date) -> str:
    """Return a date as running text writes it: “6 juli 2022”."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def enumerate_words(words: Sequence[str]) -> str:
    """Join words as a Swedish sentence does: “a, b och c”."""
    if len(words) < 2:  # noqa: PLR2004 - a list of two is the first that needs “och”
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def capitalise(text: str) -> str:
    """Return the text with its first letter in upper case and the rest as it was."""
    return text[:1].upper() + text[1:]


def slug(text: str) -> str:
    """Return the text as a name for files and labels: lower-case ASCII letters, digits and single hyphens.

    Letters lose their diacritics (å and ä become a, ö becomes o). The result is empty where nothing is left.
    """
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
