"""JPEGs without anything but their pixels and what these mean. Source: ITU-T T.81, annex B; JFIF 1.02; ICC.1, B.4."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.pictures.faults import unportable, unreadable
from kefu.pictures.profile import GREY, bare_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

START: Final = b"\xff\xd8\xff"
END: Final = b"\xff\xd9"
SCAN: Final = 0xDA
FRAMES: Final = frozenset((0xC0, 0xC1, 0xC2))
"""Baseline, extended and progressive: the frames that every browser decodes."""

OTHER_FRAMES: Final = frozenset(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}
KEPT: Final = frozenset((*FRAMES, 0xC4, 0xDB, 0xDC, 0xDD, SCAN))
"""Frames, tables of Huffman codes and of quantisation, numbers of lines, restart intervals, and scans."""

BARE_MARKERS: Final = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers without parameters."""

JFIF: Final = b"\xff\xe0\x00\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0"
"""The segment that says that colours are YCbCr, without a thumbnail, and with square pixels."""

ADOBE: Final = b"Adobe"
ADOBE_LENGTH: Final = 12
PROFILE: Final = b"ICC_PROFILE\0"
MOST_IN_A_SEGMENT: Final = 65_519

AFTER_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""The first marker after the pixels of a scan."""


def bare_jpeg(content: bytes) -> bytes:
    """Return the file with its frames, its tables, its pixels and its colour profile, and nothing else.

    Pixels are not decoded, so none changes. What follows the end of the picture, such as other pictures, is dropped.
    Raises `PictureError` if the file is damaged, or is coded in a way that browsers do not know.
    """
    body: list[bytes] = []
    colours = JFIF if b"JFIF\0" in content[:24] else b""
    profile: dict[int, bytes] = {}
    components = 3
    for marker, data, pixels in _segments(content):
        if marker in OTHER_FRAMES:
            raise unportable("the picture is a JPEG of a kind that browsers cannot show", "save it as an ordinary JPEG")
        if marker in FRAMES:
            components = data[5] if len(data) > 5 else 0  # noqa: PLR2004 - after precision, height and width
        if marker in KEPT:
            body += (_segment(marker, data), pixels)
        elif marker == 0xEE and data.startswith(ADOBE) and ADOBE not in colours:  # noqa: PLR2004 - says how colours are coded
            colours += _segment(marker, data[:ADOBE_LENGTH])
        elif marker == 0xE2 and data.startswith(PROFILE):  # noqa: PLR2004 - a piece of the profile
            profile[data[len(PROFILE)]] = data[len(PROFILE) + 2 :]
    space = GREY if components == 1 else b"RGB "
    whole = bare_profile(b"".join(profile[number] for number in sorted(profile)), space)
    return b"".join((b"\xff\xd8", colours, *_of_profile(whole), *body, END))


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the marker and the data of each segment up to the end, and the pixels that follow the data of a scan."""
    position = 2
    while position + 4 <= len(content):
        marker = content[position + 1]
        if content[position] != 0xFF:  # noqa: PLR2004 - every marker begins with it
            break
        if marker == 0xFF:  # noqa: PLR2004 - a fill byte
            position += 1
            continue
        if marker in BARE_MARKERS:
            position += 2
            continue
        if marker == END[1]:
            return
        begin, end = position + 4, position + 2 + int.from_bytes(content[position + 2 : position + 4], "big")
        position = end
        if marker == SCAN:
            after = AFTER_SCAN.search(content, end)
            position = after.start() if after else len(content)
        yield marker, content[begin:end], content[end:position]
    if content[position : position + 2] != END:
        raise unreadable("the picture is damaged: its end is missing")


def _segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2, "big") + data


def _of_profile(profile: bytes) -> Iterator[bytes]:
    pieces = [profile[at : at + MOST_IN_A_SEGMENT] for at in range(0, len(profile), MOST_IN_A_SEGMENT)]
    for number, piece in enumerate(pieces, start=1):
        yield _segment(0xE2, PROFILE + bytes((number, len(pieces))) + piece)
