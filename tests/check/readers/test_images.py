"""What pictures say beside their pixels."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin
from tests.photographs import PRIVATE, profile

from kefu.check.readers import read
from kefu.pictures.profile import bare_profile

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


def texts(content: bytes, form: str) -> dict[str, str]:
    """Return what a picture says beside its pixels, by channel."""
    reading = read(f"a.{FORMATS[form]}", content)
    assert reading.problems == ()
    return {channel.name: channel.text for channel in reading.channels if channel.name != "file name"}


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("PNG", {}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"restart_marker_blocks": 1}),
        ("GIF", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_a_picture_without_metadata_says_nothing(form: str, options: dict[str, object]) -> None:
    assert "".join(texts(saved(form, **options), form).values()).strip() == ""


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK"])
def test_pictures_of_other_colours_say_nothing_either(mode: str) -> None:
    for form in ("JPEG", "GIF", "PNG"):
        if (mode, form) in {("1", "JPEG"), ("P", "JPEG"), ("CMYK", "GIF"), ("CMYK", "PNG")}:
            continue
        packed = io.BytesIO()
        Image.new(mode, (9, 9), 1 if mode != "CMYK" else (1, 2, 3, 4)).save(packed, form)
        assert texts(packed.getvalue(), form) == {}


@pytest.mark.parametrize("colours", [1, 2, 3, 5, 200])
def test_a_picture_that_moves_says_nothing(colours: int) -> None:
    frames = [Image.new("P", (9, 9), number) for number in range(3)]
    for number, frame in enumerate(frames):
        frame.putpalette([(31 * number + n) % 256 for n in range(3 * colours)])
    packed = io.BytesIO()
    frames[0].save(packed, "GIF", save_all=True, append_images=frames[1:], loop=0, duration=50)

    assert texts(packed.getvalue(), "GIF") == {}
    assert texts(packed.getvalue()[:-1] + b"\x21\xfe\x09ordet som\0\x3b", "GIF") == {"image text": "ordet som"}


GIF = b"GIF89a\1\0\1\0"
PIXEL = b"\2\2\x44\1\0"
"""The only pixel of a picture, packed."""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GIF + b"\0\0\0" + b"\x2c" + bytes(4) + b"\1\0\1\0\x80" + bytes(6) + PIXEL, ""),
        (GIF + b"\x80\0\0" + bytes(6) + b"\x2c" + bytes(4) + b"\1\0\1\0\0" + PIXEL, ""),
        (GIF + b"\1\0\0" + b"\x2c" + bytes(4) + b"\1\0\1\0\x80" + bytes(6) + PIXEL, ""),
        (GIF + b"\x81\0\0" + bytes(12) + b"\x2c" + bytes(4) + b"\1\0\1\0\x81" + bytes(12) + PIXEL, ""),
        (GIF + b"\x80\0\0" + bytes(6) + b"\x21\xf9\4ordet"[:7] + b"\0" + b"\x2c" + bytes(4) + b"\1\0\1\0\0" + PIXEL,
         ""),
        (GIF + b"\x80\0\0" + bytes(6) + b"\x21\xff\x0bANIMEXTS1.0\3\1\0\0\0" + b"\x2c" + bytes(4) + b"\1\0\1\0\0"
         + PIXEL, ""),
        (GIF + b"\x80\0\0" + bytes(6) + b"\x21\xff\x0bORDORDORD12\5ordet\0" + b"\x2c" + bytes(4) + b"\1\0\1\0\0"
         + PIXEL, "ORDORDORD12ordet"),
        (GIF + b"\x80\0\0" + bytes(6) + b"\x21\xfe\6ord p\xe5\2 x\0" + b"\x2c" + bytes(4) + b"\1\0\1\0\0" + PIXEL,
         "ord på x"),
    ],
)  # fmt: skip
def test_the_parts_of_a_gif_are_told_apart(content: bytes, said: str) -> None:
    assert said in texts(content + b"\x3b", "GIF").get("image text", "")
    assert bool(said) == bool(texts(content + b"\x3b", "GIF"))
    assert any("truncated" in problem for problem in problems("GIF", content))
    assert "1 bytes follow the picture in “a.gif”" in problems("GIF", content + b"\x3bx")


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def with_segments(*segments: bytes) -> bytes:
    content = saved("JPEG")
    return content[:2] + b"".join(segments) + content[2:]


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), ""),
        (segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0!"), "APP0"),
        (segment(0xE0, b"JFXX\0\1\1\0\0\1\0\1\0\0"), "APP0"),
        (segment(0xEE, b"Adobe\0\x64\0\0\0\0\1"), ""),
        (segment(0xEE, b"Adobe\0\x64\0\0\0\0\1!"), "APP14"),
        (segment(0xEE, b"Odobe\0\x64\0\0\0\0\1"), "APP14"),
        (segment(0xE1, b"\0"), "APP1"),
        (segment(0xEF, b"ordet som ingen ser"), "APP15\nordet som ingen ser"),
        (segment(0xEF, "ordet på ön".encode("cp1252")), "APP15\nordet p\nordet på ön"),
        (b"\xff\xff\xff" + segment(0xE9, b"")[1:], "APP9"),
        (b"\xff" + segment(0xE9, b""), "APP9"),
        (b"\xff\x01" + segment(0xE9, b""), "APP9"),
        (b"\xff\xd0\xff\xd7\xff\xd8" + segment(0xE9, b""), "APP9"),
        (segment(0xF0, b"ordet som ingen ser"), ""),
        (segment(0xDD, b"\0\0"), ""),
    ],
)
def test_the_segments_of_a_jpeg_are_told_apart(added: bytes, said: str) -> None:
    metadata = read("a.jpg", with_segments(added)).channels

    assert [c.text.strip() for c in metadata if c.name == "image metadata"] == [said] * bool(said)


def test_a_comment_in_a_jpeg_is_a_text() -> None:
    assert texts(with_segments(segment(0xFE, "på ön".encode("cp1252"))), "JPEG")["image text"].split("\n")[1] == "på ön"


def test_a_jpeg_ends_where_it_says() -> None:
    content = saved("JPEG")

    assert "1 bytes follow the picture in “a.jpg”" in problems("JPEG", content + b"x")
    for cut in (
        content[:-1],
        content[:-2],
        content[:3],
        content[:-2] + b"\0\xd9",
        content[:-2] + b"\xff\0",
    ):
        assert "“a.jpg” is damaged or truncated: its end was not found" in problems("JPEG", cut)


def test_the_pieces_of_a_colour_profile_are_put_together_by_their_numbers() -> None:
    said = profile()
    half = said.index(PRIVATE.encode("utf-16-be")) + 10
    parts = ((2, said[half:]), (1, said[:half]))
    pieces = [segment(0xE2, b"ICC_PROFILE\0" + bytes((number, 2)) + data) for number, data in parts]

    assert PRIVATE in texts(with_segments(*pieces), "JPEG")["image metadata"]
    assert texts(with_segments(segment(0xE2, b"ICC_PROFILE\0\1\1" + bare_profile(said, b"RGB "))), "JPEG") == {}
    assert texts(with_segments(segment(0xE2, b"FPXR\0")), "JPEG") == {"image metadata": "APP2\n\n"}


def test_the_keyword_and_the_text_of_a_png_are_lines() -> None:
    packed = zlib.compress("på ön".encode("latin-1"))
    whole = [
        (b"tEXt", b"Title\0p\xe5 \xf6n", ["Title", "på ön"]),
        (b"zTXt", b"Title\0\0" + packed, ["Title", "på ön", ""]),
        (b"zTXt", b"Title\0\0" + packed + b"ordet", ["Title", "på ön", "ordet"]),
        (b"iTXt", b"Title\0\1\0sv\0Titel\0" + packed, ["Title", "sv", "Titel", "på ön", ""]),
        (b"iTXt", b"Title\0\0\0sv\0Titel\0p\xe5 \xf6n", ["Title", "", "", "sv", "Titel", "på ön"]),
    ]
    for kind, data, lines in whole:
        said = texts(with_chunk(kind, data), "PNG")["image text"].split("\n")
        assert lines in [said[at : at + len(lines)] for at in range(len(said))]


def test_the_name_of_a_colour_profile_of_a_png_is_no_text() -> None:
    bare = zlib.compress(bare_profile(profile(), b"RGB "))

    assert texts(with_chunk(b"iCCP", b"Ett namn\0\0" + bare), "PNG") == {}
    assert PRIVATE in texts(with_chunk(b"iCCP", b"x\0\0" + zlib.compress(profile())), "PNG")["image metadata"]


def test_the_parts_of_a_webp_are_told_apart() -> None:
    content = saved("WEBP")
    for data in (b"ordet som ingen ser", b"ordet som ingen ser!"):
        added = content[12:] + b"heMl" + struct.pack("<L", len(data)) + data + b"\0" * (len(data) % 2)
        whole = b"RIFF" + struct.pack("<L", len(added) + 4) + b"WEBP" + added
        assert texts(whole, "WEBP") == {"image metadata": f"heMl\n{data.decode()}"}
        assert "1 bytes follow the picture in “a.webp”" in problems("WEBP", whole + b"x")
        assert any("truncated" in problem for problem in problems("WEBP", whole[:-1]))
        larger = whole[:4] + struct.pack("<L", len(added) + 3) + whole[8:]
        assert any("truncated" in problem for problem in problems("WEBP", larger))


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


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_beside_a_picture_is_read_in_the_letters_of_windows(form: str, *, whole: bool) -> None:
    content = saved(form)
    added = (content if whole else content[:60]) + "\0ordet på ön\0".encode("cp1252")

    rest = [channel.text for channel in read(f"a.{FORMATS[form]}", added).channels if channel.name == "image rest"]
    assert any("ordet på ön" in text for text in rest)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_short_words_in_exif_are_read(form: str) -> None:
    data = Image.Exif()
    data[ExifTags.Base.Artist] = "Bo Ek"

    assert "Bo Ek" in texts(saved(form, exif=data), form)["image metadata"].split("\n")


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("PNG", saved("PNG")[:-5]),
        ("GIF", GIF),
        ("GIF", GIF + b"\0\0\0\x21"),
        ("GIF", GIF + b"\0\0\0\x2c"),
        ("GIF", GIF + b"\0\0\0\x21\xfe\3ord"),
    ],
)
def test_a_picture_that_is_cut_off_in_its_last_part_is_called_that(form: str, content: bytes) -> None:
    assert f"“a.{FORMATS[form]}” is damaged or truncated: its end was not found" in problems(form, content)


def test_a_jpeg_is_read_on_after_its_pixels() -> None:
    content = saved("JPEG")

    assert "ordet" in texts(content[:-2] + segment(0xFE, b"ordet") + content[-2:], "JPEG")["image text"]
    assert problems("JPEG", content[:-2] + b"\xff\xff\xd9") == ()
    assert any("truncated" in problem for problem in problems("JPEG", content[:-2] + b"\xff\xd8\0\0\xff\xd9"))


def test_pieces_of_a_colour_profile_with_one_number_are_read_together() -> None:
    said = profile()
    half = said.index(PRIVATE.encode("utf-16-be")) + 10
    pieces = [
        segment(0xE2, b"ICC_PROFILE\0\1" + count + data) for count, data in ((b"\3", said[:half]), (b"\2", said[half:]))
    ]

    assert PRIVATE in texts(with_segments(*pieces), "JPEG")["image metadata"]
