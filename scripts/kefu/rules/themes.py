"""What `report/publication.yaml` says about the look of the publication."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

CONTRAST_IS_ENOUGH: Final = Rule(
    name="contrast-is-enough",
    holds="A theme's text has a contrast of at least 4.5:1 to its ground, and lines that must be seen one of 3:1, on "
    "light screens and on dark ones.",
    why="People with low vision must be able to read the publication: WCAG 2.2, success criteria 1.4.3 and 1.4.11.",
    remedy="Take the colour that the hint names, which has the same hue, or another ground.",
    acceptable=False,
)
LOGO_AND_COVER_ARE_DESCRIBED: Final = Rule(
    name="logo-and-cover-are-described",
    holds="A theme's logo and cover picture each have an alternative text, or are marked as decoration.",
    why="Whoever cannot see a picture needs to be told what it shows, or that it says nothing.",
    remedy="Write `alt: …` with what the picture says, or `decorative: true`.",
    acceptable=False,
)
LOGO_IS_DRAWN: Final = Rule(
    name="logo-is-drawn",
    holds="A theme's logo is an SVG file.",
    why="It is shown in many sizes, from the corner of a web page to a printed cover.",
    remedy="Ask whoever made the logo for it as SVG.",
    acceptable=False,
)
COVER_IS_A_PICTURE: Final = Rule(
    name="cover-is-a-picture",
    holds="A theme's cover picture is an SVG, PNG or JPEG file.",
    remedy="Save the picture as SVG, PNG or JPEG.",
    acceptable=False,
)
PAGE_HAS_ROOM: Final = Rule(
    name="page-has-room",
    holds="The margins of a page leave at least 100 mm for the width of the text, and 140 mm for its height.",
    why="Lines of less than about 45 letters are hard to read, and tables and figures do not fit.",
    remedy="Make the margins narrower, or choose a larger sheet.",
    acceptable=False,
)
FONT_IS_READABLE: Final = Rule(
    name="font-is-readable",
    holds="Each file of a theme's fonts is a TrueType or OpenType font, and all files of a family are of one family.",
    remedy="Get the family as `.ttf` or `.otf` files from whoever publishes it; web fonts are another kind of file.",
    acceptable=False,
)
FONT_MAY_BE_EMBEDDED: Final = Rule(
    name="font-may-be-embedded",
    holds="A theme's fonts have a licence that the project holds a copy of, and allow that parts of them are embedded.",
    why="PDFs, web pages and e-books contain the letters that they use. Some licences allow that and others do not; a "
    "font says so itself, in its field `fsType`.",
    remedy="Take a font that may be embedded, such as one under the SIL Open Font License, with its licence.",
    acceptable=False,
)
FONT_HAS_CHARACTERS: Final = Rule(
    name="font-has-characters",
    holds="A theme's fonts have every character of the publication that the fonts of the pipeline have.",
    why="A character that a font lacks is shown in another font, which looks like a mistake.",
    remedy="Take a font that has the characters, or write other ones.",
    acceptable=False,
)
