"""Patterns for signs: quotation marks, dashes, decimal commas, abbreviations, and spaces between words.

Source: Språkrådet, *Myndigheternas skrivregler*, on quotation marks, dashes, decimals and abbreviations. Where it
allows several forms, the publication has chosen one.
"""

from __future__ import annotations

import re
from typing import Final

from kefu.check.sources.typography.patterns import GAP, SIGNS, Pattern
from kefu.check.sources.typography.prose_markdown import EDGE, HIDDEN, NBSP
from kefu.rules.typography import (
    ABBREVIATION_IS_DOTTED,
    APOSTROPHES_ARE_SWEDISH,
    DASH_IS_EN_DASH,
    DECIMAL_IS_COMMA,
    ELLIPSIS_IS_ONE_SIGN,
    PUNCTUATION_FOLLOWS_ITS_WORD,
    QUOTATION_MARKS_ARE_SWEDISH,
    WORDS_ARE_PARTED_BY_ONE_SPACE,
)

_BLANK: Final = frozenset(f" \n{EDGE}{NBSP}")
_AMOUNTS: Final = "kronor|öre|procent|miljon|miljoner|miljard|miljarder|kilometer|meter|grader"
_DOTTED: Final = "t ex|bl a|d v s|o s v|m m|m fl|p g a|s k|f d|fr o m|t o m"
"""Abbreviations of several words, which Myndigheternas skrivregler writes with full stops and no spaces."""


def _quotation_mark(match: re.Match[str]) -> str | None:
    return None if _may_be_a_measure(match) else "”"


def _apostrophe(match: re.Match[str]) -> str | None:
    return None if _may_be_a_measure(match) else "’"


def _may_be_a_measure(match: re.Match[str]) -> bool:
    """Return whether a mark may mean inches, feet or minutes: it follows a digit, and no quotation is open."""
    start, mark = match.start("x"), match["x"]
    block = match.string[:start].rpartition(EDGE)[2]
    if not block[-1:].isdigit():
        return False
    opened = len(re.findall(rf"(?<![^\s(\[*/–-]){re.escape(mark)}(?=\S)", block))
    closed = len(re.findall(rf"(?<=[^\s(\[*/–\d-]){re.escape(mark)}", block))
    return opened <= closed


def _between(match: re.Match[str]) -> tuple[str, str]:
    """Return the characters before and after a mistake; `EDGE` represents the edges of the passage."""
    start, end = match.span("x")
    return match.string[start - 1 : start] or EDGE, match.string[end : end + 1] or EDGE


def _guillemets(match: re.Match[str]) -> str:
    return f"”{match['x'][1:-1]}”"


def _dash(match: re.Match[str]) -> str | None:
    """Return the right dash: an en dash, with spaces around it if it is between words."""
    before, after = _between(match)
    if before in _BLANK and after in _BLANK:
        return "–"
    letters = before.isalpha() and after.isalpha()
    if match["x"] != "--" and letters:
        return " – "
    return "–" if before.isdigit() and after.isdigit() else None


def _hyphen_as_dash(match: re.Match[str]) -> str | None:
    return None if match["after"].isdigit() or match["before"] == "|" or match["after"] == "|" else "–"


def _dotted(match: re.Match[str]) -> str:
    return "".join(f"{word}." for word in re.findall(r"\w+", match["x"]))


def _nothing_before_punctuation(match: re.Match[str]) -> str | None:
    """Return an empty string, to remove the space, unless a full stop would then turn the line into a list item."""
    line = re.split(rf"[\n{EDGE}]", match.string[: match.start("x")])[-1]
    _, after = _between(match)
    ratio = match["before"].isdigit() and after == ":"
    return None if ratio or (after == "." and not re.search(r"[ \u00a0]", line)) else ""


_ABBREVIATIONS: Final = "|".join(
    rf"{words[0]}" + "".join(rf"(?:\.?{GAP}|\.){word}" for word in words[1:]) + r"(?:\.|(?![\w.]))"
    for words in (abbreviation.split() for abbreviation in _DOTTED.split("|"))
)

PATTERNS: Final = (
    Pattern(
        rule=QUOTATION_MARKS_ARE_SWEDISH,
        message="a quotation mark is not Swedish",
        expression=re.compile(r"(?P<x>[\"“„‟])"),
        right=_quotation_mark,
        hint="write ”, on both sides",
    ),
    Pattern(
        rule=QUOTATION_MARKS_ARE_SWEDISH,
        message="quotation marks are not Swedish",
        expression=re.compile(rf"(?P<x>«(?=\S)[^«»\n{EDGE}]+(?<=\S)»|»(?=\S)[^«»\n{EDGE}]+(?<=\S)[«»])"),
        right=_guillemets,
        hint="write ”, on both sides",
    ),
    Pattern(
        rule=APOSTROPHES_ARE_SWEDISH,
        message="an apostrophe or inner quotation mark is not Swedish",
        expression=re.compile(r"(?P<x>['‘‚‛]|(?<=[^\W\d_])´(?=[^\W\d_]))"),
        right=_apostrophe,
        hint="write ’, on both sides",
    ),
    Pattern(
        rule=DASH_IS_EN_DASH,
        message="hyphens or an em dash are used as a dash",
        expression=re.compile(r"(?<![-–—<!])(?P<x>-{2,3}|—)(?![-–—>])"),
        right=_dash,
    ),
    Pattern(
        rule=DASH_IS_EN_DASH,
        message="there are two hyphens between words",
        expression=re.compile(r"(?<=[^\W\d_])(?P<x>--)(?=[^\W\d_])"),
        right=None,
        hint="write “ – ” for a pause, and “–” for a range",
    ),
    Pattern(
        rule=DASH_IS_EN_DASH,
        message="a hyphen is used as a dash",
        expression=re.compile(rf"(?P<before>[^\s{EDGE}])[ {NBSP}](?P<x>[-‐])[ \n{NBSP}](?P<after>[^\s{EDGE}])"),
        right=_hyphen_as_dash,
    ),
    Pattern(
        rule=DECIMAL_IS_COMMA,
        message="a number has a decimal point",
        expression=re.compile(
            rf"(?<![\w.,:/])(?<!kl\.[ {NBSP}])\d{{1,3}}(?P<x>\.)\d{{1,2}}"
            rf"(?=(?:[-–]\d{{1,3}}[.,]\d{{1,2}})?{GAP}?(?:[%‰]|(?:{SIGNS}|{_AMOUNTS})(?![\w²³])))"
        ),
        right=",",
    ),
    Pattern(
        rule=ABBREVIATION_IS_DOTTED,
        message="an abbreviation is not written with full stops and without spaces",
        expression=re.compile(rf"(?<![\w.§])(?<!\d[ {NBSP}])(?P<x>{_ABBREVIATIONS})", re.IGNORECASE),
        right=_dotted,
    ),
    Pattern(
        rule=WORDS_ARE_PARTED_BY_ONE_SPACE,
        message="there is more than one space between words",
        expression=re.compile(rf"(?<=[^\s|{EDGE}])(?P<x> +) (?=[^\s|{EDGE}])(?!{HIDDEN}(?:{EDGE}|$))"),
        right="",
        hint="leave only one",
    ),
    Pattern(
        rule=PUNCTUATION_FOLLOWS_ITS_WORD,
        message="there is a space before a punctuation mark",
        expression=re.compile(
            rf"(?P<before>[\w”’)%…{HIDDEN}])(?P<x>[ {NBSP}]+)(?=[,;:!?.](?:[\s{EDGE}”’)*|]|$))(?!\.{GAP}\.)"
        ),
        right=_nothing_before_punctuation,
        hint="remove it",
    ),
    Pattern(
        rule=ELLIPSIS_IS_ONE_SIGN,
        message="three full stops are used as an ellipsis",
        expression=re.compile(rf"(?<!\.)(?P<x>\.{{3}})(?![.{HIDDEN}])"),
        right="…",
        hint="write “…”",
    ),
)
