"""Photographs come out whole, upright, in colours of screens and no larger than print needs."""

from __future__ import annotations

import struct
import zlib
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.photographs import (
    PRIVATE,
    STORED,
    arrow,
    chunk,
    is_upright,
    opened,
    profile,
    saved,
    telling_jpeg,
    telling_png,
    turned,
)

from kefu.pictures import pixels
from kefu.pictures.faults import PictureError
from kefu.pictures.pixels import upright
from kefu.pictures.png import START
from kefu.theme import THEME

PAGE: Final = THEME.measures
END: Final = chunk(b"IEND", b"")
PRINTED: Final = 1618
"""The width of the text in pixels, at the resolution of print."""


def why(content: bytes) -> PictureError:
    with pytest.raises(PictureError) as raised:
        upright(content, PAGE)
    return raised.value


@pytest.mark.parametrize("content", [telling_jpeg(), telling_png()], ids=["jpeg", "png"])
def test_a_picture_tells_nothing_and_keeps_its_pixels(content: bytes) -> None:
    made, size = upright(content, PAGE)

    assert size == (300, 200)
    assert PRIVATE.encode() not in made
    assert opened(made).tobytes() == opened(content).tobytes()


@pytest.mark.parametrize("orientation", [1, *STORED])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_upright_for_programs_that_know_nothing_of_its_orientation(kind: str, orientation: int) -> None:
    made, size = upright(turned(orientation, kind), PAGE)
    picture = opened(made)

    assert is_upright(picture)
    assert picture.size == size == (300, 200)
    assert not picture.getexif()


def test_a_png_that_is_turned_keeps_every_pixel() -> None:
    made, _ = upright(turned(6, "PNG"), PAGE)

    assert opened(made).tobytes() == arrow().tobytes()


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_picture_becomes_as_large_as_print_needs(kind: str, orientation: int) -> None:
    made, size = upright(turned(orientation, kind, (3000, 2000)), PAGE)

    assert size == (PRINTED, round(PRINTED * 2 / 3))
    assert is_upright(opened(made))
    assert opened(made).size == size


def test_a_tall_picture_fits_on_the_page() -> None:
    _, size = upright(saved(arrow(1000, 5000), "PNG"), PAGE)

    assert size == (508, 2539)


def test_a_picture_a_little_larger_than_print_needs_keeps_its_pixels() -> None:
    content = saved(arrow(2100, 1050), "JPEG")

    assert opened(upright(content, PAGE)[0]).tobytes() == opened(content).tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_kind_of_pixels_can_be_made_smaller(mode: str) -> None:
    made, _ = upright(saved(arrow(3000, 2000).convert(mode), "PNG"), PAGE)

    assert opened(made).width == PRINTED
    assert opened(made).convert("L").getpixel((PRINTED - 20, 20)) == pytest.approx(
        arrow().convert(mode).convert("L").getpixel((280, 5)), abs=40 if mode != "1" else 255
    )


def test_deep_greys_stay_what_they_are_when_made_smaller() -> None:
    deep = Image.frombytes("I;16", (3000, 20), (b"\x00\x40" * 3000) * 20)
    made, _ = upright(saved(deep, "PNG"), PAGE)

    assert opened(made).convert("L").getpixel((100, 5)) == 64


def test_colours_keep_their_meaning_when_made_smaller() -> None:
    made, _ = upright(saved(arrow(3000, 2000), "JPEG", icc_profile=profile(primary=0.6)), PAGE)
    found = opened(made).info["icc_profile"]

    assert upright(saved(arrow(), "JPEG", icc_profile=profile(primary=0.6)), PAGE)[0].find(found) > 0
    assert PRIVATE.encode("utf-16-be") not in made


def test_colours_of_a_printing_press_are_told() -> None:
    error = why(saved(arrow().convert("CMYK"), "JPEG"))

    assert "CMYK" in error.message
    assert "RGB" in error.hint


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_ends_too_early_is_told(kind: str) -> None:
    content = saved(Image.effect_noise((200, 200), 90), kind)

    assert "damaged" in why(content[: len(content) // 2]).message


def test_a_png_whose_pixels_end_too_early_is_told() -> None:
    pixels = zlib.compress(bytes(10))
    content = START + chunk(b"IHDR", struct.pack(">II5B", 9, 9, 8, 2, 0, 0, 0)) + chunk(b"IDAT", pixels) + END

    assert "damaged" in why(content).message


def test_more_pixels_than_can_be_read_are_told_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    content = saved(arrow(), "PNG")
    monkeypatch.setattr(pixels, "LARGEST", 50_000)
    monkeypatch.setattr(Image.Image, "load", lambda _image: pytest.fail("it was read"))

    assert "300 × 200 pixels" in why(content).message


def test_a_bomb_is_told() -> None:
    header = chunk(b"IHDR", struct.pack(">II5B", 60_000, 60_000, 1, 0, 0, 0, 0))

    assert "pixels" in why(START + header + chunk(b"IDAT", b"") + END).message


def test_damaged_metadata_do_not_matter() -> None:
    content = turned(6, "JPEG").replace(b"Exif\0\0II", b"Exif\0\0XX").replace(b"Exif\0\0MM", b"Exif\0\0XX")
    made, size = upright(content, PAGE)

    assert size == (200, 300)
    assert opened(made).size == size


@given(st.binary(max_size=60), st.sampled_from((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")))
def test_whatever_follows_the_beginning_it_is_read_or_told(rest: bytes, beginning: bytes) -> None:
    try:
        upright(beginning + rest, PAGE)
    except PictureError as error:
        assert error.hint  # noqa: PT017 - either is right, and nothing else is raised
