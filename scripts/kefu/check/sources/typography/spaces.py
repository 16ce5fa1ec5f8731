"""Patterns for no-break spaces: what must neither be separated by a line break nor written without a space.

Source: Språkrådet, *Myndigheternas skrivregler*, on spaces in numbers, before units and after abbreviations. Where it
allows several forms, the publication has chosen one.
"""

from __future__ import annotations

import re
from typing import Final

from kefu import words
from kefu.check.sources.typography.patterns import GAP, MONEY, SIGNS, Pattern
from kefu.check.sources.typography.prose_markdown import HIDDEN, NBSP
from kefu.rules.typography import (
    ABBREVIATION_KEEPS_ITS_NUMBER,
    CHAPTER_KEEPS_ITS_NUMBER,
    DAY_KEEPS_ITS_MONTH,
    NUMBER_KEEPS_ITS_UNIT,
    PERCENT_SIGN_KEEPS_ITS_NUMBER,
    SECTION_SIGN_KEEPS_ITS_NUMBER,
    THOUSANDS_KEEP_TOGETHER,
)

_BREAKABLE: Final = r"(?P<x>[ \n])"
_BREAKABLE_OR_NONE: Final = r"(?P<x>[ \n]?)"
_FIXED: Final = rf"[{NBSP}\u202f]"
_ANY: Final = rf"[ {NBSP}\u202f]"
_MONTHS: Final = "|".join(words.MONTHS)

PATTERNS: Final = (
    Pattern(
        rule=SECTION_SIGN_KEEPS_ITS_NUMBER,
        message="a section sign is not joined to its number by a no-break space",
        expression=re.compile(rf"(?<!\d)\d{{1,3}}(?:{GAP}[a-z])?{_BREAKABLE_OR_NONE}§"),
        right=NBSP,
    ),
    Pattern(
        rule=SECTION_SIGN_KEEPS_ITS_NUMBER,
        message="a section's number and letter are not joined by a no-break space",
        expression=re.compile(rf"(?<!\d)\d{{1,3}}{_BREAKABLE}[a-z]{GAP}?§"),
        right=NBSP,
    ),
    Pattern(
        rule=SECTION_SIGN_KEEPS_ITS_NUMBER,
        message="a section sign is not joined to its number by a no-break space",
        expression=re.compile(rf"(?P<before>(?<!\d)\d{{1,3}}(?:{GAP}[a-z])?{GAP}?)?§{_BREAKABLE_OR_NONE}(?=\d)"),
        right=lambda match: None if match["before"] else NBSP,
    ),
    Pattern(
        rule=CHAPTER_KEEPS_ITS_NUMBER,
        message="“kap.” is not joined to its number by a no-break space",
        expression=re.compile(rf"\d(?:{GAP}[a-z])?{_BREAKABLE_OR_NONE}kap\."),
        right=NBSP,
    ),
    Pattern(
        rule=CHAPTER_KEEPS_ITS_NUMBER,
        message="“kap.” is not joined to the number after it by a no-break space",
        expression=re.compile(rf"(?<!\w)kap\.{_BREAKABLE_OR_NONE}(?=\d)"),
        right=NBSP,
    ),
    Pattern(
        rule=PERCENT_SIGN_KEEPS_ITS_NUMBER,
        message="a percent sign is not joined to its number by a no-break space",
        expression=re.compile(r"\d(?P<x>[ \n](?=[%‰])|(?=[%‰](?![\w-])))"),
        right=NBSP,
    ),
    Pattern(
        rule=THOUSANDS_KEEP_TOGETHER,
        message="the groups of digits in a number are not joined by no-break spaces",
        expression=re.compile(
            rf"(?<![\w,.+/:-])(?<!\d{_ANY})(?P<x>[1-9]\d{{0,2}}(?:{_FIXED}\d{{3}}){{0,5}}"
            rf"(?: \d{{3}})(?:{_ANY}\d{{3}}){{0,5}})(?!\d|{_ANY}\d|[./:-]\d)"
        ),
        right=lambda match: match["x"].replace(" ", NBSP),
    ),
    Pattern(
        rule=THOUSANDS_KEEP_TOGETHER,
        message="a number contains a point",
        expression=re.compile(
            rf"(?<![\w,.+/:-])(?P<x>[1-9]\d{{0,2}}(?:[.]\d{{3}})+)(?={GAP}(?:{MONEY}|kronor|invånare|personer)\b)"
        ),
        right=None,
        hint="separate thousands with a no-break space, or decimals with a comma",
    ),
    Pattern(
        rule=NUMBER_KEEPS_ITS_UNIT,
        message="a number is not joined to its unit by a no-break space",
        expression=re.compile(rf"\d{_BREAKABLE}(?:{SIGNS})(?![\w²³-])"),
        right=NBSP,
    ),
    Pattern(
        rule=ABBREVIATION_KEEPS_ITS_NUMBER,
        message="a number is not joined to the abbreviation before it by a no-break space",
        expression=re.compile(
            rf"(?<![\w.])(?<!{HIDDEN}, )(?<!{HIDDEN} \[)(?:[sS]\.|[sS]id\.|[kK]l\.){_BREAKABLE_OR_NONE}(?=\d)"
        ),
        right=NBSP,
    ),
    Pattern(
        rule=ABBREVIATION_KEEPS_ITS_NUMBER,
        message="a number is not joined to the abbreviation before it by a no-break space",
        expression=re.compile(rf"(?<![\w.])(?:[nN]r|[aA]rt\.|[pP]rop\.|SFS|SOU|Ds){_BREAKABLE}(?=\d)"),
        right=NBSP,
    ),
    Pattern(
        rule=DAY_KEEPS_ITS_MONTH,
        message="a day is not joined to its month by a no-break space",
        expression=re.compile(rf"(?<![\w.,:/])(?:[1-9]|[12]\d|3[01]){_BREAKABLE}(?:{_MONTHS})(?!\w)"),
        right=NBSP,
    ),
)
