"""What the site says about editions, their files and the organisations that cases are set in."""

from __future__ import annotations

from typing import Final, get_args

from kefu.authored import WEIGHTS, Format, Governance, Level, OrganisationType, PartKind
from kefu.completeness import complete

PAGE: Final = "sida"
PAGES: Final = "sidor"
A_CASE: Final = "fall"
CASES: Final = "fall"
READING_TIME: Final = "ungefär {minutes}\N{NO-BREAK SPACE}minuters läsning"

FORMATS: Final = complete(
    Format,
    {
        Format.HTML: "Webb",
        Format.PDF: "PDF",
        Format.EPUB: "EPUB",
        Format.DOCX: "Word",
    },
)
WEB_PAGE: Final = "webbsida"
OFFERED: Final = complete(
    Format,
    {
        Format.HTML: "{edition} på webben",
        Format.PDF: "{edition} som PDF",
        Format.EPUB: "{edition} som e-bok (EPUB)",
        Format.DOCX: "{edition} som Word-fil",
    },
)
STATEMENTS: Final = complete(
    Format,
    {
        Format.HTML: (
            "Går att förstora, läsa i mörkt läge, skriva ut och använda med skärmläsare. Byggd för WCAG 2.2, AA."
        ),
        Format.PDF: "Taggad PDF enligt PDF/UA-1 och PDF/A-2a, med bokmärken och textalternativ till alla bilder.",
        Format.EPUB: (
            "E-bok med uppgifter om tillgänglighet enligt EPUB Accessibility 1.1. Du väljer själv typsnitt, storlek "
            "och färger i läsappen."
        ),
        Format.DOCX: "Word-fil med rubrikformat och textalternativ. Du kan anpassa den för din undervisning.",
    },
)
"""What each kind of file does for a reader with a disability."""

WHOLE_REPORT: Final = "Hela rapporten"
WHOLE_REPORT_WITH_CASES: Final = "Hela rapporten med alla fallbeskrivningar"
CONTENTS: Final = complete(
    PartKind,
    {
        PartKind.CASE: "fallbeskrivningen",
        PartKind.QUESTIONS: "diskussionsfrågor",
        PartKind.CONVERSATION: "ett samtalsunderlag",
        PartKind.TEACHING_NOTE: "en lärarhandledning",
        PartKind.EPILOGUE: "en epilog",
    },
)
"""A part of an edition, as an enumeration of its contents names it."""

USES: Final = complete(
    PartKind,
    {
        PartKind.CASE: "",
        PartKind.QUESTIONS: "kurser på högskolenivå",
        PartKind.CONVERSATION: "samtal i ledarprogram",
        PartKind.TEACHING_NOTE: "",
        PartKind.EPILOGUE: "",
    },
)
"""What an edition is suited for, by the part that makes it so."""

SUITED_FOR: Final = "För {uses}"
FOR_TEACHERS_ALONE: Final = "Bara för lärare och kursledare"
LEARNING_RESOURCE: Final = "undervisningsfall"
COUNCILLORS_AND_OFFICIALS: Final = "förtroendevalda och tjänstepersoner"

THEME_WEIGHTS: Final = complete(WEIGHTS, {3: "huvudtema", 2: "tydligt inslag", 1: "berörs"})
ORGANISATIONS: Final = complete(get_args(OrganisationType), {"municipality": "kommun", "region": "region"})
GOVERNANCE: Final = complete(get_args(Governance), {"majority": "majoritetsstyre", "minority": "minoritetsstyre"})
LEVELS: Final = complete(get_args(Level), {"basic": "grundnivå", "advanced": "avancerad nivå"})
PROGRAMME: Final = "ledarprogram"
MEETINGS: Final = {
    PartKind.QUESTIONS: "{minutes}\N{NO-BREAK SPACE}minuter i en kurs",
    PartKind.CONVERSATION: "{minutes}\N{NO-BREAK SPACE}minuter i ett ledarprogram",
}
"""How long a meeting about a part takes."""
