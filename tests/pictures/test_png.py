"""PNGs keep their pixels and what these mean, and lose everything else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.photographs import PRIVATE, arrow, chunk, opened, profile, saved, telling_png

from kefu.pictures.faults import PictureError
from kefu.pictures.png import START, bare_png


def test_a_png_loses_what_it_tells_and_keeps_every_pixel() -> None:
    before = telling_png()
    after = bare_png(before)
    names = {before[at + 4 : at + 8] for at in range(len(before)) if before[at + 4 : at + 8] in {b"tEXt", b"tIME"}}

    assert names == {b"tEXt", b"tIME"}
    assert PRIVATE.encode() not in after
    assert not any(name in after for name in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"prVt", b"pHYs"))
    assert after[-8:-4] == b"IEND"
    assert opened(after).tobytes() == opened(before).tobytes()
    assert len(opened(after).info["icc_profile"]) < 600


def test_making_bare_twice_takes_nothing_more() -> None:
    once = bare_png(telling_png())

    assert bare_png(once) == once


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixels_is_kept(mode: str) -> None:
    deep = Image.frombytes("I;16", (40, 20), bytes(n % 256 for n in range(1600)))
    image = deep if mode == "I;16" else arrow().convert(mode)
    options: dict[str, Any] = {"transparency": 0} if mode == "P" else {}
    content = saved(image, "PNG", **options)

    assert opened(bare_png(content)).mode == opened(content).mode
    assert opened(bare_png(content)).tobytes() == opened(content).tobytes()
    assert opened(bare_png(content)).info == opened(content).info


def test_a_profile_for_other_colours_than_the_pixels_is_left_out() -> None:
    content = saved(arrow().convert("L"), "PNG", icc_profile=profile())

    assert b"iCCP" in content
    assert b"iCCP" not in bare_png(content)


def test_a_picture_that_moves_is_told() -> None:
    frames = [arrow(), arrow().transpose(Image.Transpose.ROTATE_180)]
    content = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])

    with pytest.raises(PictureError, match="moves"):
        bare_png(content)


@pytest.mark.parametrize(
    "content",
    [
        saved(arrow(), "PNG")[:-12],
        saved(arrow(), "PNG")[:200],
        START,
        START + chunk(b"IHDR", bytes(13))[:-1] + b"!" + chunk(b"IEND", b""),
    ],
    ids=["no-end", "cut", "nothing", "checksum"],
)
def test_a_damaged_png_is_told(content: bytes) -> None:
    with pytest.raises(PictureError, match="damaged"):
        bare_png(content)


@given(st.binary(max_size=80))
def test_whatever_follows_the_beginning_it_is_made_bare_or_told(rest: bytes) -> None:
    try:
        bare_png(START + rest)
    except PictureError as error:
        assert error.hint  # noqa: PT017 - either is right, and nothing else is raised
