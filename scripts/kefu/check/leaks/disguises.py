"""Texts as they read once a cheap disguise is taken off: backwards, ROT13, Base64, digits, unseen signs."""

from __future__ import annotations

import base64
import codecs
import re
import zlib
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kefu.check.leaks.canaries import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{24,}(?:={0,2}[ \t]*\n[ \t]*[A-Za-z0-9+/_-]{4,})*")
_HEXADECIMAL: Final = re.compile(r"(?:[0-9A-Fa-f]{2}[ :]?){20,}")
_FEWEST: Final = 20
_CODES: Final = re.compile(rf"(?<!\d)\d{{2,4}}(?:(?:,\s?|\s|;?&#)\d{{2,4}}){{{_FEWEST},}}")
_WORD: Final = re.compile(r"\w+")
_GAPS: Final = re.compile(r"[\s=:]")
_DEEPEST: Final = 2
"""How many encodings inside one another are taken off."""
_MOST: Final = 1 << 20
"""The most bytes that are unpacked from what an encoding holds."""
_PACKED: Final = (b"\x1f\x8b", b"\x78")
_WITH_EITHER_HEADER: Final = 47
_FIRST_TAG: Final = 0xE0000
_TAGS: Final = re.compile("[\U000e0020-\U000e007e]")
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TURNED: Final = re.compile("[\u202e\u202d\u202b\u2067]([^\u202a-\u202e\u2066-\u2069]*)")
_SHORT: Final = 2_000
"""Letters in a text whose disguises are kept."""
_AS_STANDARD: Final = str.maketrans("-_", "+/")


def disguised(text: str) -> tuple[str, ...]:
    """Return the letters of a text as they are, and as they are under each disguise that it may wear."""
    return _known(text) if len(text) < _SHORT else tuple(_disguised(text))


@lru_cache(maxsize=4096)
def _known(text: str) -> tuple[str, ...]:
    """Return the letters of a short text, which often stands in many files, as what a figure shows does."""
    return tuple(_disguised(text))


def _disguised(text: str) -> Iterator[str]:
    plain = squeezed(text)
    yield plain
    yield plain[::-1]
    yield squeezed("".join(reversed(_WORD.findall(text[::-1]))))
    yield squeezed(codecs.encode(text, "rot13"))
    for content in _decoded(text):
        yield from _letters(content, 1)
    if not text.isascii():
        yield from _unseen(text)


def _decoded(text: str) -> Iterator[bytes]:
    """Yield the bytes that digits in a text stand for: Base64 (RFC 4648), hexadecimal, and codes of characters."""
    for match in _BASE64.finditer(text):
        digits = _GAPS.sub("", match[0]).translate(_AS_STANDARD)
        yield base64.b64decode(digits[: len(digits) - (len(digits) % 4 == 1)] + "==")
    for match in _HEXADECIMAL.finditer(text):
        yield bytes.fromhex(_GAPS.sub("", match[0]))
    for match in _CODES.finditer(text):
        yield "".join(map(chr, map(int, re.findall(r"\d+", match[0])))).encode("utf-8", "ignore")


def _unseen(text: str) -> Iterator[str]:
    """Yield what characters say that nobody sees, and what marks of direction turn around."""
    if tags := _TAGS.findall(text):
        yield squeezed("".join(chr(ord(tag) - _FIRST_TAG) for tag in tags))
    if selectors := _SELECTORS.findall(text):
        yield from _letters(bytes(map(_byte_of, selectors)), 1)
    if _TURNED.search(text):
        yield squeezed(_TURNED.sub(lambda match: match[1][::-1], text))


def _byte_of(selector: str) -> int:
    """Return the byte that a variation selector stands for: there are 16 in one place and 240 in another."""
    code = ord(selector)
    return code - 0xFE00 if code < _FIRST_TAG else code - 0xE0100 + 16


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
