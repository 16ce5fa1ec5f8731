"""Swedish typography. If there is exactly one correction, `kefu fix` makes it in the sources."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

_GUIDE: Final = "Språkrådet, Myndigheternas skrivregler"
_FIX: Final = "run `kefu fix`"

QUOTATION_MARKS_ARE_SWEDISH: Final = Rule(
    name="quotation-marks-are-swedish",
    holds="Quotation marks are ” on both sides.",
    why=f"{_GUIDE}, on quotation marks.",
    remedy=f"Write ” on both sides, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
APOSTROPHES_ARE_SWEDISH: Final = Rule(
    name="apostrophes-are-swedish",
    holds="Apostrophes and inner quotation marks are ’ on both sides.",
    why=f"{_GUIDE}, on quotation marks.",
    remedy=f"Write ’ on both sides, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
DASH_IS_EN_DASH: Final = Rule(
    name="dash-is-en-dash",
    holds="A dash between words is an en dash with spaces around it.",
    why=f"{_GUIDE}, on dashes.",
    remedy=f"Write “ – ”, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
RANGE_HAS_EN_DASH: Final = Rule(
    name="range-has-en-dash",
    holds="A range, such as “2019–2022” or “mars–maj”, is written with an en dash without spaces.",
    why=f"{_GUIDE}, on the dash in periods and intervals.",
    remedy=f"Write “–” without spaces, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
DECIMAL_IS_COMMA: Final = Rule(
    name="decimal-is-comma",
    holds="A number has a decimal comma.",
    why=f"{_GUIDE}, on decimals.",
    remedy=f"Write “3,5”, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
ABBREVIATION_IS_DOTTED: Final = Rule(
    name="abbreviation-is-dotted",
    holds="Abbreviations of several words are written with full stops and without spaces, as “t.ex.”.",
    why=f"{_GUIDE}, on abbreviations.",
    remedy=f"Write the full stops, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
ELLIPSIS_IS_ONE_SIGN: Final = Rule(
    name="ellipsis-is-one-sign",
    holds="An ellipsis is the single character “…”.",
    why="Three full stops can be split at the end of a line.",
    remedy=f"Write “…”, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
WORDS_ARE_PARTED_BY_ONE_SPACE: Final = Rule(
    name="words-are-parted-by-one-space",
    holds="Words are separated by one space.",
    remedy=f"Leave only one, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
PUNCTUATION_FOLLOWS_ITS_WORD: Final = Rule(
    name="punctuation-follows-its-word",
    holds="There is no space before a punctuation mark.",
    remedy=f"Remove the space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
SECTION_SIGN_KEEPS_ITS_NUMBER: Final = Rule(
    name="section-sign-keeps-its-number",
    holds="A section sign and its number are joined by a no-break space.",
    why=f"{_GUIDE}, on spaces: a line break would split what belongs together.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
CHAPTER_KEEPS_ITS_NUMBER: Final = Rule(
    name="chapter-keeps-its-number",
    holds="“kap.” and its numbers are joined by no-break spaces.",
    why=f"{_GUIDE}, on spaces: a line break would split what belongs together.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
PERCENT_SIGN_KEEPS_ITS_NUMBER: Final = Rule(
    name="percent-sign-keeps-its-number",
    holds="A number and its percent sign are joined by a no-break space.",
    why=f"{_GUIDE}, on spaces: a line break would split what belongs together.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
THOUSANDS_KEEP_TOGETHER: Final = Rule(
    name="thousands-keep-together",
    holds="The digits of a large number are grouped with no-break spaces, not with points or commas.",
    why=f"{_GUIDE}, on spaces in numbers.",
    remedy=f"Write “12 500” with a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
NUMBER_KEEPS_ITS_UNIT: Final = Rule(
    name="number-keeps-its-unit",
    holds="A number and its unit are joined by a no-break space.",
    why=f"{_GUIDE}, on spaces before units.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
ABBREVIATION_KEEPS_ITS_NUMBER: Final = Rule(
    name="abbreviation-keeps-its-number",
    holds="An abbreviation such as “s.” or “nr” and its number are joined by a no-break space.",
    why=f"{_GUIDE}, on spaces after abbreviations.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
DAY_KEEPS_ITS_MONTH: Final = Rule(
    name="day-keeps-its-month",
    holds="A day and its month are joined by a no-break space.",
    why=f"{_GUIDE}, on spaces: a line break would split what belongs together.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
