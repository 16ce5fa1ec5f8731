"""The names of our own styles in Word files, which a teacher sees when adapting a handout."""

from __future__ import annotations

from typing import Final

PUBLISHER: Final = "Utgivare"
EYEBROW: Final = "Överrad"
EDITION: Final = "Utgåvorad"
WARNING: Final = "Varning"
WARNING_WORD: Final = "Varningsord"
EXHIBIT: Final = "Underlag"
EXHIBIT_TITLE: Final = "Underlagsrubrik"
EXHIBIT_LIST: Final = "Underlagslista"
DIVIDER: Final = "Avdelare"
GAP: Final = "Mellanrum"
DILEMMA: Final = "Ingress"
FACTS: Final = "Fakta"
NOTICE: Final = "Notis"
TABLE_TEXT: Final = "Tabelltext"
TABLE_HEAD: Final = "Tabellhuvud"
IMPRINT_TITLE: Final = "Tryckortsrubrik"
IMPRINT: Final = "Tryckort"
IMPRINT_NOTICE: Final = "Tryckortsnotis"
