"""What PDF/UA-1 and PDF/A-2a require of a finished PDF."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

_REMEDY: Final = "Build again; if that does not help, the template or the engine is at fault."

PDF_UA_IS_DECLARED: Final = Rule(
    name="pdf-ua-is-declared",
    holds="Every PDF declares that it is PDF/UA-1.",
    why="ISO 14289-1:2014, 5.",
    remedy=_REMEDY,
    acceptable=True,
)
PDF_A_IS_DECLARED: Final = Rule(
    name="pdf-a-is-declared",
    holds="Every PDF declares that it is PDF/A-2a.",
    why="ISO 19005-2:2011, 6.6.4.",
    remedy=_REMEDY,
    acceptable=True,
)
PDF_IS_MARKED: Final = Rule(
    name="pdf-is-marked",
    holds="Every PDF says that it is tagged.",
    why="ISO 14289-1:2014, 7.1.",
    remedy=_REMEDY,
    acceptable=True,
)
TITLE_IS_DISPLAYED: Final = Rule(
    name="title-is-displayed",
    holds="Every PDF asks to be shown under its title, not under the name of the file.",
    why="ISO 14289-1:2014, 7.1, and WCAG 2.2, 2.4.2.",
    remedy=_REMEDY,
    acceptable=True,
)
TITLE_IS_THE_DOCUMENTS: Final = Rule(
    name="title-is-the-documents",
    holds="The title in a PDF is the title of the document.",
    why="ISO 14289-1:2014, 7.1: the title must identify the document.",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
LANGUAGE_IS_DECLARED: Final = Rule(
    name="language-is-declared",
    holds="Every PDF declares the language of the document.",
    why="ISO 14289-1:2014, 7.2, and WCAG 2.2, 3.1.1: screen readers choose their voice by it.",
    remedy=_REMEDY,
    acceptable=True,
)
FONTS_ARE_EMBEDDED: Final = Rule(
    name="fonts-are-embedded",
    holds="Every PDF embeds the fonts that it uses.",
    why="ISO 14289-1:2014, 7.21.4.1, and ISO 19005-2:2011, 6.2.11.4: without them, wrong letters may be shown.",
    remedy=_REMEDY,
    acceptable=True,
)
FONTS_MAP_THEIR_GLYPHS: Final = Rule(
    name="fonts-map-their-glyphs",
    holds="Every font in a PDF says which of its glyphs each code stands for.",
    why="ISO 14289-1:2014, 7.21.3.2: without it, wrong letters may be shown.",
    remedy=_REMEDY,
    acceptable=True,
)
PDF_HAS_BOOKMARKS: Final = Rule(
    name="pdf-has-bookmarks",
    holds="Every PDF with headings has bookmarks.",
    why="WCAG 2.2, 2.4.5, and its technique PDF2: bookmarks are the way to find a place in a long file.",
    remedy=_REMEDY,
    acceptable=True,
)
TAG_TREE_IS_SOUND: Final = Rule(
    name="tag-tree-is-sound",
    holds="The tags of a PDF are of standard types, are nested correctly, and do not hide any words.",
    why="ISO 14289-1:2014, 7.1, 7.7 and 7.9, and ISO 32000-1, 14.7 and 14.8.4.",
    remedy=_REMEDY,
    acceptable=True,
)
ANNOTATIONS_ARE_ACCESSIBLE: Final = Rule(
    name="annotations-are-accessible",
    holds="A PDF has no annotations except links, and each link is tagged, described, printed and in reading order.",
    why="ISO 14289-1:2014, 7.18, and ISO 19005-2:2011, 6.3.2.",
    remedy=_REMEDY,
    acceptable=True,
)
PDF_HAS_NO_EXTRAS: Final = Rule(
    name="pdf-has-no-extras",
    holds="A PDF has no form fields, layers, attached files or content from other files.",
    why="ISO 14289-1:2014, 7.10, 7.11, 7.15 and 7.20, set conditions for each, and no document needs them.",
    remedy=_REMEDY,
    acceptable=True,
)
