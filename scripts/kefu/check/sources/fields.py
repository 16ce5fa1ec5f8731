"""What is wrong with the values of fields in an entry that is cited: years, pages, names, addresses, identifiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.check.sources.identifiers import FAULTS, VALID
from kefu.diagnostics import Diagnostic
from kefu.literature import FIRST_YEAR, NAMES, bare_doi, doubt, is_undated, isbns, issns, plain, web_address
from kefu.rules.bibliography import (
    NAMES_ARE_TOLD_APART,
    PAGES_ARE_A_RANGE,
    URL_IS_WEB_ADDRESS,
    YEAR_IS_PLAUSIBLE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.literature import Work
    from kefu.rules.rule import Rule

_PAGE: Final = r"(?:[A-Za-z]{0,4}[.:]?\d+[A-Za-z]?(?:[.:/]\d+)?|[ivxlcdm]+|[IVXLCDM]+)"
_PAGES: Final = re.compile(rf"(?P<first>{_PAGE})(?:--(?P<last>{_PAGE})|\+|ff?\.?)?", re.ASCII)

Found = tuple["Rule", str, str, bool]
"""The rule that a value breaks, the message, the hint, and whether it is minor."""


def faults(work: Work, year: int) -> Iterator[Diagnostic]:
    """Yield what is wrong with the values that a cited entry gives; `year` is the year of the publication."""
    for name, value in work.entry.fields.items():
        for rule, message, hint, minor in _faults(name, value.strip(), work, year):
            yield Diagnostic(rule=rule, location=work.entry.places[name], message=message, hints=(hint,), minor=minor)


def _faults(name: str, value: str, work: Work, year: int) -> Iterator[Found]:
    if not value.strip("{} \n"):
        return
    match name:
        case "year" | "date":
            yield from _year(name, value, work, year)
        case "pages":
            yield from _pages(value, work.fields.get("pages", ""))
        case "doi" | "isbn" | "issn":
            yield from _identifier(name, value, work)
        case "url":
            if "doi" not in work.fields and not _is_address(value):
                yield URL_IS_WEB_ADDRESS, f"“{value}” is not a web address", "write it in full, as “https://…”", False
        case "urldate" if "urldate" not in work.fields:
            hint = "write the day on which you read the page, as “2024-01-15”"
            yield YEAR_IS_PLAUSIBLE, f"“{value}” is not a day, and is left out", hint, True
        case _ if name in NAMES:
            bodies = {plain(work.given[issuer]) for issuer in _ISSUERS if issuer in work.given}
            if told := doubt(value, bodies):
                yield NAMES_ARE_TOLD_APART, *told, False


def _identifier(name: str, value: str, work: Work) -> Iterator[Found]:
    """Yield what is wrong with identifiers; it is minor for those that the reference does not show."""
    each: tuple[str, ...]
    if name == "doi":
        shown, each = 1, (bare_doi(plain(value)),)
    elif name == "isbn":
        shown, each = int(not {"doi", "url"} & work.fields.keys()), isbns(value)
    else:
        shown, each = 0, issns(value)
    for index, identifier in enumerate(each):
        if fault := FAULTS[name](identifier):
            yield VALID[name], *fault, index >= shown


_ISSUERS: Final = ("institution", "organization", "publisher")


def _year(name: str, value: str, work: Work, year: int) -> Iterator[Found]:
    """Yield what is wrong with a year or a date: pandoc parses no others, and the style shows only what it parses."""
    when = work.dated
    if is_undated(value) or (name == "year" and "date" in work.entry.fields):
        return
    if when.from_year:
        hint = f"write “pubstate = {{{when.state}}}” instead; the list says “{work.fields['pubstate']}”"
        yield YEAR_IS_PLAUSIBLE, f"“{plain(value)}” is no year, but how far the work has come", hint, True
    elif not when.date:
        undated = f"“{words.literature.UNDATED}” if there is no year"
        hint = f"write four digits, {undated}, or “pubstate = {{inpress}}” if the work is yet to come"
        yield YEAR_IS_PLAUSIBLE, f"“{value}” is not a valid year", hint, False
    else:
        wrong = next((one for one in when.years if not FIRST_YEAR <= one <= year + 1), None)
        if wrong is not None or [*when.years] != sorted(when.years):
            hint = (
                f"a work cited in {year} is from {FIRST_YEAR} to {year + 1}, and a range begins with the earlier year"
            )
            yield YEAR_IS_PLAUSIBLE, f"the year “{wrong or value}” cannot be right", hint, False


def _pages(value: str, read: str) -> Iterator[Found]:
    """Yield what is wrong with pages and ranges like `e12`, `189--212` or `189--92`, separated by commas."""
    hint = "write “12--15”; separate several by commas"
    for piece in re.split(r"\s*[,;]\s*", read) if read else ():
        match = _PAGES.fullmatch(piece)
        if not match:
            yield PAGES_ARE_A_RANGE, f"“{value}” is not a valid page range, and is shown as it is", hint, True
            return
        first, last = match["first"], match["last"] or ""
        if first.isdecimal() and last.isdecimal():
            whole = first[: max(0, len(first) - len(last))] + last  # “189--92” ends on page 192
            if int(whole) < int(first):
                yield PAGES_ARE_A_RANGE, f"the pages “{piece}” end before they begin", hint, False


def _is_address(value: str) -> bool:
    """Return whether a value is one address or several, as some programs write."""
    return bool(plain(value)) and all(web_address(piece) == piece.rstrip(".,;:") for piece in plain(value).split())
