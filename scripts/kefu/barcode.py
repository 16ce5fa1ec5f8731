"""The bar code of a book: its ISBN as the modules of an EAN-13. Source: ISO/IEC 15420, “EAN-13”."""

from __future__ import annotations

import re
from typing import Final

ODD: Final = (
    "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
"""The digits of number set L; those of set R are their complements, and of set G those reversed."""

PARITY: Final = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip
"""The sets of the six digits on the left, which say what the first digit is."""

GUARD, CENTRE = "101", "01010"


def modules(isbn: str) -> str:
    """Return the 95 modules of an ISBN, 1 for a bar and 0 for a space; an empty string if it is none of 13 digits."""
    digits = re.sub(r"[\s\u2010-\u2015-]", "", isbn)
    if not re.fullmatch(r"97[89]\d{10}", digits) or _sum(digits) % 10:
        return ""
    first, left, right = int(digits[0]), map(int, digits[1:7]), map(int, digits[7:])
    before = "".join(
        ODD[digit] if kind == "L" else _even(digit) for digit, kind in zip(left, PARITY[first], strict=True)
    )
    return GUARD + before + CENTRE + "".join(map(_right, right)) + GUARD


def _sum(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


def _right(digit: int) -> str:
    return ODD[digit].translate(str.maketrans("01", "10"))


def _even(digit: int) -> str:
    return _right(digit)[::-1]
