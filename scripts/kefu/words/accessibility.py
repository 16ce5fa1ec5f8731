"""The accessibility statement."""

from __future__ import annotations

from typing import Final

from kefu.authored import Format
from kefu.completeness import complete

TITLE_IN_PIECES: Final = ("Tillgänglighets", "redogörelse")
"""The title, divided where a small screen may break it."""

TITLE: Final = "".join(TITLE_IN_PIECES)
DESCRIPTION: Final = "Hur tillgängliga sidorna och filerna är, vilka brister vi känner till och hur vi har provat."
SCOPE: Final = (
    "Redogörelsen gäller webbplatsen ”{publication}” och filerna som du kan ladda ner här. {publisher} står bakom "
    "webbplatsen. Vi vill att alla ska kunna använda den, oavsett funktionsförmåga och hjälpmedel."
)

COMPLIANCE: Final = "Hur tillgänglig är webbplatsen?"
PARTLY_COMPLIANT: Final = "Webbplatsen är delvis förenlig med {law}. Bristerna som vi känner till står längre ner."
LAW: Final = "lagen (2018:1937) om tillgänglighet till digital offentlig service"
LAW_ADDRESS: Final = (
    "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/"
    "lag-20181937-om-tillganglighet-till-digital_sfs-2018-1937/"
)
STANDARD: Final = (
    "Lagen hänvisar till standarden EN 301 549, som för webbsidor och dokument bygger på WCAG 2.1, nivå AA. Vi siktar "
    "på den senare versionen WCAG 2.2, nivå AA."
)

CONTACT: Final = "Kontakta oss om något hindrar dig"
WRITE_TO_US: Final = (
    "Skriv till {address} om du stöter på ett hinder eller behöver en text i en annan form. Berätta gärna vilken sida "
    "eller fil det gäller och vilket hjälpmedel du använder."
)
SUBJECT: Final = "Tillgänglighet: {publication}"
NOT_CONTENT: Final = "Är du inte nöjd med vårt svar kan du {complaint}."
COMPLAINT: Final = "anmäla bristande tillgänglighet till Myndigheten för digital förvaltning (Digg)"
COMPLAINT_ADDRESS: Final = "https://www.digg.se/tdosanmalan"

FORMATS: Final = "Välj det format som passar dig"
SAME_CONTENTS: Final = "Texterna har samma innehåll i alla format."

FLAWS: Final = "Brister som vi känner till"
PICTURES_OF_LETTERS: Final = (
    "Bokstäverna i figurerna är tecknade som bilder. En skärmläsare läser i stället figurens textalternativ, och "
    "texten i figuren kan varken markeras eller sökas."
)
SUMMARISED_FIGURES: Final = (
    "Textalternativen sammanfattar figurerna. Den som inte ser figuren får inte alltid varje enskild uppgift i den."
)
FIXED_LINES: Final = (
    "PDF-filernas text flyttar sig inte efter skärmens bredd. På en liten skärm eller med stor förstoring är {remedy}."
)
WEB_IS_BETTER: Final = "webbversionen bättre"
HARDER_TO_READ: Final = "de svårare att läsa"
EDITED_FILES: Final = "Om någon ändrar i en Word-fil kan den bli mindre tillgänglig."
SEARCH_NEEDS_SCRIPTS: Final = (
    "Sökningen och urvalet bland fallen behöver JavaScript. Utan det når du allt genom listorna."
)
NO_OTHER_FORMS: Final = "Texterna finns inte på lättläst svenska eller teckenspråk."
NO_TEST_WITH_PEOPLE: Final = "Vi har inte låtit personer med funktionsnedsättning prova webbplatsen och filerna."

TESTS: Final = "Så har vi provat"
OWN_ASSESSMENT: Final = (
    "Vi har gjort bedömningen själva, i huvudsak med automatiska verktyg. Sådana verktyg hittar bara en del av alla "
    "brister. Ingen utomstående har granskat webbplatsen."
)
TESTS_OF_PAGES: Final = (
    "Webbsidorna: axe-core mot WCAG 2.2, nivå AA, i webbläsaren Chromium, på liten och stor skärm, i ljust och mörkt "
    "läge. Sidorna har också provats med enbart tangentbord, och koden har kontrollerats med Nu Html Checker."
)
TESTS_OF_FILES: Final = complete(
    Format,
    {
        Format.HTML: "",
        Format.PDF: (
            "PDF-filerna: Typst kontrollerar kraven i PDF/UA-1 och PDF/A-2a när filen skapas. Därefter kontrolleras "
            "taggar, länkar, språk och typsnitt i den färdiga filen. Programmen veraPDF och outloud har också prövat "
            "filerna, veraPDF mot båda standarderna."
        ),
        Format.EPUB: "E-böckerna: epubcheck mot EPUB 3.3.",
        Format.DOCX: (
            "Word-filerna: språk, rubrikformat, tabellhuvuden och textalternativ läses tillbaka ur den färdiga filen."
        ),
    },
)
COMPARED_FORMATS: Final = (
    "Alla format: rubriker, bildtexter, hänvisningar och källor jämförs mellan formaten, så att inget saknas i något "
    "av dem."
)

DATE: Final = "Datum"
ASSESSED: Final = "Bedömningen gjordes och redogörelsen uppdaterades den {date}."
