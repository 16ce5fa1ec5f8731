"""Names in addresses: folders, files and anchors. People who link to them expect them to stay, whatever is shown."""

from __future__ import annotations

from typing import Final

SEARCH: Final = "sok/index.html"
ACCESSIBILITY: Final = "tillganglighet/index.html"
CASES: Final = "index.html#fall"
TEACHERS: Final = "index.html#larare"
THEME: Final = "tema"
ORGANISATION: Final = "organisation"
ORGANISATIONS: Final = {"municipality": "kommuner", "region": "regioner"}
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
