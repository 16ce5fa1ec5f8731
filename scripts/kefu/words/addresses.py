"""Names in addresses: of pages, folders, files and anchors.

Whoever has linked to one expects it to stay: labels may change, these should not.
"""

from __future__ import annotations

from typing import Final, get_args

from kefu.authored import Level, OrganisationType, PartKind
from kefu.completeness import complete

SEARCH: Final = "sok/index.html"
ACCESSIBILITY: Final = "tillganglighet/index.html"
THEME: Final = "tema"
ORGANISATION: Final = "organisation"
ORGANISATIONS: Final = complete(get_args(OrganisationType), {"municipality": "kommuner", "region": "regioner"})
REFERENCE: Final = "hanvisning"
CARD: Final = "delningsbild"

FACETS: Final = {
    "theme": "tema",
    "role": "roll",
    "level": "niva",
    "organisation": "organisation",
    "length": "langd",
    "time": "tid",
}
"""What cases are chosen by, as in `cases/index.html?tema=trust`."""

PROGRAMME: Final = "ledarprogram"
LEVELS: Final = complete(get_args(Level), {"basic": "grundniva", "advanced": "avancerad-niva"})
MEETINGS: Final = {PartKind.QUESTIONS: "kurs-{minutes}", PartKind.CONVERSATION: "ledarprogram-{minutes}"}

CASES: Final = "fall"
TEACHERS: Final = "larare"
"""Anchors on the start page."""

SEARCH_BOX: Final = "sok-ord"
SEARCH_BOX_AT_START: Final = "sok-start"
FILTER: Final = "valj-fall"
CHOICE_OF_THEME: Final = "valj-tema"
CHOICE_OF_ORGANISATION: Final = "valj-organisation"

CASE: Final = "fall"
"""The prefix of the file names of cases."""

PICTURES: Final = "bilder"
PICTURE: Final = "bild"
COVER: Final = "omslag"
LOGO: Final = "logotyp"
TITLE_PAGE: Final = "titel"
IMPRINT: Final = "tryckort"
CONTENTS: Final = "innehall"
FOOTNOTES: Final = "fotnoter"

SECTION: Final = "avsnitt"
TITLE: Final = "titel"
"""Prefixes of the anchors of headings without a label, and of the titles of tables and exhibits."""
