"""Pages that list the cases with a theme, or in a kind of organisation."""

from __future__ import annotations

from typing import Final

CASES_BY_THEME: Final = "Fall efter tema"
CASES_BY_ORGANISATION: Final = "Fall efter organisation"
ORGANISATIONS: Final = {"municipality": "Kommuner", "region": "Regioner"}

WITH_THEME: Final = "{cases} rör temat {theme}."
HEAVIEST_FIRST: Final = "De fall där temat väger tyngst kommer först."
IN_ORGANISATIONS: Final = "{cases} utspelar sig i {organisations}."

CHOOSE_A_CASE: Final = "Välj ett fall"
ALL_CASES: Final = "{cases}. Varje fall är fristående och ställer någon inför ett svårt val."
FILTER: Final = "Filtrera fallen"
FACETS: Final = {
    "theme": "Tema",
    "role": "Roll",
    "level": "Nivå",
    "organisation": "Organisation",
    "length": "Längd",
    "time": "Tid tillsammans",
}
ANY: Final = "Alla"
OF_ALL_CASES: Final = "alla fall"
SHARED: Final = "Gemensamt för alla fall: {shared}."
SHOWN: Final = "Visar {count} av {all} fall."
ALL_SHOWN: Final = "Visar alla {all} fall."
NONE_SHOWN: Final = "Inget fall har allt det som du har valt."
SHOW_ALL: Final = "Visa alla fall"
LISTS: Final = "Listor att länka till"

OTHER_WAYS_TO_CHOOSE: Final = "Fler sätt att välja"
BY_THEME: Final = "Efter tema"
BY_ORGANISATION: Final = "Efter organisation"
