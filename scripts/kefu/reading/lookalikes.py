"""Letters that look like others: a Cyrillic а in a Latin word is read as an a, and searched for as one."""

from __future__ import annotations

import string
from functools import cache
from importlib.resources import files
from typing import Final

_ENCLOSED: Final = (0x1F150, 0x1F170, 0x1F1E6)
"""Where letters in circles and squares begin, and those of flags."""


def plain(text: str) -> str:
    """Return a text with a Latin letter of ASCII in place of each letter that looks like it.

    The text keeps its length and its capitals. Letters with accents have to be decomposed before (NFKD).
    """
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    lines = files("kefu.reading").joinpath("lookalikes.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    enclosed = {first + number: letter for first in _ENCLOSED for number, letter in enumerate(string.ascii_uppercase)}
    return enclosed | {ord(character): letter for letter, alike in rows for character in alike}
