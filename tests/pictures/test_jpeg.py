"""JPEGs keep their pixels and what these mean, and lose everything else."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.photographs import PRIVATE, arrow, opened, profile, saved, segment, telling_jpeg

from kefu.pictures.faults import PictureError
from kefu.pictures.jpeg import bare_jpeg


def test_a_jpeg_loses_what_it_tells_and_keeps_every_pixel() -> None:
    before = telling_jpeg()
    after = bare_jpeg(before)

    assert before.count(PRIVATE.encode()) > 8
    assert PRIVATE.encode() not in after
    assert PRIVATE.encode("utf-16-be") not in after
    assert b"Exif" not in after
    assert after.endswith(b"\xff\xd9")
    assert after.count(b"\xff\xd8\xff") == 1, "there is no second picture and no thumbnail"
    assert opened(after).tobytes() == opened(before).tobytes()


def test_making_bare_twice_takes_nothing_more() -> None:
    once = bare_jpeg(telling_jpeg())

    assert bare_jpeg(once) == once


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_rows": 2}])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_every_ordinary_kind_keeps_its_pixels(mode: str, options: dict[str, object]) -> None:
    content = saved(arrow().convert(mode), "JPEG", **options)

    assert opened(bare_jpeg(content)).tobytes() == opened(content).tobytes()


def test_colours_that_adobe_coded_stay_what_they_are() -> None:
    content = saved(arrow(), "JPEG", keep_rgb=True)
    more = content[:2] + segment(0xEE, b"Adobe\0\x64\0\0\0\0\0" + PRIVATE.encode()) + content[2:]

    assert PRIVATE.encode() not in bare_jpeg(more)
    assert opened(bare_jpeg(more)).tobytes() == opened(more).tobytes()


def test_the_profile_stays_and_says_nothing() -> None:
    content = saved(arrow(), "JPEG", icc_profile=profile(primary=0.6) + bytes(70_000))
    with Image.open(io.BytesIO(bare_jpeg(content))) as image:
        assert len(image.info["icc_profile"]) < 600


@pytest.mark.parametrize(
    "content",
    [
        saved(arrow(), "JPEG")[:-2],
        saved(arrow(), "JPEG")[:300],
        b"\xff\xd8\xff",
        saved(arrow(), "JPEG").replace(b"\xff\xc0", b"\xff\xc3"),
    ],
    ids=["no-end", "cut", "nothing", "lossless"],
)
def test_a_jpeg_that_browsers_cannot_show_is_told(content: bytes) -> None:
    with pytest.raises(PictureError):
        bare_jpeg(content)


@given(st.binary(max_size=80))
def test_whatever_follows_the_beginning_it_is_made_bare_or_told(rest: bytes) -> None:
    try:
        bare_jpeg(b"\xff\xd8\xff" + rest)
    except PictureError as error:
        assert error.hint  # noqa: PT017 - either is right, and nothing else is raised
