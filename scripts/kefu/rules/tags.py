"""What a finished PDF conveys to a screen reader, compared with the document that it was made from."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

_REMEDY: Final = "Build again; if that does not help, the template or the engine is at fault."

HEADING_IS_TAGGED: Final = Rule(
    name="heading-is-tagged",
    holds="Every heading of the document is tagged as one, with its level.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.4), and WCAG 2.2, 1.3.1.",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
CONTENTS_IS_TAGGED: Final = Rule(
    name="contents-is-tagged",
    holds="Every entry of the table of contents is tagged as one.",
    why="ISO 32000-1, 14.8.4.2: the elements for it are TOC and TOCI.",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
FIGURE_IS_TAGGED: Final = Rule(
    name="figure-is-tagged",
    holds="Every figure is tagged as one, with its alternative text.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.3), and WCAG 2.2, 1.1.1.",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
TABLE_IS_TAGGED: Final = Rule(
    name="table-is-tagged",
    holds="Every table is tagged as one, with its rows and header cells.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.5), and WCAG 2.2, 1.3.1.",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
LIST_IS_TAGGED: Final = Rule(
    name="list-is-tagged",
    holds="Every list is tagged as one, with its items.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.6), and WCAG 2.2, 1.3.1.",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
FOOTNOTE_IS_TAGGED: Final = Rule(
    name="footnote-is-tagged",
    holds="Every footnote is tagged as one.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.9).",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
LINK_IS_TAGGED: Final = Rule(
    name="link-is-tagged",
    holds="Every link is tagged as one.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.18.5).",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
LANGUAGE_IS_TAGGED: Final = Rule(
    name="language-is-tagged",
    holds="Every passage in another language is tagged with that language.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.2), and WCAG 2.2, 3.1.2: a screen reader changes its voice.",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
TEXT_IS_TAGGED: Final = Rule(
    name="text-is-tagged",
    holds="The running text is tagged as it was written, completely and in order.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.1 and 7.2), and WCAG 2.2, 1.3.2.",
    remedy=_REMEDY,
    compares=True,
    acceptable=True,
)
