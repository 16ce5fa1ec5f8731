"""The rules of Swedish that any text follows: letters, inflection, dates, sizes, enumerations, names for files."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

NBSP: Final = "\N{NO-BREAK SPACE}"
CAPITALS: Final = "A-ZÅÄÖ"
SMALL_LETTERS: Final = "a-zåäö"
"""The letters of the alphabet, for use inside the brackets of a regular expression."""

AND: Final = "och"
MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
THOUSAND: Final = 1000


def genitive(name: str) -> str:
    """Return the genitive of a name: “KEFU:s”, “Lunds”, “Annas”.

    Source: Språkrådet, *Myndigheternas skrivregler*, on the genitive of abbreviations and of names that end in s.
    """
    if name.isupper():
        return f"{name}:s"
    return name if name[-1:] in "sxzSXZ" else f"{name}s"


def date(value: datetime.date) -> str:
    """Return a date as written in running text: “6 juli 2022”."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def size(octets: int) -> str:
    """Return the size of a file as written in Swedish: “305 kB”, “1,3 MB”.

    A kB is 1 000 bytes. Source: IEC 80000-13, and *Myndigheternas skrivregler* on decimals.
    """
    kilo = max(1, round(octets / THOUSAND))
    if kilo < THOUSAND:
        return f"{kilo}{NBSP}kB"
    return f"{octets / THOUSAND**2:.1f}".replace(".", ",") + f"{NBSP}MB"


def counted(number: int, *, one: str, many: str) -> str:
    """Return a number with the matching form of its noun: “1 sida”, “10 sidor”."""
    return f"{number}{NBSP}{one if number == 1 else many}"


def enumerate_words(words: Sequence[str]) -> str:
    """Join words as in a Swedish sentence: “a, b och c”."""
    if len(words) < 2:  # noqa: PLR2004 - a list of two is the first that needs “och”
        return "".join(words)
    return f"{', '.join(words[:-1])} {AND} {words[-1]}"


def capitalise(text: str) -> str:
    """Return the text with its first letter in upper case and the rest unchanged."""
    return text[:1].upper() + text[1:]


def ascii_letters(text: str) -> str:
    """Return the text in ASCII: letters lose diacritics (å and ä become a, ö becomes o), other signs are dropped."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def slug(text: str) -> str:
    """Return the text as a name for files and labels: lower-case ASCII letters, digits and single hyphens.

    The result is empty if nothing is left.
    """
    return re.sub(r"[^a-z0-9]+", "-", ascii_letters(text.lower())).strip("-")
