"""Places in works, as reference programs state them → as Swedish writes them, “s. 12–14”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS: Final[Mapping[str, str]] = {
    "": "s.", "page": "s.", "act": "akt", "appendix": "bilaga", "article": "art.", "article-locator": "art.",
    "book": "bok", "canon": "kanon", "chapter": "kap.", "column": "sp.", "elocation": "", "equation": "ekvation",
    "figure": "figur", "folio": "fol.", "issue": "nr", "line": "rad", "location": "", "note": "not", "opus": "op.",
    "paragraph": "stycke", "part": "del", "rule": "regel", "scene": "scen", "section": "avsnitt", "sub verbo": "s.v.",
    "sub-verbo": "s.v.", "supplement": "supplement", "surah": "sura", "table": "tabell", "timestamp": "",
    "title": "avdelning", "title-locator": "avdelning", "verse": "v.", "volume": "vol.",
}  # fmt: skip
"""What Swedish calls the places that CSL 1.0.2 knows (appendix IV, “Locators”)."""

_PAGES: Final = re.compile(r"^(?:pp?\.?|pages?|s\.?|sid\.?|sidan|sidorna)\s*(?=\d)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d|[ivxlc]+\b", re.IGNORECASE)
_LAW: Final = re.compile(r"\d+\s?[a-z]?\s?(?:kap\b|§)")
_RANGE: Final = re.compile(r"(?<=\d)\s*(?:--?|‐|‑|−)\s*(?=\d)")


def place(value: str, label: str = "") -> str:
    """Return a place; the label is one of CSL, or empty for a page. A value that has a word of its own keeps it."""
    said = " ".join(value.split()).strip(" ,;")
    if not said:
        return ""
    said = _RANGE.sub("–", said)
    if _PAGES.match(said):
        return _PAGES.sub("s. ", said)
    word = LABELS.get(label.strip().lower(), label.strip())
    return f"{word} {said}" if word and _NUMBER.match(said) and not _LAW.match(said) else said
