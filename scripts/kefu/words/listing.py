"""Pages that list the cases with a theme, or in a kind of organisation."""

from __future__ import annotations

from typing import Final

CASES_BY_THEME: Final = "Fall efter tema"
CASES_BY_ORGANISATION: Final = "Fall efter organisation"
ORGANISATIONS: Final = {"municipality": "Kommuner", "region": "Regioner"}

WITH_THEME: Final = "{cases} rör temat {theme}."
HEAVIEST_FIRST: Final = "De fall där temat väger tyngst kommer först."
IN_ORGANISATIONS: Final = "{cases} utspelar sig i {organisations}."

OTHER_WAYS_TO_CHOOSE: Final = "Fler sätt att välja"
BY_THEME: Final = "Efter tema"
BY_ORGANISATION: Final = "Efter organisation"
