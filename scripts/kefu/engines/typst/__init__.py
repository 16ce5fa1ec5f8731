"""PDFs and pictures made by Typst; this is the only room that knows Typst's language."""

from kefu.engines.typst.again import Press
from kefu.engines.typst.cards import CARD_HEIGHT, CARD_WIDTH, card
from kefu.engines.typst.covers import printed_covers
from kefu.engines.typst.errors import HEAD, MAIN, explain, undrawable
from kefu.engines.typst.pdf import render, template_files
from kefu.engines.typst.program import STANDARDS, page, typeset
from kefu.engines.typst.raster import is_drawing, rasterised

__all__ = [
    "CARD_HEIGHT",
    "CARD_WIDTH",
    "HEAD",
    "MAIN",
    "STANDARDS",
    "Press",
    "card",
    "explain",
    "is_drawing",
    "page",
    "printed_covers",
    "rasterised",
    "render",
    "template_files",
    "typeset",
    "undrawable",
]
