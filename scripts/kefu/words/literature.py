"""Citations and lists of references: what the citation style does not say itself."""

from __future__ import annotations

from typing import Final

GENRES: Final = {
    "phdthesis": "Diss.",
    "licentiatethesis": "Licentiatuppsats",
    "mastersthesis": "Masteruppsats",
    "bachelorthesis": "Kandidatuppsats",
    "resreport": "Forskningsrapport",
    "techreport": "Teknisk rapport",
    "software": "Datorprogram",
    "audiocd": "Ljudinspelning",
    "podcast": "Podd",
}
"""Kinds of theses, reports and recordings, by BibLaTeX's names for a `type` or a kind of entry."""

STATES: Final = {
    "inpreparation": "under arbete",
    "submitted": "inskickat manuskript",
    "forthcoming": "kommande",
    "inpress": "under utgivning",
    "prepublished": "förhandspublicerad",
}
"""How far a work has come that is not published yet, by BibLaTeX's `pubstate` (the manual, 4.9.2.11)."""

UNDATED: Final = "u.å."
EDITION: Final = "{edition} uppl."

PLACES: Final = {
    "page": "s.",
    "chapter": "kap.",
    "section": "avsnitt",
    "paragraph": "stycke",
    "note": "not",
    "footnote": "fotnot",
    "table": "tabell",
    "figure": "figur",
    "line": "rad",
    "appendix": "bilaga",
}
"""Places in a work that a citation points to."""
