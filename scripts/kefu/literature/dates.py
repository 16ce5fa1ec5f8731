"""When a work was published: years, months and days as programs and people write them → a date of ISO 8601."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.literature.tex import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_YEAR: Final = 1500
"""Hardly anything was printed before it (in Sweden nothing before 1483), so an earlier year is probably mistyped."""

_MONTHS: Final = re.compile(
    r"\b(?:(jan)|(feb)|(mar)|(apr)|(may|maj|mai)|(jun)|(jul)|(aug)|(sep)|(okt|oct)|(nov)|(dec|dez))[a-z]*\b\.?",
    re.IGNORECASE,
)
_UNDATED: Final = re.compile(
    r"(?:u\.? ?å\.?|n\.? ?d\.?|s\. ?a\.|s\.?d\.|utan år|no date|undated|odaterad|nodate|unknown|okänt?)", re.IGNORECASE
)
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ]\d[\d:.Z+-]*)?([?~%]{0,2})", re.ASCII)

SEASONS: Final = range(21, 42)
"""What may stand for a month in ISO 8601-2: spring, summer and so on, of which a list shows only the year."""

_SAID: Final = (
    ("inpress", r"in ?press|i tryck|under tryckning|under utgivning|accepted|antagen|in print|online first|early view"),
    ("forthcoming", r"forthcoming|kommande|to appear|to be published|utkommer"),
    ("submitted", r"submitted|under (?:peer )?review|in review|inskicka[dt]t?(?: manuskript)?|under revision"),
    ("inpreparation", r"in ?preparation|in progress|working paper|manuskript|manuscript|under arbete|draft"),
    ("prepublished", r"pre-?published|preprint|förhandspublicera[dt]"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """When a work was published: a date in ISO 8601 or a range of two, or the state of what is still unpublished.

    A work with neither has no year. `from_year` tells that the state stood where the year should; `unread` is what is
    no date.
    """

    date: str = ""
    state: str = ""
    from_year: bool = False
    unread: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """The years in the date."""
        return tuple(int(year) for year in re.findall(r"(?<![\d-])\d{4}(?!\d)", self.date))


def dated(fields: Mapping[str, str]) -> Dated:
    """Return when the work with these fields was published."""
    state = state_of(fields.get("pubstate", ""))
    for name in ("date", "year"):
        value = plain(fields.get(name, ""))
        if not value or _UNDATED.fullmatch(value):
            continue
        said = state_of(value)
        if said in words.literature.STATES:
            return Dated(state=said, from_year=True)
        date = iso(value) or _written_out(value)
        if date and name == "year" and "-" not in date:
            date += _month_and_day(plain(fields.get("month", "")), plain(fields.get("day", "")))
        return Dated(date=date, state=state, unread="" if date else value)
    return Dated(state=state)


def state_of(value: str) -> str:
    """Return the state that a value names, or the value if it names none."""
    value = plain(value)
    return next((state for state, said in _SAID if re.fullmatch(said, value, re.IGNORECASE)), value)


def is_undated(value: str) -> bool:
    """Return whether a value says that there is no year, as “u.å.” and “n.d.” do."""
    return bool(_UNDATED.fullmatch(plain(value)))


def iso(value: str) -> str:
    """Return a date or a range of dates with two digits for months and days; nothing if it is none."""
    ends = value.split("/")
    if len(ends) > len("ab") or not any(end not in ("", "..") for end in ends):
        return ""
    found = []
    for end in (re.sub(r"^(?:unknown|open)$", "", end.strip()) for end in ends):
        match = _ISO.fullmatch(end)
        if end in ("", "..") and len(ends) > 1:
            found.append("")
        elif match and match[2] and int(match[2]) in SEASONS:
            found.append(match[1] + match[4][:1])
        elif match and _is_day(*(int(part or 1) for part in match.group(1, 2, 3))):
            found.append("-".join([match[1], *(part.zfill(2) for part in match.group(2, 3) if part)]) + match[4][:1])
        else:
            return ""
    return "/".join(found)


def _is_day(year: int, month: int, day: int) -> bool:
    """Return whether the calendar has a day; the year 0, which it does not have, is taken for a leap year."""
    try:
        datetime.date(year or 4, month, day)
    except ValueError:
        return False
    return True


def _written_out(value: str) -> str:
    """Return the date in a text like “4 mars 2022”, “c2004”, “[2004]”, “2004–2005” or “2020/05/01”; or nothing."""
    numbers = re.fullmatch(r"(\d{4})[/.](\d\d?)[/.](\d\d?)", value, re.ASCII)
    if numbers:
        return iso("-".join(numbers.groups()))
    years = re.fullmatch(r"(\d{4}) ?(?:--|–|/|-(?=\d{4})) ?(\d\d|\d{4})", value, re.ASCII)
    if years:
        last = years[1][: 4 - len(years[2])] + years[2]
        return f"{years[1]}/{last}"
    one = re.fullmatch(r"\[?(?:(?:ca?|cop)\.? ?|© ?)?(\d{4})[a-z]?[?]?\]?\.?", value, re.ASCII)
    if one:
        return one[1]
    year = re.search(r"\b\d{4}\b", value, re.ASCII)
    rest = _MONTHS.search(value)
    return year[0] + _month_and_day(value.replace(year[0], ""), "") if year and rest else ""


def _month_and_day(month: str, day: str) -> str:
    """Return what follows the year in a date: `-05`, `-05-04`, or nothing if the month is none."""
    named = _MONTHS.search(month)
    number = named.lastindex if named else int(month) if re.fullmatch(r"0?[1-9]|1[0-2]", month, re.ASCII) else None
    if not number:
        return ""
    found = re.search(r"\b([12]\d|3[01]|0?[1-9])\b", day or (month if named else ""), re.ASCII)
    return f"-{number:02}" + (f"-{int(found[1]):02}" if found else "")
