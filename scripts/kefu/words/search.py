"""The search: its box, its page, and what its script says about the hits."""

from __future__ import annotations

from typing import Final

SEARCH: Final = "Sök"
SEARCH_EVERYTHING: Final = "Sök i rapporten och fallen"
DESCRIPTION: Final = "Sök i rapporten och fallen."
NEEDS_A_SERVER: Final = (
    "Sökningen behöver en webbserver och JavaScript. Fungerar den inte hos dig kan du välja i listorna här nedanför."
)
CHOOSE_FROM_A_LIST: Final = "Välj i en lista"
REPORT: Final = "Rapporten: {title}"

NOTHING_FOUND: Final = "Inget innehåller ”{words}”. Pröva ett annat ord, eller välj i listorna."
ONE_FOUND: Final = "1 träff liknar det du söker."
SEVERAL_FOUND: Final = "{count} träffar liknar det du söker, de närmaste först."
FOUND_IN: Final = "– avsnitt:"
