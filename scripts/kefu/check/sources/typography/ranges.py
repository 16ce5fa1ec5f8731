"""Ranges in Swedish text: which hyphens and spaced dashes between numbers should be an unspaced en dash.

Source: Språkrådet, *Myndigheternas skrivregler*, on the dash in periods and intervals. Identifiers, products, results
and differences also have a hyphen between numbers; only what is certain to be a range counts as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.check.sources.typography.patterns import Mistake
from kefu.check.sources.typography.prose_markdown import EDGE, NBSP
from kefu.rules.typography import RANGE_HAS_EN_DASH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.check.sources.typography.prose_markdown import Passage

_MONTHS: Final = "|".join(words.MONTHS)
_WEEKDAYS: Final = "måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag"
_SPACE: Final = rf"[ {NBSP}]"
_HYPHEN: Final = r"(?:--|[-‐‑—])"
_DASH: Final = rf"(?P<x>{_HYPHEN}|{_SPACE}(?:{_HYPHEN}|–){_SPACE})"
_NUMBER: Final = rf"\d{{1,3}}(?:[ {NBSP}\u202f]\d{{3}}){{1,5}}|\d+(?:[.,:]\d+)?"
_PAIR: Final = re.compile(
    rf"(?<![\w.,:/=+^~@#–−-])(?<![–−-]{_SPACE})(?P<first>{_NUMBER}){_DASH}(?P<last>{_NUMBER})"
    rf"(?![\w/^–−]|-(?![a-zåäö])|[.,:]\d|{_SPACE}?[=+]|{_SPACE}[–−-])"
)
_NAMED: Final = re.compile(
    rf"(?<!\w)(?:(?:{_MONTHS}){_DASH.replace('<x>', '<months>')}(?=(?:\d{{1,2}}{_SPACE})?(?:{_MONTHS})(?!\w))"
    rf"|(?:{_WEEKDAYS}){_DASH.replace('<x>', '<days>')}(?=(?:{_WEEKDAYS})(?!\w)))",
    re.IGNORECASE,
)
_ZERO: Final = re.compile(r"0\d")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_TIME: Final = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d")
_SMALL: Final = re.compile(r"[1-9]\d?")
_DECIMAL: Final = re.compile(r"\d+,\d+")
_GROUPED: Final = re.compile(r"\d{1,3}(?:\s\d{3})+")
_PAGE: Final = re.compile(rf"(?<![\w.])[sS](?:\.|id\.|idan|idorna){_SPACE}?$")
_CLOCK: Final = re.compile(rf"(?<!\w)(?:kl\.?|klockan){_SPACE}?$", re.IGNORECASE)
_PLACE: Final = re.compile(rf"(?:§|(?<!\w)(?:kap\.|åren|perioden|mandatperioden|läsåren)){_SPACE}?$", re.IGNORECASE)
_COUNTED: Final = re.compile(
    rf"(?<!\w)(?:art\.|avsnitt|punkt(?:erna)?|rad(?:erna)?|tabell|figur|kapitel|fråg(?:a|orna)|fall|årskurs|cirka|ca)"
    rf"{_SPACE}$",
    re.IGNORECASE,
)
_IDENTIFIED: Final = re.compile(
    rf"(?:[A-ZÅÄÖ]{{2,}}|(?<!\w)(?:ärende|protokoll|beslut|nummer|nr|id|modell|rum|version)){_SPACE}$"
)
_LAW: Final = re.compile(rf"{_SPACE}?(?:§|kap\.)")
_UNIT: Final = re.compile(
    rf"{_SPACE}?[%‰]|{_SPACE}(?:procent|kronor|kr|tkr|mkr|mnkr|miljoner|miljarder|personer|elever|invånare|år|månader"
    r"|veckor|dagar|timmar|minuter|min|km|kilometer|meter|m²|kg|grader|poäng|ledamöter|platser|gånger)(?!\w)"
)
_LAST_MONTH: Final = 12
_FLANK: Final = re.compile(rf"[.,;:)!?|”’\"{EDGE}]|$")


def found_in(passage: Passage) -> Iterator[Mistake]:
    """Yield a mistake for each hyphen or spaced dash that is used instead of the unspaced en dash of a range."""
    for match in _PAIR.finditer(passage.text):
        if _is_range(match):
            yield _mistake(match, "x", f"{match['first']}–{match['last']}")
    for match in _NAMED.finditer(passage.text):
        name = "months" if match["months"] else "days"
        yield _mistake(match, name, f"{match[0].removesuffix(match[name])}–…")


def _mistake(match: re.Match[str], group: str, right: str) -> Mistake:
    return Mistake(
        rule=RANGE_HAS_EN_DASH,
        start=match.start(group),
        end=match.end(group),
        right="–",
        message="a range is not written with an unspaced en dash",
        hint=f"write “{right}”",
    )


def _is_range(match: re.Match[str]) -> bool:
    first, last, dash = match["first"], match["last"], match["x"]
    before, after = match.string[max(0, match.start() - 30) : match.start()], match.string[match.end() :][:20]
    page, clock = bool(_PAGE.search(before)), bool(_CLOCK.search(before))
    named = page or clock or bool(_LAW.match(after) or _PLACE.search(before))
    if _IDENTIFIED.search(before) or (_ZERO.match(first) and not (_TIME.fullmatch(first) or clock)):
        return False
    if "–" in dash and not (named or _FLANK.match(after)):
        return False  # “2021 – 2022 blev …” may be a pause
    if _value(first) >= _value(last):
        return page or (len(dash) == 1 and _is_short_year(first, last))
    if named or any(kind.fullmatch(first) and kind.fullmatch(last) for kind in (_YEAR, _TIME)):
        return True
    alike = any(kind.fullmatch(first) and kind.fullmatch(last) for kind in (_SMALL, _DECIMAL, _GROUPED))
    return len(dash) < len(" - ") and (alike or bool(_UNIT.match(after) or _COUNTED.search(before)))


def _value(number: str) -> tuple[float, int]:
    """Return a number as a pair that can be compared: what stands before a point or colon, and what stands after."""
    whole, _, rest = re.sub(r"\s", "", number).replace(":", ".").partition(".")
    return float(whole.replace(",", ".")), int(rest or "0")


def _is_short_year(first: str, last: str) -> bool:
    """Return whether two numbers are years, as in “2024-25”; “2024-11” may be a month."""
    return (
        bool(_YEAR.fullmatch(first))
        and bool(re.fullmatch(r"\d\d", last))
        and int(last) > max(_LAST_MONTH, int(first) % 100)
    )
