"""What an export tells whoever opens its folder, apart from the running text of `export/files/README.md`."""

from __future__ import annotations

from typing import Final

OTHER_FORMATS: Final = "Andra format"

FOR_TEACHERS: Final = (
    "Mappen är till för lärare som undervisar med fallen. Ge den inte vidare, och lägg den inte där studenter kan läsa "
    "den."
)
KEEPING: Final = "Ett format som görs för sig tar bort de andra, om man inte lägger till `--no-clean`."

FIRST_PAGE: Final = "den första sidan: vem som har gett ut rapporten, och hur man hänvisar till den"
CASES: Final = "fallen"
OTHER_FILES: Final = "andra `.qmd`-filer"
CHAPTERS: Final = "rapportens kapitel, i den ordning som `_quarto.yml` anger"
LITERATURE: Final = "litteraturen som texterna hänvisar till, och hur den skrivs"

CITING: Final = "`[@nyckel, s. 12]`, `@nyckel`"
CITATION: Final = "en hänvisning till litteraturen"
CITATION_TO_COME: Final = (
    "en hänvisning till litteraturen, när mappen har en `{bibliography}` och `_quarto.yml` en rad "
    "`bibliography: {bibliography}`"
)
LINKING: Final = "`[fall 1](#case-namn)`"
LINK_TO_CASE: Final = "en länk till ett fall"
EXAMPLE: Final = "Skolan"
"""The title of a case in an example."""
