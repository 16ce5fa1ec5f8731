"""The page for addresses that lead nowhere."""

from __future__ import annotations

from typing import Final

ERROR: Final = "Fel 404"
TITLE: Final = "Sidan finns inte"
DESCRIPTION: Final = "Sidan finns inte."
WHY: Final = "Adressen kan vara felskriven, eller så har sidan flyttat eller tagits bort."
TO_START: Final = "Till startsidan"
TELL_US: Final = "Kom du hit från en länk på webbplatsen? Skriv gärna till {address} och berätta vilken."
