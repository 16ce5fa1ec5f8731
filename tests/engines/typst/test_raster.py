"""Drawings as pixels: at the resolution of print, no wider or higher than a page has room for."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Final

import pytest
from PIL import Image

from kefu.diagnostics import BuildError
from kefu.engines.typst.raster import drawn, rasterised
from kefu.model import Asset
from kefu.theme import THEME

PAGE: Final = THEME.measures
WIDTH, HEIGHT = 154.0, 215.0
"""The widest and the highest that a picture can be on the page, in millimetres."""


def svg(width: int, height: int, inside: str = "<path d='M0 0H40V8H0Z'/>") -> Asset:
    text = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>{inside}</svg>"
    return Asset(name="a%2Fb.svg", content=text.encode())


def jpeg(width: int, height: int) -> Asset:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height)).save(buffer, "JPEG")
    return Asset(name="b.jpg", content=buffer.getvalue())


@pytest.mark.parametrize(("width", "height"), [(400, 80), (10, 4), (4000, 800)])
def test_a_drawing_is_as_wide_as_the_text_however_large_it_was_drawn(width: int, height: int) -> None:
    made = rasterised(svg(width, height), PAGE)
    with Image.open(io.BytesIO(made.content)) as picture:
        assert picture.format == "PNG"
        assert abs(picture.width - WIDTH / 25.4 * 300) < 2

    assert made.width == WIDTH
    assert made.height == pytest.approx(WIDTH * height / width, abs=0.2)


def test_a_high_drawing_fits_on_a_page() -> None:
    made = rasterised(svg(100, 400), PAGE)
    with Image.open(io.BytesIO(made.content)) as picture:
        assert abs(picture.height - HEIGHT / 25.4 * 300) < 2

    assert made.height == pytest.approx(HEIGHT, abs=0.2)
    assert made.width == pytest.approx(HEIGHT / 4, abs=0.2)


@pytest.mark.parametrize(("size", "expected"), [((300, 100), (154, 154 / 3)), ((100, 400), (HEIGHT / 4, HEIGHT))])
def test_a_photograph_keeps_its_bytes_and_its_shape(size: tuple[int, int], expected: tuple[float, float]) -> None:
    photo = jpeg(*size)
    made = rasterised(photo, PAGE)

    assert made.content == photo.content
    assert (made.width, made.height) == pytest.approx(expected)


def test_a_drawing_is_drawn_once() -> None:
    drawn.cache_clear()
    first, again = rasterised(svg(50, 20), PAGE), rasterised(svg(50, 20), PAGE)

    assert first == again
    assert drawn.cache_info().misses == 1


def test_a_drawing_is_drawn_anew_for_another_page() -> None:
    narrow = replace(PAGE, side_margin=50.0)

    assert rasterised(svg(400, 80), narrow).width == 110
    assert rasterised(svg(400, 80), narrow).content != rasterised(svg(400, 80), PAGE).content


def test_a_drawing_is_not_transparent() -> None:
    with Image.open(io.BytesIO(rasterised(svg(50, 20), PAGE).content)) as picture:
        assert picture.convert("RGBA").getchannel("A").getextrema() == (255, 255)


@pytest.mark.parametrize("content", [b"", b"<svg", b"<html/>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_drawing_is_told_at_its_name(content: bytes) -> None:
    with pytest.raises(BuildError) as caught:
        rasterised(Asset(name="a%2Fb.svg", content=content), PAGE)

    (problem,) = caught.value.diagnostics
    assert problem.rule.name == "picture-is-readable"
    assert str(problem.location.path) == "a/b.svg"
