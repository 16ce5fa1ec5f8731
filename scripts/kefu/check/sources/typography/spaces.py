"""Patterns for no-break spaces: what a line break or a missing space must not part.

Source: Språkrådet, *Myndigheternas skrivregler*, on spaces in numbers, before units and after abbreviations. Where it
leaves a choice, the publication's own form is kept to.
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
        message="a section sign can be parted from its number",
        expression=re.compile(rf"(?<!\d)\d{{1,3}}(?:{GAP}[a-z])?{_BREAKABLE_OR_NONE}§"),
        right=NBSP,
    ),
    Pattern(
        rule=SECTION_SIGN_KEEPS_ITS_NUMBER,
        message="a section's number can be parted from its letter",
        expression=re.compile(rf"(?<!\d)\d{{1,3}}{_BREAKABLE}[a-z]{GAP}?§"),
        right=NBSP,
    ),
    Pattern(
        rule=SECTION_SIGN_KEEPS_ITS_NUMBER,
        message="a section sign can be parted from its number",
        expression=re.compile(rf"(?P<before>(?<!\d)\d{{1,3}}(?:{GAP}[a-z])?{GAP}?)?§{_BREAKABLE_OR_NONE}(?=\d)"),
        right=lambda match: None if match["before"] else NBSP,
    ),
    Pattern(
        rule=CHAPTER_KEEPS_ITS_NUMBER,
        message="“kap.” can be parted from its number",
        expression=re.compile(rf"\d(?:{GAP}[a-z])?{_BREAKABLE_OR_NONE}kap\."),
        right=NBSP,
    ),
    Pattern(
        rule=CHAPTER_KEEPS_ITS_NUMBER,
        message="“kap.” can be parted from the number after it",
        expression=re.compile(rf"(?<!\w)kap\.{_BREAKABLE_OR_NONE}(?=\d)"),
        right=NBSP,
    ),
    Pattern(
        rule=PERCENT_SIGN_KEEPS_ITS_NUMBER,
        message="a percent sign can be parted from its number",
        expression=re.compile(r"\d(?P<x>[ \n](?=[%‰])|(?=[%‰](?![\w-])))"),
        right=NBSP,
    ),
    Pattern(
        rule=THOUSANDS_KEEP_TOGETHER,
        message="the digits of one number can be parted",
        expression=re.compile(
            rf"(?<![\w,.+/:-])(?<!\d{_ANY})(?P<x>[1-9]\d{{0,2}}(?:{_FIXED}\d{{3}}){{0,5}}"
            rf"(?: \d{{3}})(?:{_ANY}\d{{3}}){{0,5}})(?!\d|{_ANY}\d|[./:-]\d)"
        ),
        right=lambda match: match["x"].replace(" ", NBSP),
    ),
    Pattern(
        rule=THOUSANDS_KEEP_TOGETHER,
        message="a point or comma stands in a number",
        expression=re.compile(
            rf"(?<![\w,.+/:-])(?P<x>[1-9]\d{{0,2}}(?:[.]\d{{3}})+)(?={GAP}(?:{MONEY}|kronor|invånare|personer)\b)"
        ),
        right=None,
        hint="part thousands by a no-break space, or decimals by a comma",
    ),
    Pattern(
        rule=NUMBER_KEEPS_ITS_UNIT,
        message="a number can be parted from its unit",
        expression=re.compile(rf"\d{_BREAKABLE}(?:{SIGNS})(?![\w²³-])"),
        right=NBSP,
    ),
    Pattern(
        rule=ABBREVIATION_KEEPS_ITS_NUMBER,
        message="a number can be parted from the abbreviation before it",
        expression=re.compile(
            rf"(?<![\w.])(?<!{HIDDEN}, )(?<!{HIDDEN} \[)(?:[sS]\.|[sS]id\.|[kK]l\.){_BREAKABLE_OR_NONE}(?=\d)"
        ),
        right=NBSP,
    ),
    Pattern(
        rule=ABBREVIATION_KEEPS_ITS_NUMBER,
        message="a number can be parted from the abbreviation before it",
        expression=re.compile(rf"(?<![\w.])(?:[nN]r|[aA]rt\.|[pP]rop\.|SFS|SOU|Ds){_BREAKABLE}(?=\d)"),
        right=NBSP,
    ),
    Pattern(
        rule=DAY_KEEPS_ITS_MONTH,
        message="a day can be parted from its month",
        expression=re.compile(rf"(?<![\w.,:/])(?:[1-9]|[12]\d|3[01]){_BREAKABLE}(?:{_MONTHS})(?!\w)"),
        right=NBSP,
    ),
)
