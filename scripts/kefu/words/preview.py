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

REVIEW: Final = "Granskning: {} öppna punkter"
REVIEW_LABEL: Final = "Granskning {}"
REVIEW_LOST: Final = "Utan plats i dokumentet"
REVIEW_UNTRACKED: Final = "Utan spårning"
REVIEW_NOBODY: Final = "Okänd"
REVIEW_REPLACED: Final = "”{}” → ”{}”"
REVIEW_PUT_IN: Final = "Lägg till ”{}”"
REVIEW_TAKEN_OUT: Final = "Stryk ”{}”"
REVIEW_MOVED: Final = "Flytta ”{}”"
REVIEW_FORMAT: Final = "Ändrad form: ”{}”"
REVIEW_CHANGED: Final = "Stycket har ändrats sedan dess."
REVIEW_RESOLVED: Final = "Markerad som löst."
"""What reviewers have said, beside the paragraph that it is about."""
