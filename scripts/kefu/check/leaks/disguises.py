"""Texts as they read once a cheap disguise is taken off: written backwards, in ROT13, Base64 or as digits."""

from __future__ import annotations

import base64
import codecs
import re
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from kefu.check.leaks.canaries import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{24,}(?:={0,2}[ \t]*\n[ \t]*[A-Za-z0-9+/_-]{4,})*")
_HEXADECIMAL: Final = re.compile(r"(?:[0-9A-Fa-f]{2}[ :]?){20,}")
_FEWEST: Final = 20
_CODES: Final = re.compile(rf"(?<!\d)\d{{2,4}}(?:,\s?\d{{2,4}}){{{_FEWEST},}}")
_GAPS: Final = re.compile(r"[\s=:]")
_DEEPEST: Final = 2
"""How many encodings inside one another are taken off."""
_MOST: Final = 1 << 20
"""The most bytes that are unpacked from what an encoding holds."""
_PACKED: Final = (b"\x1f\x8b", b"\x78")
_WITH_EITHER_HEADER: Final = 47
_OVERRIDE: Final = "\N{RIGHT-TO-LEFT OVERRIDE}"
_OVERRIDDEN: Final = re.compile("\u202e([^\u202c\u2069\n]*)")
"""What is shown from right to left: Unicode Standard Annex 9, 3.3.2."""

_AS_STANDARD: Final = str.maketrans("-_", "+/")


def disguised(text: str) -> Iterator[str]:
    """Yield the letters of a text as they are, and as they are under each disguise that it may wear."""
    plain = squeezed(text)
    yield plain
    yield plain[::-1]
    yield squeezed(codecs.encode(text, "rot13"))
    if _OVERRIDE in text:
        yield squeezed(_OVERRIDDEN.sub(lambda match: match[1][::-1], text))
    for content in _decoded(text):
        yield from _letters(content, 1)


def _decoded(text: str) -> Iterator[bytes]:
    """Yield the bytes that digits in a text stand for: Base64 (RFC 4648), hexadecimal, and codes of characters."""
    for match in _BASE64.finditer(text):
        digits = _GAPS.sub("", match[0]).translate(_AS_STANDARD)
        yield base64.b64decode(digits[: len(digits) - (len(digits) % 4 == 1)] + "==")
    for match in _HEXADECIMAL.finditer(text):
        yield bytes.fromhex(_GAPS.sub("", match[0]))
    for match in _CODES.finditer(text) if text.count(",") >= _FEWEST else ():
        yield "".join(map(chr, map(int, re.findall(r"\d+", match[0])))).encode("utf-8", "ignore")


def _letters(content: bytes, depth: int) -> Iterator[str]:
    """Yield the letters that bytes are in the encodings of texts, and those of what they hold compressed or encoded."""
    if content.startswith(_PACKED):
        with suppress(zlib.error):
            content = zlib.decompressobj(_WITH_EITHER_HEADER).decompress(content, _MOST)
    for encoding in ("utf-8", "cp1252", "utf-16-le"):
        yield squeezed(content.decode(encoding, "ignore"))
    if depth < _DEEPEST and content.isascii():
        for inner in _decoded(content.decode()):
            yield from _letters(inner, depth + 1)
