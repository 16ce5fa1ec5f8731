"""Texts in drawings are set in the publication's font, by browsers and by Typst alike."""

from __future__ import annotations

import base64
import io
import re
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types
from tests.photographs import opened

from kefu.engines.typst.raster import drawn
from kefu.pictures.faults import PictureError
from kefu.pictures.lettering import with_own_letters
from kefu.theme import THEME

FAMILY = THEME.type.sans


def lettered(content: str) -> str:
    root = ElementTree.fromstring(  # noqa: S314 - our own
        f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100">{content}</svg>'
    )
    with_own_letters(root, FAMILY)
    return ElementTree.tostring(root, encoding="unicode")


def fonts(svg: str) -> dict[str, TTFont]:
    found = re.findall(r"font-weight:(\d+);font-style:(\w+);src:url\(data:font/woff;base64,([^)]+)\)", svg)
    return {f"{weight} {slant}": TTFont(io.BytesIO(base64.b64decode(data))) for weight, slant, data in found}


def ink(svg: str) -> int:
    """Return how many pixels are dark when Typst draws it."""
    return sum(opened(drawn(svg.encode(), THEME.measures)).convert("L").histogram()[:128])


def test_a_drawing_carries_just_the_letters_that_it_shows() -> None:
    (font,) = fonts(lettered('<text y="50" font-family="Arial">Råd, ål</text>')).values()

    assert {chr(code) for code in font.getBestCmap()} == set("Råd, l")
    assert "Source" not in str(font["name"].getDebugName(1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<text>a</text>", ["400 normal"]),
        ('<text font-weight="bold">a</text>', ["400 normal", "600 normal", "700 normal"]),
        ('<text style="font-style: italic">a</text>', ["400 normal", "400 italic"]),
        (
            "<style>.a{font: italic 700 12px/1.2 Arial, serif}</style><text>a</text>",
            ["400 normal", "600 normal", "700 normal", "400 italic", "600 italic"],
        ),
    ],
)
def test_a_drawing_carries_the_styles_that_it_uses(text: str, expected: list[str]) -> None:
    assert list(fonts(lettered(text))) == expected


@pytest.mark.parametrize(
    "named",
    [
        '<text y="50" font-size="40" font-family="Arial">Text</text>',
        '<text y="50" font-size="40">Text</text>',
        '<text y="50" style="font-family:\'Comic Sans MS\', cursive;font-size:40px">Text</text>',
        '<style>text { font-family: Calibri; font-size: 40px }</style><text y="50">Text</text>',
        '<style>text { font: 40px/1.5 "Times New Roman" }</style><text y="50">Text</text>',
        '<g font-family="monospace" font-size="40"><text y="50"><tspan font-family="serif">Text</tspan></text></g>',
        '<style>@font-face {font-family: Egen; src: url(data:,x)} text{font:40px Egen}</style><text y="50">Text</text>',
    ],
)
def test_whatever_font_a_text_names_typst_draws_it_in_ours(named: str) -> None:
    plain = ink(lettered('<text y="50" font-size="40">Text</text>'))

    assert plain > 1000
    assert ink(lettered(named)) == plain


def test_weight_and_slant_stay() -> None:
    plain = ink(lettered('<text y="50" font-size="40">Text</text>'))
    bold = ink(lettered('<style>text { font: bold 40px Arial }</style><text y="50">Text</text>'))

    assert bold > plain * 1.2


def test_a_drawing_without_text_carries_no_font() -> None:
    assert "font" not in lettered('<path d="M0 0"/><text> </text>')


def test_characters_that_the_font_lacks_are_told() -> None:
    with pytest.raises(PictureError) as raised:
        lettered("<text>Råd 漢 och 😀</text>")

    assert raised.value.message.endswith("漢😀")
    assert "paths" in raised.value.hint
