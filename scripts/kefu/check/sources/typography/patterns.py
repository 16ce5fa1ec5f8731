"""How typographical mistakes are found: with patterns, each of which matches what breaks a rule.

What could be corrected in more than one way is either a mistake without a correction, or not reported at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.check.sources.typography.prose_markdown import EDGE, HIDDEN, NBSP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kefu.check.sources.typography.prose_markdown import Passage
    from kefu.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A mistake in a passage: where it begins and ends, what is right instead, and what to say about it.

    `right` is `None` if there is not exactly one correction.
    """

    rule: Rule
    start: int
    end: int
    right: str | None
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A kind of mistake as a regular expression, whose group `x` matches what is wrong.

    `right` is the correction, or a function that returns it for a match, or `None` if the match is not a mistake. If
    `right` itself is `None`, there is no automatic correction, and the `hint` says what to do.
    """

    rule: Rule
    message: str
    expression: re.Pattern[str]
    right: str | Callable[[re.Match[str]], str | None] | None
    hint: str = ""


GAP: Final = rf"[ \n{NBSP}\u202f]"
"""A pattern for a space between words, breakable or not."""

MONEY: Final = "tkr|kr|mkr|mnkr|mdkr"
SIGNS: Final = rf"{MONEY}|km|cm|mm|m|ha|kg|kWh|MWh|GWh|kW|MW|°C|m²|km²|m³"
"""Patterns for units as signs and abbreviations."""

_BREAK: Final = re.compile(rf"[\s{EDGE}{HIDDEN}|\[\]]")
_NEAR: Final = 20
"""As many characters before and after a mistake are shown at most."""


def found_by(pattern: Pattern, passage: Passage) -> Iterator[Mistake]:
    """Yield the mistakes that a pattern finds in a passage."""
    for match in pattern.expression.finditer(passage.text):
        start, end = match.span("x")
        right = pattern.right(match) if callable(pattern.right) else pattern.right
        if pattern.right is not None and (right is None or right == match["x"]):
            continue
        yield Mistake(
            rule=pattern.rule,
            start=start,
            end=end,
            right=None if right == "," and not passage.takes_comma else right,
            message=pattern.message,
            hint=pattern.hint or _hint(passage.text, start, end, right or ""),
        )


def _hint(text: str, start: int, end: int, right: str) -> str:
    """Return a hint that shows the correction in its context."""
    before, after = _BREAK.split(text[max(0, start - _NEAR) : start])[-1], _BREAK.split(text[end : end + _NEAR])[0]
    return f"write “{f'{before}{right}{after}'.strip()}”" + (" with a no-break space" if NBSP in right else "")
