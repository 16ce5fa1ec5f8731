"""What pictures say beside their pixels."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from kefu.check.readers import read

PASSAGE = "Den hemliga meningen står här på sin plats"
FORMATS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp", "TIFF": "tif"}


def saved(form: str, **options: object) -> bytes:
    packed = io.BytesIO()
    picture = Image.frombytes("RGB", (64, 64), bytes(n * n % 251 for n in range(64 * 64 * 3)))
    picture.save(packed, form, **options)
    return packed.getvalue()


def found(form: str, content: bytes) -> set[str]:
    reading = read(f"a.{FORMATS[form]}", content)
    return {channel.name for channel in reading.channels if PASSAGE in channel.text}


def problems(form: str, content: bytes) -> tuple[str, ...]:
    return read(f"a.{FORMATS[form]}", content).problems


def exif() -> Image.Exif:
    data = Image.Exif()
    data[ExifTags.Base.XPComment] = PASSAGE.encode("utf-16-le")
    return data


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunk(kind: bytes, data: bytes) -> bytes:
    content = saved("PNG")
    return content[:33] + chunk(kind, data) + content[33:]


XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{PASSAGE}</a></x:xmpmeta>'.encode()


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_without_metadata_is_read(form: str) -> None:
    assert problems(form, saved(form)) == ()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF"])
@pytest.mark.parametrize("what", ["exif", "xmp"])
def test_exif_and_xmp_are_read(form: str, what: str) -> None:
    if what == "exif":
        content = saved(form, exif=exif())
    elif form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        content = saved(form, pnginfo=info)
    elif form == "TIFF":
        content = saved(form, tiffinfo={700: XMP})
    else:
        content = saved(form, xmp=XMP)

    assert "image metadata" in found(form, content)
    assert problems(form, content) == ()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_the_description_of_a_colour_profile_is_read(form: str) -> None:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    content = saved(form, icc_profile=bytes(profile) + PASSAGE.encode("utf-16-be"))

    assert found(form, content)


@pytest.mark.parametrize(
    "content",
    [
        with_chunk(b"tEXt", b"Comment\0" + PASSAGE.encode("latin-1")),
        with_chunk(b"tEXt", PASSAGE.encode("latin-1") + b"\0x"),
        with_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(PASSAGE.encode("latin-1"))),
        with_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x") + PASSAGE.encode()),
        with_chunk(b"iTXt", b"Comment\0\0\0sv\0Kommentar\0" + PASSAGE.encode()),
        with_chunk(b"iTXt", b"Comment\0\1\0sv\0Kommentar\0" + zlib.compress(PASSAGE.encode())),
        with_chunk(b"iTXt", b"Comment\0\1\0sv\0" + PASSAGE.encode() + b"\0" + zlib.compress(b"x")),
    ],
)
def test_the_texts_of_png_are_read(content: bytes) -> None:
    assert "image text" in found("PNG", content)


def test_a_part_that_only_one_program_knows_is_read() -> None:
    assert found("PNG", with_chunk(b"heMl", PASSAGE.encode())) == {"image metadata"}


@pytest.mark.parametrize("form", ["JPEG", "GIF"])
def test_comments_are_read(form: str) -> None:
    assert found(form, saved(form, comment=PASSAGE.encode())) >= {"image text"}


def test_iptc_is_read() -> None:
    record = b"\x1c\x02\x78" + struct.pack(">H", len(PASSAGE.encode())) + PASSAGE.encode()
    segment = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    content = saved("JPEG")
    content = content[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + content[2:]

    assert found("JPEG", content) == {"image metadata"}


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_bytes_after_the_picture_are_read_and_a_problem(form: str) -> None:
    content = saved(form) + PASSAGE.encode()

    assert found(form, content) >= {"image rest", "text text"}
    assert any("bytes follow the picture" in problem for problem in problems(form, content))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_picture_that_is_cut_off_is_a_problem(form: str, part: float) -> None:
    content = saved(form)

    assert any("truncated" in problem for problem in problems(form, content[: int(len(content) * part)]))


def test_a_damaged_part_of_png_is_a_problem() -> None:
    content = saved("PNG")

    assert problems("PNG", content[:60] + b"\0\1" + content[62:])


def test_a_picture_of_far_too_many_pixels_is_a_problem_and_not_decoded() -> None:
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    content = saved("PNG")[:8] + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")

    assert any("decompression bomb" in problem for problem in problems("PNG", content))


def test_a_packed_text_that_is_a_bomb_is_a_problem() -> None:
    bomb = with_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(40 << 20)))

    assert any("megabytes" in problem for problem in problems("PNG", bomb))


def test_all_pages_of_a_tiff_are_read_up_to_a_bound() -> None:
    page = Image.new("RGB", (2, 2))
    assert problems("TIFF", saved("TIFF", save_all=True, append_images=[page] * 3)) == ()
    assert any(
        "pages" in problem for problem in problems("TIFF", saved("TIFF", save_all=True, append_images=[page] * 64))
    )
