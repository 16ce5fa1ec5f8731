"""What programs and people write in words: kinds of theses and reports, editions, pages, notes → Swedish."""

from __future__ import annotations

import re
from typing import Final

from kefu import words
from kefu.literature.tex import escaped, plain

_GENRES: Final = (
    ("phdthesis", r"(?:ph\.? ?d\.?|doctoral)?(?:[ -]?thesis| ?dissertation)|ph\.? ?d\.?|diss\.?|doktorsavhandling"),
    ("licentiatethesis", r"lic(?:entiate?)?\.?[ -]?thesis|licentiat(?:uppsats)?"),
    ("mastersthesis", r"ma?thesis|mastersthesis|master(?:['’]?s)?[ -]?thesis|m\.?(?:a|sc)\.? thesis"),
    ("bachelorthesis", r"bathesis|bachelor(?:['’]?s)?[ -]?thesis|b\.?(?:a|sc)\.? thesis"),
    ("resreport", r"resreport|research report"),
    ("techreport", r"techreport|technical report|tech\. ?rep\."),
    ("software", r"software"),
    ("audiocd", r"audiocd"),
)  # fmt: skip
_SAID_BY_ALL: Final = re.compile(
    r"(?:(?:journal|magazine|newspaper|electronic|online) )?article|(?:(?:edited|electronic|e-?) ?)?book(?: section)?"
    r"|web ?(?:page|site)|conference (?:paper|proceedings)|report|generic|text|document|serial|dataset|blog ?post",
    re.IGNORECASE,
)
"""What EndNote and others write of every entry, which its kind says already."""

_OF_KINDS: Final = {
    **{kind: kind for kind in ("phdthesis", "licentiatethesis", "mastersthesis", "bachelorthesis", "podcast")},
    "bachelorsthesis": "bachelorthesis",
}
_ORDINALS: Final = (
    (1, "first|1st|första"), (2, "second|andra"), (3, "third|tredje"), (4, "fourth|fjärde"), (5, "fifth|femte"),
    (6, "sixth|sjätte"), (7, "seventh|sjunde"), (8, "eighth|åttonde"), (9, "ninth|nionde"), (10, "tenth|tionde"),
)  # fmt: skip
_LABELS: Final = (
    r"_?eprint|publisher|oclc|isbn|issn|doi|pmid|pmcid|arxiv|citation key|section|number|volume|ads bibcode|bibcode"
    r"|container-title|type|google-books-id|place|edition|series|event|genre|original-date|tex\.\w+|mag id|s2id|mr"
    r"|zbl|jstor|library catalog|number of pages|publication title|issue|pages|_?url|times cited|journal abbreviation"
)


def genre(kind: str, value: str) -> str:
    """Return what kind of thesis or report a work is, in Swedish where it is named in a way that is known."""
    text = plain(value)
    if _SAID_BY_ALL.fullmatch(text):
        return ""
    known = (name for name, pattern in _GENRES if re.fullmatch(pattern, text, re.IGNORECASE))
    name = next(known, "") if text else _OF_KINDS.get(kind, "")
    return words.literature.GENRES[name] if name else escaped(text)


def edition(value: str) -> str:
    """Return the number of an edition, or the words for it if they say more than the number."""
    text = plain(value)
    number = re.fullmatch(
        r"(\d+)(?:[:.]?(?:a|e|st|nd|rd|th)\b)?\.?\s*(?:rev(?:ised|\.)?\s*)?(?:ed(?:ition|n)?|uppl(?:agan?)?)?\.?", text,
        re.IGNORECASE,
    )  # fmt: skip
    if number and not re.search(r"rev", text, re.IGNORECASE):
        return number[1]
    for ordinal, said in _ORDINALS:
        if re.fullmatch(rf"(?:{said})\s*(?:ed(?:ition|n)?|uppl(?:agan?)?)?\.?", text, re.IGNORECASE):
            return str(ordinal)
    named = re.search(r"\b(?:uppl|utg|ed)", text, re.IGNORECASE) or not text
    return value.strip() if named else words.literature.EDITION.format(edition=value.strip())


def pages(value: str) -> str:
    """Return pages without “s.” or “pp.”, and with `--` in ranges; nothing if a program knew none."""
    text = re.sub(r"^(?:s|pp?|sid|pages?|sidorna)\b\.?\s*", "", plain(value), flags=re.IGNORECASE)
    text = re.sub(r"\s*(?:-{1,3}|[‐-―−]+)\s*", "--", text)
    if re.fullmatch(r"(?:n/?a|-+|\?+|no|null|none|)(?:--(?:n/?a|\?+|))?", text, re.IGNORECASE):
        return ""
    return re.sub(r"--(?=$|,)", "", text)


def is_label(line: str) -> bool:
    """Return whether a line of a note is a field that a program had no other place for, like “OCLC: 12345”."""
    return bool(re.match(rf"(?:{_LABELS})\s*:\s?\S", line, re.IGNORECASE))
