"""What an e-book says besides its text: the names of its pages and landmarks, and how accessible it is."""

from __future__ import annotations

from typing import Final

COVER: Final = "Omslag"
COVER_SAYING: Final = "Omslag: {text}"
TITLE_PAGE: Final = "Titelsida"
TEXT: Final = "Texten"
LANDMARKS: Final = "Hållpunkter"

ACCESSIBILITY_SUMMARY: Final = (
    "Texten har rubriker i nivåer, innehållsförteckning och en läsordning som följer innehållet. Figurer har "
    "textalternativ som återger vad de visar, tabeller har rubrikceller, fotnoter och hänvisningar är länkar, och "
    "stycken på andra språk är märkta. Text och färger kan anpassas. Ingen oberoende granskning mot EPUB Accessibility "
    "eller WCAG har gjorts, så filen gör inget anspråk på överensstämmelse med dem."
)
