"""What programs and people write in words: kinds of theses and reports, editions, pages, notes → Swedish."""

from __future__ import annotations

import re
from typing import Final

from kefu.literature.tex import escaped, plain

DISSERTATION: Final = "Diss."

_GENRES: Final = (
    (DISSERTATION, r"(?:ph\.? ?d\.?|doctoral)?(?:[ -]?thesis| ?dissertation)|ph\.? ?d\.?|diss\.?|doktorsavhandling"),
    ("Licentiatuppsats", r"lic(?:entiate?)?\.?[ -]?thesis|licentiat(?:uppsats)?"),
    ("Masteruppsats", r"ma?thesis|mastersthesis|master(?:['’]?s)?[ -]?thesis|m\.?(?:a|sc)\.? thesis"),
    ("Kandidatuppsats", r"bathesis|bachelor(?:['’]?s)?[ -]?thesis|b\.?(?:a|sc)\.? thesis"),
    ("Forskningsrapport", r"resreport|research report"),
    ("Teknisk rapport", r"techreport|technical report|tech\. ?rep\."),
    ("Datorprogram", r"software"),
    ("Ljudinspelning", r"audiocd"),
)  # fmt: skip
_OF_KINDS: Final = {
    "phdthesis": DISSERTATION,
    "mastersthesis": "Masteruppsats",
    "licentiatethesis": "Licentiatuppsats",
    "bachelorthesis": "Kandidatuppsats",
    "bachelorsthesis": "Kandidatuppsats",
    "podcast": "Podd",
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
    known = (swedish for swedish, pattern in _GENRES if re.fullmatch(pattern, text, re.IGNORECASE))
    return next(known, escaped(text)) if text else _OF_KINDS.get(kind, "")


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
    return (
        value.strip() if re.search(r"\b(?:uppl|utg|ed)", text, re.IGNORECASE) or not text else f"{value.strip()} uppl."
    )


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
