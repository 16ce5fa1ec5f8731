"""What a finished PDF declares and carries as PDF/UA-1 and PDF/A-2a demand."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

_REMEDY: Final = "Build again; if it is so again, the template or the engine is at fault."

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
    why="ISO 14289-1:2014, 7.2, and WCAG 2.2, 3.1.1: a screen reader chooses its voice by it.",
    remedy=_REMEDY,
    acceptable=True,
)
FONTS_ARE_EMBEDDED: Final = Rule(
    name="fonts-are-embedded",
    holds="Every PDF carries the fonts that it uses.",
    why="ISO 14289-1:2014, 7.21.4.1, and ISO 19005-2:2011, 6.2.11.4: without them letters are shown as others.",
    remedy=_REMEDY,
    acceptable=True,
)
OUTLOUD_PASSES: Final = Rule(
    name="outloud-passes",
    holds="The independent checker outloud finds no fault with a PDF.",
    why="Another program may see what the one that wrote the file takes for granted.",
    remedy=f"The message names the rule of outloud. {_REMEDY}",
    warns_when="where outloud itself only warns",
    acceptable=True,
)
