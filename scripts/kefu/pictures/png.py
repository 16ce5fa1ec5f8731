"""PNGs without anything but their pixels and what these mean. Source: PNG (third edition), chapters 5 and 11."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from kefu.pictures.faults import unportable, unreadable
from kefu.pictures.profile import GREY, bare_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

START: Final = b"\x89PNG\r\n\x1a\n"
KEPT: Final = frozenset((b"IHDR", b"PLTE", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"IDAT", b"IEND"))
"""The chunks that pixels and their colours are made of, besides the profile."""

PROFILE: Final = b"iCCP"
ANIMATION: Final = b"acTL"
LARGEST_PROFILE: Final = 4 << 20
OVERHEAD: Final = 12
"""The bytes around the data of a chunk: its length, its name and its checksum."""

COLOURED: Final = 2
"""The bit of the colour type that says that there are colours, and not only grey."""


def bare_png(content: bytes) -> bytes:
    """Return the file with the chunks that its pixels and their colours are made of, and nothing else.

    Pixels are not decoded, so none changes. What follows the end of the picture is dropped. Raises `PictureError` if
    the file is damaged, or moves.
    """
    made, grey = [START], False
    for name, data in _chunks(content):
        if name == ANIMATION:
            raise unportable("the picture moves, which a printed page cannot", "save one still picture of it")
        if name == b"IHDR":
            grey = len(data) > 9 and not data[9] & COLOURED  # noqa: PLR2004 - after width, height and depth
        if name in KEPT:
            made.append(_chunk(name, data))
        elif name == PROFILE and (profile := _profile(data, GREY if grey else b"RGB ")):
            made.append(_chunk(name, b"icc\0\0" + zlib.compress(profile, 9)))
    return b"".join(made)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(START)
    while position + OVERHEAD <= len(content):
        length, name = struct.unpack_from(">I4s", content, position)
        data = content[position + 8 : position + 8 + length]
        position += OVERHEAD + length
        if position > len(content):
            break
        if zlib.crc32(name + data) != struct.unpack_from(">I", content, position - 4)[0]:
            raise unreadable("the picture is damaged: a part of it has a wrong checksum")
        yield name, data
        if name == b"IEND":
            return
    raise unreadable("the picture is damaged: its end is missing")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _profile(data: bytes, space: bytes) -> bytes:
    packed = data.partition(b"\0")[2][1:]
    try:
        return bare_profile(zlib.decompressobj().decompress(packed, LARGEST_PROFILE), space)
    except zlib.error:
        return b""
