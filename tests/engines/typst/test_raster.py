"""Drawings as pixels: at the resolution of print, no wider or higher than a page has room for."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

import pytest
from PIL import Image

from kefu.diagnostics import BuildError, Location
from kefu.engines.typst.raster import rasterised
from kefu.model import Asset
from kefu.theme import THEME

PAGE: Final = THEME.measures
WIDTH, HEIGHT = 137.0, 215.0
"""The widest and the highest that a picture can be on the page, in millimetres."""


PLACE: Final = Location(path=PurePosixPath("report/inledning.md"), line=7, column=12)


def svg(width: int, height: int, inside: str = "<path d='M0 0H40V8H0Z'/>") -> Asset:
    text = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>{inside}</svg>"
    return Asset(name="a%2Fb.svg", content=text.encode(), original=b"", place=PLACE)


@pytest.mark.parametrize(("width", "height"), [(400, 80), (10, 4), (4000, 800)])
def test_a_drawing_is_as_wide_as_the_text_however_large_it_was_drawn(width: int, height: int) -> None:
    with Image.open(io.BytesIO(rasterised(svg(width, height), PAGE))) as picture:
        assert picture.format == "PNG"
        assert abs(picture.width - WIDTH / 25.4 * 300) < 2


def test_a_high_drawing_fits_on_a_page() -> None:
    with Image.open(io.BytesIO(rasterised(svg(100, 400), PAGE))) as picture:
        assert abs(picture.height - HEIGHT / 25.4 * 300) < 2


def test_a_photograph_stays_as_it_is() -> None:
    assert rasterised(Asset(name="b.jpg", content=b"JPEG", original=b"", place=PLACE), PAGE) == b"JPEG"


def test_a_drawing_that_has_its_pixels_is_not_drawn_again() -> None:
    assert rasterised(replace(svg(50, 20), pixels=b"PNG"), PAGE) == b"PNG"


def test_a_drawing_is_drawn_anew_for_another_page() -> None:
    narrow = replace(PAGE, side_margin=50.0)

    with Image.open(io.BytesIO(rasterised(svg(400, 80), narrow))) as picture:
        assert abs(picture.width - 110 / 25.4 * 300) < 2


def test_a_drawing_is_not_transparent() -> None:
    with Image.open(io.BytesIO(rasterised(svg(50, 20), PAGE))) as picture:
        assert picture.convert("RGBA").getchannel("A").getextrema() == (255, 255)


@pytest.mark.parametrize("content", [b"", b"<svg", b"<html/>"])
def test_what_is_no_drawing_is_told_where_a_text_names_it(content: bytes) -> None:
    with pytest.raises(BuildError) as caught:
        rasterised(Asset(name="a%2Fb.svg", content=content, original=b"", place=PLACE), PAGE)

    (problem,) = caught.value.diagnostics
    assert problem.rule.name == "picture-is-readable"
    assert problem.location == PLACE
