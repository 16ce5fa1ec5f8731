"""Pictures for tests: an arrow that points up, as files of every kind, and what must not be published in them."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import Any, Final

from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

PRIVATE: Final = "Hemlig Fotograf"

STORED: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is stored under each orientation."""


def arrow(width: int = 300, height: int = 200) -> Image.Image:
    """Return a picture with a red top left corner, a blue one at the top right, and green at the bottom."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 3), fill="red")
    draw.rectangle((width - width // 3, 0, width, height // 3), fill="blue")
    draw.rectangle((0, height - height // 3, width, height), fill="green")
    return image


def is_upright(image: Image.Image) -> bool:
    """Tell whether the corners of an arrow are where they should be."""
    across, down = image.size
    seen = image.convert("RGB")
    corners = ((across // 8, down // 8), (across - across // 8, down // 8), (across // 2, down - down // 8))
    found = [seen.getpixel(corner) for corner in corners]
    wanted = [(255, 0, 0), (0, 0, 255), (0, 128, 0)]
    return all(
        isinstance(pixel, tuple) and all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))
        for pixel, colour in zip(found, wanted, strict=True)
    )


def opened(content: bytes) -> Image.Image:
    """Return the picture in a file, decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's about metadata
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            return image.copy()


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as a file."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Return Exif with a photographer, a position and an orientation."""
    data = Image.Exif()
    data[ExifTags.Base.Artist] = PRIVATE
    data[ExifTags.Base.Orientation] = orientation
    data.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (55.0, 42.0, 12.0)
    data.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = PRIVATE.encode()
    return data


def turned(orientation: int, kind: str, size: tuple[int, int] = (300, 200)) -> bytes:
    """Return an arrow that is upright if a program heeds the orientation."""
    image = arrow(*size)
    stored = image.transpose(STORED[orientation]) if orientation in STORED else image
    return saved(stored, kind, exif=exif(orientation))


def profile(*, primary: float = 0.44, version: tuple[int, int] = (4, 0x40), note: str = PRIVATE) -> bytes:
    """Return a profile of RGB with a description of its own; `primary` is the red that it means."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = data.find(b"rXYZ")
    (offset,) = struct.unpack_from(">I", data, at + 4)
    struct.pack_into(">i", data, offset + 8, int(primary * 65536))
    data[8:10] = bytes(version)
    words = note.encode("utf-16-be")
    struct.pack_into(">II", data, data.find(b"desc") + 4, len(data), 28 + len(words))
    data += b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"sv", b"SE", len(words), 28) + words
    data += bytes(-len(data) % 4)
    struct.pack_into(">I", data, 0, len(data))
    return bytes(data)


def segment(marker: int, data: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def chunk(name: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def telling_jpeg() -> bytes:
    """Return a JPEG that says all that one can say: in segments of every kind, a thumbnail, and after its end."""
    content = saved(arrow(), "JPEG", exif=exif(), icc_profile=profile(), comment=PRIVATE.encode())
    secret = PRIVATE.encode()
    more = (
        segment(0xE0, b"JFXX\0\x10" + secret),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + secret),
        segment(0xE2, b"MPF\0" + secret),
        segment(0xED, b"Photoshop 3.0\0" + secret),
        segment(0xEF, secret),
        segment(0xFE, secret),
    )
    return content[:2] + b"".join(more) + content[2:] + content + secret


def telling_png(**options: Any) -> bytes:
    """Return a PNG that says all that one can say: in chunks of every kind, and after its end."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", PRIVATE)
    texts.add_text("Comment", PRIVATE, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", PRIVATE)
    content = saved(arrow(), "PNG", exif=exif(), icc_profile=profile(), pnginfo=texts, **options)
    more = chunk(b"tIME", bytes(7)) + chunk(b"prVt", PRIVATE.encode()) + chunk(b"pHYs", bytes(9))
    return content[:33] + more + content[33:] + PRIVATE.encode()
