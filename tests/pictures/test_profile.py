"""Colour profiles mean the same colours as before, and say nothing."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from tests.photographs import PRIVATE, arrow, profile

from kefu.pictures.profile import bare_profile

RGB = b"RGB "


def in_srgb(data: bytes) -> Image.Image:
    made = ImageCms.profileToProfile(arrow(), ImageCms.getOpenProfile(io.BytesIO(data)), ImageCms.createProfile("sRGB"))
    assert made
    return made


@pytest.mark.parametrize("version", [(4, 0x40), (4, 0), (2, 0x40), (2, 0x10)])
def test_a_profile_means_the_same_colours_and_says_nothing(version: tuple[int, int]) -> None:
    before = profile(primary=0.6, version=version)
    after = bare_profile(before, RGB)

    assert PRIVATE.encode("utf-16-be") in before
    assert PRIVATE.encode("utf-16-be") not in after
    assert ImageCms.getProfileDescription(ImageCms.getOpenProfile(io.BytesIO(after))).strip() == "RGB"
    assert in_srgb(after).tobytes() == in_srgb(before).tobytes()
    assert in_srgb(after).tobytes() != in_srgb(profile()).tobytes()


def test_a_bare_profile_stays_as_it_is() -> None:
    once = bare_profile(profile(), RGB)

    assert bare_profile(once, RGB) == once
    assert int.from_bytes(once[:4], "big") == len(once)


def test_a_profile_is_of_an_edition_that_a_pdf_may_use() -> None:
    assert bare_profile(profile(version=(4, 0x40)), RGB)[8:10] == b"\x04\x20"
    assert bare_profile(profile(version=(2, 0x40)), RGB)[8:10] == b"\x02\x10"


@pytest.mark.parametrize(
    ("data", "space"),
    [(b"", RGB), (profile()[:200], RGB), (profile(), b"GRAY"), (profile(version=(5, 0)), RGB), (bytes(500), RGB)],
    ids=["nothing", "cut", "other-colours", "unknown-version", "no-profile"],
)
def test_a_profile_that_means_nothing_is_left_out(data: bytes, space: bytes) -> None:
    assert bare_profile(data, space) == b""


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_nothing_is_raised(data: bytes) -> None:
    damaged = profile()[:128] + data
    made = bare_profile(damaged, RGB)

    assert bare_profile(made, RGB) == made
