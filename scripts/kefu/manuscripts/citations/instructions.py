"""What the instruction of a field in a Word file says, if a reference program has written it.

Sources: ECMA-376 part 1, 17.16 (fields); the fields that Zotero, Mendeley and EndNote write are not specified, but
begin with their names.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final

from kefu.manuscripts.citations import csl, endnote, word
from kefu.manuscripts.citations.values import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.manuscripts.citations.values import Described

_LISTS: Final = (
    (re.compile(r"ADDIN\s+ZOTERO_BIBL|ZOTERO_BIBL|BIBL\b", re.IGNORECASE), "Zotero"),
    (re.compile(r"ADDIN\s+Mendeley\s+Bibliography|MENDELEY_BIBLIOGRAPHY", re.IGNORECASE), "Mendeley"),
    (re.compile(r"ADDIN\s+EN\.(?:REFLIST|LAYOUT)", re.IGNORECASE), "EndNote"),
    (re.compile(r"BIBLIOGRAPHY\b", re.IGNORECASE), "Word"),
)
_ZOTERO: Final = re.compile(
    r"(?:ADDIN\s+)?(?:ZOTERO_)?(?:ITEM|CITATION)\b.*?CSL_CITATION|ADDIN\s+ZOTERO_TEMP", re.DOTALL
)
_MENDELEY: Final = re.compile(r"ADDIN\s+(?:Mendeley\s+Citation\S*\s+)?CSL_CITATION", re.IGNORECASE)
_TAG: Final = re.compile(r"MENDELEY_CITATION_v\d+_", re.IGNORECASE)
_ENDNOTE: Final = re.compile(r"ADDIN\s+EN\.CITE\b(?!\.DATA)", re.IGNORECASE)
_WORD: Final = re.compile(r"CITATION\s+(?!\{)", re.IGNORECASE)


def field(instruction: str, beside: str, text: str, sources: Mapping[str, Described]) -> Field | None:
    """Return the field of a reference program; `None` if the instruction is another one.

    `beside` is what stands beside it in Base64, `text` what it shows, and `sources` are the works that Word knows.
    """
    said = instruction.strip()
    for pattern, program in _LISTS:
        if pattern.match(said):
            return Field(program=program, text=text, is_list=True)
    program = _program(said)
    if not program:
        return None
    try:
        match program:
            case "EndNote":
                inside = said if "<EndNote" in said else endnote.beside(beside)
                references = endnote.references(inside)
            case "Word":
                references = word.references(said, sources)
            case _:
                references = csl.references(_decoded(said) if _TAG.match(said) else said)
    except csl.UnreadError as error:
        return Field(program=program, text=text, fault=str(error))
    return Field(program=program, text=text, references=references)


def _program(said: str) -> str:
    if _ZOTERO.match(said):
        return "Zotero"
    if _MENDELEY.match(said) or _TAG.match(said):
        return "Mendeley"
    if _ENDNOTE.match(said):
        return "EndNote"
    return "Word" if _WORD.match(said) else ""


def _decoded(tag: str) -> str:
    """Return the JSON in the tag of a content control."""
    kept = re.sub(r"[^A-Za-z0-9+/]", "", _TAG.sub("", tag).replace("-", "+").replace("_", "/"))
    try:
        return base64.b64decode(kept + "=" * (-len(kept) % 4)).decode("utf-8", "replace")
    except binascii.Error:
        raise csl.UnreadError("its field is damaged") from None
