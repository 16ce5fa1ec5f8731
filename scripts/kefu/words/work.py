"""The page about a work: the report, or a case."""

from __future__ import annotations

from typing import Final

REPORT: Final = "Rapporten {title}"

READ_REPORT_ON_THE_WEB: Final = "Läs rapporten på webben"
READ_CASE_ON_THE_WEB: Final = "Läs fallet på webben"
READ_REPORT_AS: Final = "Läs rapporten som {format} ({extent})"
READ_CASE_AS: Final = "Läs fallet som {format} ({extent})"
ALL_FORMATS: Final = "Alla format"
ALL_EDITIONS_AND_FORMATS: Final = "Alla utgåvor och format"

ORGANISATION: Final = "Organisation"
ROLES: Final = "Roller"
SUMMARY: Final = "Sammanfattning"
READ_AND_DOWNLOAD: Final = "Läs och ladda ner"

SHARE_CASE: Final = "Dela fallet"
SHARE_REPORT: Final = "Dela rapporten"

FOR_DISCUSSION_LEADERS: Final = "För dig som ska leda diskussionen"
HAND_OUT: Final = "Dela ut"
HANDED_OUT: Final = "{edition} {use}"
BEFORE: Final = "I förväg"
READ_BEFORE: Final = "Deltagarna läser fallet: {time}. Låt dem helst läsa det två gånger."
TOGETHER: Final = "Tillsammans"
LEVEL: Final = "Nivå"
EDITION_OF: Final = "{edition} av {case}"
TELL_US: Final = "Berätta var du undervisar och i vilken kurs."

LICENCE_AND_VERSION: Final = "Licens och version"
LICENCE: Final = "Du får använda och sprida publikationen enligt villkoren i {licence}."
VERSION: Final = "Det här är versionen från den {date}."

RELATED_CASES: Final = "Liknande fall"
SHARED_THEMES: Final = "Gemensamma teman: {themes}."
NEIGHBOURS: Final = "Föregående och nästa fall"
PREVIOUS: Final = "Föregående"
NEXT: Final = "Nästa"
CASES_ONE_BY_ONE: Final = "Fallen ett och ett"
