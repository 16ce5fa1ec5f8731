"""The language of a text is that of most letters."""

from __future__ import annotations

from lxml import etree
from tests.word.ooxml import NAMESPACES, p, r

from kefu.manuscripts.runs import main_language, text_of
from kefu.manuscripts.styles import Styles

NONE = Styles(names={}, chains={}, paragraph="", defaults=())


def test_the_language_of_most_letters_is_that_of_the_text() -> None:
    swedish = r("En lång mening.", properties='<w:lang w:val="sv-SE"/>')
    english = r("cash", properties='<w:lang w:val="en-US"/>')
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    paragraph = etree.fromstring(f"<body {declared}>{p(swedish, english)}</body>")[0]

    assert main_language([paragraph], NONE) == "sv"
    assert main_language([], NONE) == ""
    assert text_of(paragraph) == "En lång mening.cash"
