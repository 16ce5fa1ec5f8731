"""Rules for no-break spaces: what a line break or a missing space must not part.

Source: Språkrådet, *Myndigheternas skrivregler*, on spaces in numbers, before units and after abbreviations. Where it
leaves a choice, the publication's own form is kept to.
"""

from __future__ import annotations

import re
from typing import Final

from kefu import words
from kefu.check.sources.typography.prose_markdown import HIDDEN, NBSP
from kefu.check.sources.typography.rule import GAP, MONEY, SIGNS, Rule

_BREAKABLE: Final = r"(?P<x>[ \n])"
_BREAKABLE_OR_NONE: Final = r"(?P<x>[ \n]?)"
_FIXED: Final = rf"[{NBSP}\u202f]"
_ANY: Final = rf"[ {NBSP}\u202f]"
_MONTHS: Final = "|".join(words.MONTHS)

RULES: Final = (
    Rule(
        name="section-sign-keeps-its-number",
        message="a section sign can be parted from its number",
        pattern=re.compile(rf"(?<!\d)\d{{1,3}}(?:{GAP}[a-z])?{_BREAKABLE_OR_NONE}§"),
        right=NBSP,
    ),
    Rule(
        name="section-sign-keeps-its-number",
        message="a section's number can be parted from its letter",
        pattern=re.compile(rf"(?<!\d)\d{{1,3}}{_BREAKABLE}[a-z]{GAP}?§"),
        right=NBSP,
    ),
    Rule(
        name="section-sign-keeps-its-number",
        message="a section sign can be parted from its number",
        pattern=re.compile(rf"(?P<before>(?<!\d)\d{{1,3}}(?:{GAP}[a-z])?{GAP}?)?§{_BREAKABLE_OR_NONE}(?=\d)"),
        right=lambda match: None if match["before"] else NBSP,
    ),
    Rule(
        name="chapter-keeps-its-number",
        message="“kap.” can be parted from its number",
        pattern=re.compile(rf"\d(?:{GAP}[a-z])?{_BREAKABLE_OR_NONE}kap\."),
        right=NBSP,
    ),
    Rule(
        name="chapter-keeps-its-number",
        message="“kap.” can be parted from the number after it",
        pattern=re.compile(rf"(?<!\w)kap\.{_BREAKABLE_OR_NONE}(?=\d)"),
        right=NBSP,
    ),
    Rule(
        name="percent-sign-keeps-its-number",
        message="a percent sign can be parted from its number",
        pattern=re.compile(r"\d(?P<x>[ \n](?=[%‰])|(?=[%‰](?![\w-])))"),
        right=NBSP,
    ),
    Rule(
        name="thousands-keep-together",
        message="the digits of one number can be parted",
        pattern=re.compile(
            rf"(?<![\w,.+/:-])(?<!\d{_ANY})(?P<x>[1-9]\d{{0,2}}(?:{_FIXED}\d{{3}}){{0,5}}"
            rf"(?: \d{{3}})(?:{_ANY}\d{{3}}){{0,5}})(?!\d|{_ANY}\d|[./:-]\d)"
        ),
        right=lambda match: match["x"].replace(" ", NBSP),
    ),
    Rule(
        name="thousands-keep-together",
        message="a point or comma stands in a number",
        pattern=re.compile(
            rf"(?<![\w,.+/:-])(?P<x>[1-9]\d{{0,2}}(?:[.]\d{{3}})+)(?={GAP}(?:{MONEY}|kronor|invånare|personer)\b)"
        ),
        right=None,
        hint="part thousands by a no-break space, or decimals by a comma",
    ),
    Rule(
        name="number-keeps-its-unit",
        message="a number can be parted from its unit",
        pattern=re.compile(rf"\d{_BREAKABLE}(?:{SIGNS})(?![\w²³-])"),
        right=NBSP,
    ),
    Rule(
        name="abbreviation-keeps-its-number",
        message="a number can be parted from the abbreviation before it",
        pattern=re.compile(
            rf"(?<![\w.])(?<!{HIDDEN}, )(?<!{HIDDEN} \[)(?:[sS]\.|[sS]id\.|[kK]l\.){_BREAKABLE_OR_NONE}(?=\d)"
        ),
        right=NBSP,
    ),
    Rule(
        name="abbreviation-keeps-its-number",
        message="a number can be parted from the abbreviation before it",
        pattern=re.compile(rf"(?<![\w.])(?:[nN]r|[aA]rt\.|[pP]rop\.|SFS|SOU|Ds){_BREAKABLE}(?=\d)"),
        right=NBSP,
    ),
    Rule(
        name="day-keeps-its-month",
        message="a day can be parted from its month",
        pattern=re.compile(rf"(?<![\w.,:/])(?:[1-9]|[12]\d|3[01]){_BREAKABLE}(?:{_MONTHS})(?!\w)"),
        right=NBSP,
    ),
)
