"""The styles of a Word file hang together, follow the theme, and keep the order that Word insists on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kefu import words
from kefu.engines.docx.styles import Style, border, colour, id_of, spacing, styles, twentieths
from kefu.engines.docx.xml import ORDER
from kefu.theme import THEME

STYLES = styles(THEME)
CHARACTERS = ("rFonts", "b", "bCs", "i", "iCs", "color", "u", "vertAlign")
"""The character properties that are used, in order. Source: ISO/IEC 29500-1, clause 17.3.2.28."""


def properties(xml: str) -> list[str]:
    """Return the names of the elements of the first level."""
    return re.findall(r"<w:(\w+)", re.sub(r"(<w:(pBdr|tabs)>).*?</w:\2>", r"\1", xml))


def test_every_style_has_an_id_and_a_name_of_its_own() -> None:
    assert len({style.id for style in STYLES}) == len({style.name for style in STYLES}) == len(STYLES)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.id)
def test_a_style_is_based_on_and_followed_by_styles_of_its_kind(style: Style) -> None:
    kinds = {one.id: one.kind for one in STYLES}

    assert {kinds[name] for name in (style.based_on, style.next) if name} <= {style.kind}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.id)
def test_properties_are_in_the_order_that_word_insists_on(style: Style) -> None:
    paragraph, characters = properties(style.paragraph), properties(style.characters)

    assert paragraph == sorted(paragraph, key=ORDER.index)
    assert characters == sorted(characters, key=CHARACTERS.index)


def test_ids_of_our_styles_are_letters_that_every_program_takes() -> None:
    assert id_of("Överrad") == "Overrad"
    assert all(re.fullmatch(r"[A-Za-z0-9]+", style.id) for style in STYLES)
    assert {words.styles.EXHIBIT, words.styles.NOTICE, words.styles.WARNING} <= {style.name for style in STYLES}


def test_colours_and_fonts_are_the_themes() -> None:
    other = replace(
        THEME, light=replace(THEME.light, accent="#123abc"), type=replace(THEME.type, sans="Annan sanserif")
    )
    changed = {new.id for old, new in zip(STYLES, styles(other), strict=True) if old != new}
    (quote,) = (style for style in styles(other) if style.id == "Quote")

    assert 'w:color w:val="123ABC"' in quote.characters
    assert {"Heading1", "Title", "Hyperlink", "Quote"} <= changed
    assert {"Normal", "BodyText"}.isdisjoint(changed)
    assert not any(THEME.type.sans in style.characters for style in styles(other))


def test_lengths_and_colours_are_in_the_units_of_word() -> None:
    assert twentieths(25.4) == 1440
    assert colour("#0a4A7a") == '<w:color w:val="0A4A7A"/>'
    assert border("top", 4, 5, "#fff") == '<w:top w:val="single" w:sz="4" w:space="5" w:color="FFF"/>'
    assert spacing(before=1, after=2) == '<w:spacing w:before="1" w:after="2"/>'
    assert spacing(line=240) == '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
