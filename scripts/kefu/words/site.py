"""The frame of every page of the site, and what several pages share."""

from __future__ import annotations

from typing import Final

SKIP_TO_CONTENTS: Final = "Hoppa till innehållet"
NAVIGATION: Final = "Webbplatsen"
START_PAGE: Final = "Startsida"
REPORT: Final = "Rapporten"
CASES: Final = "Fallen"
FOR_TEACHERS: Final = "För lärare"
ABOUT_CASE: Final = "Om fallet"
ABOUT_REPORT: Final = "Om rapporten"

PUBLISHED_BY: Final = "{publisher} ger ut publikationen på uppdrag av {commissioner}."
LICENCE_AND_CONTACT: Final = "Licens och kontakt"
FEED: Final = "Nyheter som Atom-flöde"

YOU_ARE_HERE: Final = "Du är här"
START: Final = "Start"

CARD_OF_CASE: Final = "{title}. Under titeln visar ett mönster vilka teman som väger tyngst i fallet."
CARD: Final = "{title}. Under titeln visar ett mönster vilka teman som finns i flest av fallen."

THEMES: Final = "Teman"
LENGTH: Final = "Längd"
TIME: Final = "Tid"
SUITED_FOR: Final = "Passar för"

NOT_HERE: Final = (
    "Utgåvan finns inte här. Den lämnas bara ut till lärare och kursledare, så att deltagarna kan diskutera fallet "
    "innan de har läst någon analys."
)
WRITE_TO_US: Final = "Så här får du den: skriv till {address} från din e-postadress på arbetet. {tell_us}"
