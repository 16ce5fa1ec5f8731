"""Read what colour profiles say in words. Source: ICC.1:2022, 7.2 and 7.3 (header and tags), 10 (types)."""

from __future__ import annotations

import re
import struct
from typing import Final

from kefu.check.readers.decoding import runs

SAID: Final = frozenset(("RGB", "grey", "sRGB", "sGry", "CC0"))
"""What the profiles in our files say: in pictures, and in the profiles that Typst adds to a PDF."""

_NUMBERS: Final = frozenset((b"XYZ ", b"curv", b"para", b"sf32", b"mft1", b"mft2", b"mAB ", b"mBA "))
"""The types of data that contain no words."""

_LETTER: Final = rb"(?:\0?(?:[A-Za-z\xc4\xc5\xd6\xe4\xe5\xf6]|\xc3[\x80-\xbf]))"
_WORDS: Final = re.compile(rb"%b{10}|(?:%b+(?:\0?[ ,.:;-])+){4}%b" % ((_LETTER,) * 3))
"""A long word or five words among numbers, where they do not come together by chance."""

_ENTRIES: Final = 132
_MOST_TAGS: Final = 100


def is_profile(content: bytes) -> bool:
    """Tell whether some bytes are a colour profile."""
    return content[36:40] == b"acsp"


def profile_words(profile: bytes) -> tuple[str, ...]:
    """Return the printable runs of a profile that says anything in words, and nothing for one that does not."""
    try:
        told = set(_told(profile))
    except (struct.error, UnicodeDecodeError):
        told = {"damaged"}
    silent = (
        told <= SAID and len(profile) == int.from_bytes(profile[:4], "big") and not _WORDS.search(profile, _ENTRIES)
    )
    return () if silent else (runs(profile, latin=True),)


def _told(profile: bytes) -> list[str]:
    (count,) = struct.unpack_from(">I", profile, _ENTRIES - 4)
    if count > _MOST_TAGS:
        return ["more tags than are read"]
    texts = []
    for index in range(count):
        _, offset, size = struct.unpack_from(">4sII", profile, _ENTRIES + 12 * index)
        data = profile[offset : offset + size]
        if data[:4] not in _NUMBERS:
            texts.append(_text(data))
    return texts


def _text(data: bytes) -> str:
    match data[:4]:
        case b"mluc" if struct.unpack_from(">I", data, 8) == (1,):
            length, start = struct.unpack_from(">II", data, 20)
            return data[start : start + length].decode("utf-16-be")
        case b"desc":
            return data[12:].rstrip(b"\0").decode("latin-1")
        case b"text":
            return data[8:].rstrip(b"\0").decode()
        case _:
            return "something else"
