"""Passages in every channel of pictures."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any, Final

from PIL import ExifTags, Image, ImageCms
from tests.sabotage.planting import Plant

from kefu.check.readers.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

IMAGES: Final = frozenset({Kind.PNG, Kind.JPEG, Kind.GIF, Kind.WEBP, Kind.TIFF})


def picture(kind: Kind, **options: Any) -> bytes:
    """Return a small picture of a kind."""
    packed = io.BytesIO()
    Image.frombytes("RGB", (32, 32), bytes(n * n % 251 for n in range(32 * 32 * 3))).save(packed, kind, **options)
    return packed.getvalue()


def exif(passage: str) -> Image.Exif:
    data = Image.Exif()
    data[ExifTags.Base.XPComment] = passage.encode("utf-16-le")
    return data


def xmp(passage: str) -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>{passage}</note></x:xmpmeta>'.encode()


def profile(passage: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + passage.encode("utf-16-be")


def chunk(kind: bytes, data: Callable[[str], bytes]) -> Callable[[bytes, str], bytes]:
    """Return a plant in a chunk of a PNG (PNG, third edition, 5.3)."""

    def put(content: bytes, passage: str) -> bytes:
        body = data(passage)
        added = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        return content[:33] + added + content[33:]

    return put


def iptc(content: bytes, passage: str) -> bytes:
    """Return a JPEG with a caption of IPTC in it."""
    record = b"\x1c\x02\x78" + struct.pack(">H", len(passage.encode())) + passage.encode()
    segment = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    return content[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + content[2:]


def _saved(kind: Kind, channel: str, what: str, option: str, value: Callable[[str], Any], *also: str) -> Plant:
    return Plant(
        kind=kind,
        what=what,
        channel=channel,
        put=lambda _content, passage: picture(kind, **{option: value(passage)}),
        also=frozenset(also),
    )


def _chunk(channel: str, kind: bytes, data: Callable[[str], bytes], *also: str) -> Plant:
    what = f"chunk {kind.decode()}"
    return Plant(kind=Kind.PNG, what=what, channel=channel, put=chunk(kind, data), also=frozenset(also))


PLANTS: Final = (
    *(_saved(kind, "image metadata", "Exif", "exif", exif) for kind in (Kind.PNG, Kind.JPEG, Kind.WEBP, Kind.TIFF)),
    *(_saved(kind, "image metadata", "XMP", "xmp", xmp) for kind in (Kind.JPEG, Kind.WEBP)),
    *(_saved(kind, "image metadata", "colour profile", "icc_profile", profile)
      for kind in (Kind.JPEG, Kind.WEBP, Kind.TIFF)),
    _saved(Kind.TIFF, "image metadata", "description", "description", str),
    _saved(Kind.JPEG, "image text", "comment", "comment", str.encode, "image metadata"),
    _saved(Kind.GIF, "image text", "comment", "comment", str.encode, "image metadata"),
    _saved(Kind.GIF, "image metadata", "comment as Pillow reads it", "comment", str.encode, "image text"),
    Plant(kind=Kind.JPEG, what="IPTC", channel="image metadata", put=iptc),
    _chunk("image text", b"tEXt", lambda p: b"Comment\0" + p.encode("latin-1"), "image metadata"),
    _chunk("image text", b"zTXt", lambda p: b"Comment\0\0" + zlib.compress(p.encode("latin-1")), "image metadata"),
    _chunk("image text", b"iTXt", lambda p: b"Comment\0\0\0sv\0Kommentar\0" + p.encode(), "image metadata"),
    _chunk("image metadata", b"heMl", str.encode),
    *(Plant(kind=kind, what="bytes after the end", channel="image rest", unread=True,
            put=lambda content, passage: content + passage.encode(), also=frozenset({"text text"}))
      for kind in sorted(IMAGES - {Kind.TIFF})),
)  # fmt: skip
