"""What people write in YAML as they would in Swedish prose: dates, yes and no, and names of values, in other words."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from kefu import words

if TYPE_CHECKING:
    from collections.abc import Sequence

YES: Final = frozenset({"ja", "yes", "y", "j", "sant", "on", "på", "1"})
NO: Final = frozenset({"nej", "no", "n", "falskt", "off", "av", "0"})

MEANT: Final = {
    "utkast": "draft",
    "granskas": "review",
    "granskning": "review",
    "godkänd": "approved",
    "godkänt": "approved",
    "klar": "approved",
    "kommun": "municipality",
    "kommunen": "municipality",
    "region": "region",
    "majoritet": "majority",
    "minoritet": "minority",
    "politik": "politics",
    "politiker": "politics",
    "politiken": "politics",
    "förvaltning": "administration",
    "förvaltningen": "administration",
    "tjänsteman": "administration",
    "utanför": "outside",
    "utomstående": "outside",
    "media": "outside",
    "offentlig": "public",
    "publik": "public",
    "begränsad": "restricted",
    "sluten": "restricted",
    "rapport": "report",
    "fall": "case",
    "projekt": "project",
    "word": "docx",
    "webb": "html",
    "e-bok": "epub",
    "krävs": "required",
    "frivilligt": "optional",
    "fallbeskrivning": "case",
    "frågor": "questions",
    "diskussionsfrågor": "questions",
    "samtalsunderlag": "conversation",
    "lärarhandledning": "teaching-note",
    "epilog": "epilogue",
    "svenska": "sv-SE",
    "sv": "sv-SE",
}
"""Swedish words by what they mean as values."""

_MONTHS: Final = {name[:3]: number for number, name in enumerate(words.MONTHS, 1)}
_WRITTEN: Final = re.compile(
    r"(?:den\s+)?(?P<day>\d{1,2})\.?\s*(?:e\s+)?(?P<month>[a-zåäö]{3,9})\.?,?\s+(?P<year>\d{4})", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"(-?\d{1,3}(?:[ \u00a0\u202f]\d{3})*|-?\d+)(?:[.,](\d+))?\s*(?:pt|punkter|%|st)?")
_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})\s*[./-]\s*(?P<month>\d{1,2})\s*[./ -]\s*(?P<year>\d{4})")
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>\d{4})(?:\s*[./-]\s*(?P<month>\d{1,2})\s*[./-]\s*(?P<day>\d{1,2})|(?P<mm>\d{2})(?P<dd>\d{2}))"
)


def as_date(text: str) -> str:
    """Return a date as YAML has it, as `2026-12-01` for “1 december 2026”; an empty string if the text is none."""
    for form in (_WRITTEN, _DAY_FIRST, _YEAR_FIRST):
        if found := form.fullmatch(text.strip(" \"'").replace("\u00a0", " ")):
            parts = {name: value for name, value in found.groupdict().items() if value}
            name = parts.get("month", parts.get("mm", "")).lower()
            month = int(name) if name.isdigit() else _MONTHS.get(name[:3], 0)
            try:
                return datetime.date(int(parts["year"]), month, int(parts.get("day", parts.get("dd", "0")))).isoformat()
            except ValueError:
                return ""
    return ""


def as_boolean(text: str) -> str:
    """Return `true` or `false` for a word that means one of them; an empty string for any other."""
    word = text.strip(" \"'.").casefold()
    return "true" if word in {"true", *YES} else "false" if word in {"false", *NO} else ""


def as_value(text: str, values: Sequence[str]) -> str:
    """Return the one of some values that a Swedish word means, or that is written in another case."""
    word = text.strip(" \"'.").casefold()
    known = {value.casefold(): value for value in values}
    return known.get(word) or known.get(MEANT.get(word, "").casefold(), "")


def as_number(text: str) -> str:
    """Return a number as YAML has it, as `10.5` for “10,5 pt” and `12300` for “12 300”; or an empty string."""
    found = re.fullmatch(
        r"(-?\d{1,3}(?:[ \u00a0\u202f]\d{3})*|-?\d+)(?:[.,](\d+))?\s*(?:pt|punkter|%|st)?", text.strip(" \"'")
    )
    if not found:
        return ""
    whole = re.sub(r"\D", "", found[1])
    return f"{'-' * found[1].startswith('-')}{whole}{f'.{found[2]}' if found[2] else ''}"


def as_items(text: str) -> list[str]:
    """Return the items of a list that is written as a sentence or with dashes: “ett, två och tre”."""
    items = re.split(r"(?:^|\s)[-•–]\s*|[,;]\s*|\s+och\s+", text)
    return [item.strip() for item in items if item.strip()]
