"""Texts as they read once a cheap disguise is taken off: written backwards, in ROT13, Base64 or hexadecimal digits."""

from __future__ import annotations

import base64
import codecs
import re
from typing import TYPE_CHECKING, Final

from kefu.check.leaks.canaries import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{24,}")
_HEXADECIMAL: Final = re.compile(r"(?:[0-9A-Fa-f]{2}[ :]?){20,}")
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
    for match in _BASE64.finditer(text):
        digits = match[0].translate(_AS_STANDARD)
        yield from _letters(base64.b64decode(digits[: len(digits) - (len(digits) % 4 == 1)] + "=="))
    for match in _HEXADECIMAL.finditer(text):
        yield from _letters(bytes.fromhex(re.sub(r"[ :]", "", match[0])))


def _letters(content: bytes) -> Iterator[str]:
    """Yield the letters that bytes are, in the encodings of texts."""
    for encoding in ("utf-8", "cp1252", "utf-16-le"):
        yield squeezed(content.decode(encoding, "ignore"))
