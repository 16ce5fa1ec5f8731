"""What the documents say in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.authored import PartKind
from kefu.completeness import complete

if TYPE_CHECKING:
    from collections.abc import Mapping

PART_TITLES: Final = complete(
    PartKind,
    {
        PartKind.CASE: "Fallbeskrivning",
        PartKind.QUESTIONS: "Diskussionsfrågor",
        PartKind.CONVERSATION: "Samtalsunderlag",
        PartKind.TEACHING_NOTE: "Lärarhandledning",
        PartKind.EPILOGUE: "Epilog",
    },
)

ORGANISATION: Final = "Organisation"
ROLES: Final = "Roller"
THEMES: Final = "Teman"
READING_TIME: Final = "Lästid"
ABOUT_MINUTES: Final = "Ungefär {minutes}\N{NO-BREAK SPACE}minuter"
"""What a case begins with, besides its title and dilemma."""

CASE: Final = "Fall"
CONTENTS: Final = "Innehåll"
TO_THE_TOP: Final = "Till början"
REFERENCES: Final = "Referenser"
APPENDIX: Final = "Bilaga"
SOURCE: Final = "Källa"

CHAPTER: Final = "kapitel"
SECTION: Final = "avsnitt"
UNNUMBERED_SECTION: Final = "avsnittet"
COVER_PICTURE: Final = "Omslagsbild"
LOGO: Final = "Logotyp"
FIGURE: Final = "figur"
TABLE: Final = "tabell"
EXHIBIT: Final = "underlag"
NOUNS: Final[Mapping[str, str]] = {"fig": FIGURE, "tbl": TABLE, "exh": EXHIBIT}
"""The nouns for numbered things other than headings, by the prefix of their labels."""

ENLARGE: Final = "Förstora {figure}"
"""The link to a figure's picture by itself."""

THIS_CASE: Final = "det här fallet"
THE_CASE: Final = "fallet ”{title}”"
THE_REPORT_OF: Final = "{publisher} rapport ”{title}”"
IN: Final = "i"
PART_OF: Final = f"{{part}} {IN} {{whole}}"

FOOTNOTES: Final = "Fotnoter"
FOOTNOTE: Final = "Fotnot"
BACK_FROM_FOOTNOTE: Final = "Tillbaka till texten, fotnot"
"""The spoken names of the links to a footnote and back; its number follows."""

DISCLAIMER: Final = (
    "Fallet är skrivet som underlag för diskussion. Det är inte ett exempel på rätt eller fel sätt att hantera "
    "en situation."
)
REPORT_DISCLAIMER: Final = (
    "Fallen är skrivna som underlag för diskussion. De är inte exempel på rätt eller fel sätt att hantera en situation."
)
FICTION: Final = (
    "Fallet är påhittat. Kommuner, regioner, företag och personer i det finns inte, och inget är hämtat ur intervjuer."
)

DRAFT: Final = "UTKAST"
DRAFT_NOTICE: Final = "Det här är ett utkast. Texten kan ändras innan den ges ut, så sprid den inte vidare."
NOT_FOR_STUDENTS: Final = "{edition} – får inte lämnas till studenter"
