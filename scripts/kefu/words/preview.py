"""What a preview says that no release does."""

from __future__ import annotations

from typing import Final

BANNER: Final = "Förhandsvisning"
"""What every page of a preview says, so that nobody takes it for what is published."""

READING: Final = "Läser texterna"
MAKING: Final = "Gör om det som har ändrats"
CHECKING: Final = "Granskar texterna"
CHECKED: Final = "Granskad"
"""What goes on, and what has been done, as the foot and the rows of the list say it."""
