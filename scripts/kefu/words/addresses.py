"""Names in addresses: folders, files and anchors. Who has linked to one expects it to stay, whatever it is called."""

from __future__ import annotations

from typing import Final

SEARCH: Final = "sok/index.html"
SEARCH_BOX: Final = "sok-ord"
SEARCH_BOX_OF_START: Final = "sok-start"
ACCESSIBILITY: Final = "tillganglighet/index.html"
CASES: Final = "index.html#fall"
TEACHERS: Final = "index.html#larare"
THEME: Final = "tema"
CHOICE_OF_THEME: Final = "valj-tema"
ORGANISATION: Final = "organisation"
ORGANISATIONS: Final = {"municipality": "kommuner", "region": "regioner"}
CHOICE_OF_ORGANISATION: Final = "valj-organisation"
REFERENCE: Final = "hanvisning"
CASE: Final = "fall"
PICTURE: Final = "bild"
PICTURES: Final = "bilder"

COVER: Final = "omslag"
TITLE_PAGE: Final = "titel"
IMPRINT: Final = "tryckort"
CONTENTS: Final = "innehall"
FOOTNOTES: Final = "fotnoter"
SECTION: Final = "avsnitt"
TITLE: Final = "titel"
