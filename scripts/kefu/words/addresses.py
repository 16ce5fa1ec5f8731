"""Names in addresses: of pages, folders, files and anchors.

Whoever has linked to one expects it to stay: labels may change, these should not.
"""

from __future__ import annotations

from typing import Final, get_args

from kefu.authored import OrganisationType
from kefu.completeness import complete

SEARCH: Final = "sok/index.html"
ACCESSIBILITY: Final = "tillganglighet/index.html"
THEME: Final = "tema"
ORGANISATION: Final = "organisation"
ORGANISATIONS: Final = complete(get_args(OrganisationType), {"municipality": "kommuner", "region": "regioner"})
REFERENCE: Final = "hanvisning"

CASES: Final = "fall"
TEACHERS: Final = "larare"
"""Anchors on the start page."""

SEARCH_BOX: Final = "sok-ord"
SEARCH_BOX_AT_START: Final = "sok-start"
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
