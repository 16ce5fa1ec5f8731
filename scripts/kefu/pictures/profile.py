"""Colour profiles without what they say in words: who made them, when, with what, and for which screen.

Source: ICC.1:2022, Image technology colour management, chapters 7 (header and tag table), 9 (tags) and 10 (types).
"""

from __future__ import annotations

import struct
from typing import Final

HEADER: Final = 128
ENTRY: Final = struct.Struct(">4sII")
MOST_TAGS: Final = 100

DATE: Final = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
"""The date of every profile; one that is not a date would not be valid."""

VERSIONS: Final = {2: 0x10, 4: 0x20}
"""The versions of the standard, with the latest edition that a PDF 1.7 may use; later ones say colours alike.

Source: ISO 32000-1, 8.6.5.5, table 66. Without this, Typst would leave out the profile, and take colours for sRGB.
"""

COLOUR: Final = (
    *(b"wtpt", b"bkpt", b"chad", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC"),
    *(b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2"),
)
"""The tags that say what colours mean."""

TYPES: Final = frozenset((b"XYZ ", b"curv", b"para", b"sf32", b"mft1", b"mft2", b"mAB ", b"mBA "))
"""The types of data in those tags."""

COMPLETE: Final = (frozenset((b"rXYZ", b"rTRC")), frozenset((b"kTRC",)), frozenset((b"A2B0",)))
"""Tags that a profile needs; any of these sets will do."""

GREY: Final = b"GRAY"
NAMES: Final = {b"RGB ": "RGB", GREY: "grey"}
"""The colour spaces that pictures may be in, and all that a profile says in words."""


def bare_profile(profile: bytes, space: bytes) -> bytes:
    """Return a profile that means the same colours, and says nothing else; the same for one that is bare already.

    `space` is the colour space of the picture's pixels, a key of `NAMES`. A profile of another one or that is damaged
    means nothing to any program, and becomes an empty one.
    """
    try:
        return _bare(profile, space)
    except struct.error:
        return b""


def _bare(profile: bytes, space: bytes) -> bytes:
    if profile[36:40] != b"acsp" or profile[16:20] != space or profile[8] not in VERSIONS:
        return b""
    (count,) = struct.unpack_from(">I", profile, HEADER)
    entries = (ENTRY.unpack_from(profile, HEADER + 4 + index * ENTRY.size) for index in range(min(count, MOST_TAGS)))
    found = {name: profile[offset : offset + size] for name, offset, size in entries}
    kept = {name: found[name] for name in COLOUR if name in found and found[name][:4] in TYPES}
    if not any(needed <= kept.keys() for needed in COMPLETE):
        return b""
    name = NAMES[space]
    return _written(_header(profile), {b"desc": _text(name, profile[8]), b"cprt": _licence(name, profile[8]), **kept})


def _header(profile: bytes) -> bytearray:
    """Return the header without its size: version, classes, colour spaces, intent and illuminant."""
    header = bytearray(HEADER)
    for start, end in ((12, 24), (66, 80)):
        header[start:end] = profile[start:end]
    header[8:10] = bytes((profile[8], VERSIONS[profile[8]]))
    header[24:36] = DATE
    header[36:40] = b"acsp"
    return header


def _written(header: bytearray, tags: dict[bytes, bytes]) -> bytes:
    """Return a whole profile; tags with the same data share it."""
    table, body = b"", b""
    begin = HEADER + 4 + ENTRY.size * len(tags)
    places: dict[bytes, int] = {}
    for name, data in tags.items():
        if data not in places:
            places[data] = begin + len(body)
            body += data + bytes(-len(data) % 4)
        table += ENTRY.pack(name, places[data], len(data))
    header[0:4] = struct.pack(">I", begin + len(body))
    return bytes(header) + struct.pack(">I", len(tags)) + table + body


def _text(text: str, version: int) -> bytes:
    """Return a description, which has a type of its own in version 2 of the standard."""
    if version >= 4:  # noqa: PLR2004 - the version that has texts in several languages
        return _in_english(text)
    letters = text.encode() + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(letters)) + letters + bytes(4 + 4 + 2 + 1 + 67)


def _licence(text: str, version: int) -> bytes:
    return _in_english(text) if version >= 4 else b"text" + bytes(4) + text.encode() + b"\0"  # noqa: PLR2004 - as above


def _in_english(text: str) -> bytes:
    letters = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(letters), 28) + letters
