"""The help that readers get with citing."""

from __future__ import annotations

from typing import Final

TO_REPORT: Final = "Hänvisa till rapporten"
TO_CASE: Final = "Hänvisa till fallet"
BIBTEX: Final = "BibTeX"
RIS: Final = "RIS"
COPY: Final = "Kopiera hänvisningen"
COPY_AS: Final = "Kopiera som {format}"
COPIED: Final = "Kopierad."
NOT_COPIED: Final = "Det gick inte att kopiera. Markera texten och kopiera den själv."
DOWNLOAD: Final = "Hämta som fil till din referenshanterare: {bibtex} eller {ris}."
REQUEST: Final = "Hänvisa så här när du använder publikationen."
