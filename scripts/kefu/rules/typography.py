"""Swedish typography. Where a rule has one right answer, `kefu fix` corrects the sources."""

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
    holds="Decimals follow a comma.",
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
    holds="An ellipsis is the one sign “…”.",
    why="Three full stops can be split at the end of a line.",
    remedy=f"Write “…”, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
WORDS_ARE_PARTED_BY_ONE_SPACE: Final = Rule(
    name="words-are-parted-by-one-space",
    holds="Words are separated by one space.",
    remedy=f"Leave one, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
PUNCTUATION_FOLLOWS_ITS_WORD: Final = Rule(
    name="punctuation-follows-its-word",
    holds="No space stands before a punctuation mark.",
    remedy=f"Leave the space out, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
SECTION_SIGN_KEEPS_ITS_NUMBER: Final = Rule(
    name="section-sign-keeps-its-number",
    holds="A no-break space stands between a section sign and its number.",
    why=f"{_GUIDE}, on spaces: a line break would split what belongs together.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
CHAPTER_KEEPS_ITS_NUMBER: Final = Rule(
    name="chapter-keeps-its-number",
    holds="A no-break space stands between “kap.” and its numbers.",
    why=f"{_GUIDE}, on spaces: a line break would split what belongs together.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
PERCENT_SIGN_KEEPS_ITS_NUMBER: Final = Rule(
    name="percent-sign-keeps-its-number",
    holds="A no-break space stands between a number and its percent sign.",
    why=f"{_GUIDE}, on spaces: a line break would split what belongs together.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
THOUSANDS_KEEP_TOGETHER: Final = Rule(
    name="thousands-keep-together",
    holds="The digits of a large number are grouped by no-break spaces, and by neither points nor commas.",
    why=f"{_GUIDE}, on spaces in numbers.",
    remedy=f"Write “12 500” with a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
NUMBER_KEEPS_ITS_UNIT: Final = Rule(
    name="number-keeps-its-unit",
    holds="A no-break space stands between a number and its unit.",
    why=f"{_GUIDE}, on spaces before units.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
ABBREVIATION_KEEPS_ITS_NUMBER: Final = Rule(
    name="abbreviation-keeps-its-number",
    holds="A no-break space stands between an abbreviation such as “s.” or “nr” and its number.",
    why=f"{_GUIDE}, on spaces after abbreviations.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
DAY_KEEPS_ITS_MONTH: Final = Rule(
    name="day-keeps-its-month",
    holds="A no-break space stands between a day and its month.",
    why=f"{_GUIDE}, on spaces: a line break would split what belongs together.",
    remedy=f"Write a no-break space, or {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
