"""Swedish personal identity numbers, telephone numbers and e-mail addresses in a text."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FICTIONAL_NUMBERS: Final = (
    (313900600, 313900699),
    (406280400, 406280499),
    (701740605, 701740699),
    (846500400, 846500499),
    (980319200, 980319299),
)
"""Telephone numbers, without the leading 0, that Post- och telestyrelsen reserves for books and films.

From general knowledge (Gothenburg, Malmö, mobile, Stockholm, Kiruna), and as quoted from the authority's page in public
code; not verified on that page.
"""

FICTIONAL_DOMAINS: Final = re.compile(r"(?:^|\.)(?:example|example\.(?:com|net|org|se))$", re.IGNORECASE)
"""Domains that belong to nobody; all of them except example.se are reserved by RFC 2606."""

_DASH: Final = "[-\u2010-\u2015\u2212]"
_SPACE: Final = r"[^\S\n]"
_BEGINS: Final = r"(?<![\w+-])(?<!\d[.,])"
_ENDS: Final = r"(?!\w|[-.,]\d)"

_IDENTITY: Final = re.compile(
    rf"{_BEGINS}(?P<date>(?:1[89]|20)?\d{{2}}[01]\d{{3}})"
    rf"(?:{_SPACE}?(?:{_DASH}|\+){_SPACE}?|{_SPACE})?(?P<last>\d{{4}}){_ENDS}"
)
_PHONE: Final = re.compile(
    rf"{_BEGINS}(?P<prefix>(?:\+|00){_SPACE}?46{_SPACE}?{_DASH}?(?:\(?0\)?{_SPACE}?)?|\(?0)"
    rf"(?P<area>8|[1-9]\d{{1,2}})(?P<gap>\)?{_SPACE}?(?:{_DASH}|/)?{_SPACE}?)"
    rf"(?P<groups>\d{{2,4}}(?:(?:{_SPACE}|-)?\d{{2,3}}){{1,3}}){_ENDS}"
)
_LENGTHS: Final = re.compile(r"\d{7,9}")
_IDENTIFIER: Final = re.compile(
    r"\b10\.\d{4,9}/[^\s\"<>{}]+|\bISSN\W{0,6}\d{4}-\d{3}[\dX](?:\W{1,3}\d{4}-\d{3}[\dX])*", re.IGNORECASE
)
"""DOI and ISSN, in which digits stand as they do in telephone numbers."""

_EMAIL: Final = re.compile(
    r"(?<![\w.%+-])[.%+-]{0,9}\w[\w.%+-]{0,64}(?:@|\s?[\[({](?:at|snabel-?a|@)[\])}]\s?)(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})",
    re.IGNORECASE,
)


class DatumKind(StrEnum):
    """A kind of datum that reveals who somebody is, or how to reach them."""

    IDENTITY_NUMBER = "a personal identity number"
    PHONE_NUMBER = "a telephone number"
    EMAIL_ADDRESS = "an e-mail address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """The place and kind of a personal datum in a text. The datum itself is not kept."""

    start: int
    end: int
    kind: DatumKind


def personal_data(text: str) -> tuple[Datum, ...]:
    """Return the personal data in a text, in reading order.

    - Identity and coordination numbers with ten or twelve digits, if the date exists and the check digit is correct.
      Skatteverket's test numbers are too many to list, so they are found like any others.
    - Swedish telephone numbers, as people write them: 08-123 456 78, 070 123 45 67, +46 (0)70 123 45 67, 0701234567;
      but not `FICTIONAL_NUMBERS`, and not the digits of a DOI or an ISSN.
    - E-mail addresses, also with “(at)” or “[snabel-a]”; but not those in `FICTIONAL_DOMAINS`.
    """
    found: list[Datum] = []
    for datum in sorted((*_identity_numbers(text), *_emails(text), *_phones(text)), key=lambda d: (d.start, -d.end)):
        if not found or datum.start >= found[-1].end:
            found.append(datum)
    return tuple(found)


def _identity_numbers(text: str) -> Iterator[Datum]:
    for match in _IDENTITY.finditer(text):
        if _is_date(match["date"]) and _has_check_digit(match["date"][-6:] + match["last"]):
            yield Datum(start=match.start(), end=match.end(), kind=DatumKind.IDENTITY_NUMBER)


def _is_date(digits: str) -> bool:
    """Return whether digits are a date of birth, YYMMDD or YYYYMMDD; a coordination number adds 60 to the day."""
    whole = f"20{digits}"[-8:]  # without its century, a year is a leap year as it is in this one
    try:
        datetime.date(int(whole[:4]), int(whole[4:6]), int(whole[6:]) % 60)
    except ValueError:
        return False
    return True


def _has_check_digit(digits: str) -> bool:
    """Return whether the last digit is the check digit of those before it, by Luhn's algorithm."""
    doubled = (int(digit) * (2 if index % 2 == 0 else 1) for index, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _phones(text: str) -> Iterator[Datum]:
    without = _IDENTIFIER.sub(lambda match: "x" * len(match[0]), text)
    for match in _PHONE.finditer(without):
        digits = match["area"] + re.sub(r"\D", "", match["groups"])
        reserved = any(first <= int(digits) <= last for first, last in FICTIONAL_NUMBERS)
        if _LENGTHS.fullmatch(digits) and not reserved and not _is_another_number(match, digits):
            yield Datum(start=match.start(), end=match.end(), kind=DatumKind.PHONE_NUMBER)


def _is_another_number(match: re.Match[str], digits: str) -> bool:
    """Return whether a match is more likely a time and date, a row of numbers, or a number without separators."""
    if re.search(r"\d{4}-\d{2}-\d{2}", match[0]):
        return True
    if match[0].isdigit():
        return not re.fullmatch(r"7[02369]\d{7}|8\d{7,8}|46\d{7,9}", digits)
    pairs = re.fullmatch(r"\d{2}(?:\s\d{2})+", match["groups"])
    return bool(pairs and match["prefix"] == "0" and match["area"] == "8" and match["gap"].isspace())


def _emails(text: str) -> Iterator[Datum]:
    for match in _EMAIL.finditer(text):
        if not FICTIONAL_DOMAINS.search(match["domain"]):
            yield Datum(start=match.start(), end=match.end(), kind=DatumKind.EMAIL_ADDRESS)
