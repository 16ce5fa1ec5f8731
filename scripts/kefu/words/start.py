"""The site's start page."""

from __future__ import annotations

from typing import Final

COMMISSIONED: Final = "{publisher} på uppdrag av {commissioner}"
WHOLE_SUMMARY: Final = "Läs hela sammanfattningen"
AVAILABLE_AS: Final = "{contents} finns som {formats}."
ABOUT_REPORT: Final = "Om rapporten, nedladdning och hänvisning"

CHOOSING_A_CASE: Final = (
    "Varje fall är fristående och ställer någon inför ett svårt val. Du kan välja bland dem efter tema, roll, nivå, "
    "organisation och tid."
)

EDITIONS: Final = "Utgåvor av fallen"
HOW_EDITIONS_DIFFER: Final = (
    "Fallbeskrivningen är densamma i alla utgåvor. De skiljer sig i vad som följer efter den. Du hittar filerna på "
    "varje falls sida."
)
TELL_US: Final = "Berätta var du undervisar, i vilken kurs och vilka fall det gäller."
