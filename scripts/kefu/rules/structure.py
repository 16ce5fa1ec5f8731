"""The structure of texts, and whether alternative texts and links are meaningful when heard on their own."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

HEADING_LEVELS_DO_NOT_SKIP: Final = Rule(
    name="heading-levels-do-not-skip",
    holds="A heading is at most one level deeper than the heading before it.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.4.2), and WCAG 2.2, 1.3.1: people who cannot see a page navigate by its "
    "headings.",
    remedy="Write the heading with fewer `#`, or add the missing one before it.",
    acceptable=True,
)
SECTION_IS_NOT_EMPTY: Final = Rule(
    name="section-is-not-empty",
    holds="Every heading has something under it.",
    remedy="Write the section, or remove its heading.",
    acceptable=True,
)
ALT_TEXT_DESCRIBES: Final = Rule(
    name="alt-text-describes",
    holds="An alternative text says what the picture shows, and not only that there is a picture.",
    why="WCAG 2.2, 1.1.1: people who cannot see the picture learn the same from the text.",
    remedy="Say in a sentence or two what somebody who sees the picture learns from it.",
    acceptable=True,
)
ALT_TEXT_SAYS_MORE: Final = Rule(
    name="alt-text-says-more",
    holds="An alternative text says more than the caption.",
    why="A screen reader reads both aloud.",
    remedy="Say what the picture shows, and leave what it means to the caption.",
    acceptable=True,
)
LINK_TEXT_HAS_MEANING: Final = Rule(
    name="link-text-has-meaning",
    holds="The text of a link says where it leads, even if read on its own.",
    why="WCAG 2.2, 2.4.4 and 2.4.9: a screen reader can list the links of a page.",
    remedy="Use the words that name the target as the text of the link.",
    acceptable=True,
)
LINK_TEXT_IS_NO_ADDRESS: Final = Rule(
    name="link-text-is-no-address",
    holds="The text of a link is not a web address.",
    why="A screen reader reads an address aloud letter by letter.",
    remedy="Write `[what is there](https://…)`.",
    severity=Severity.WARNING,
    acceptable=True,
)
LINK_TEXT_TELLS_APART: Final = Rule(
    name="link-text-tells-apart",
    holds="Links with the same text lead to the same place.",
    why="WCAG 2.2, 2.4.9: in a list of links, nothing else distinguishes them.",
    remedy="Give links to different places different texts.",
    severity=Severity.WARNING,
    acceptable=True,
)
