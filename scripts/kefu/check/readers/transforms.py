"""Matrices, and lengths in SVG. Source: SVG 1.1 (second edition), 7.6, and CSS Values and Units, level 3, 6.2."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Final

Matrix = tuple[float, float, float, float, float, float]
"""A, b, c, d, e and f of SVG and PDF: x becomes ax + cy + e, and y becomes bx + dy + f."""

STILL: Final[Matrix] = (1, 0, 0, 1, 0, 0)
SIZE: Final = 16.0
"""The size of letters that nothing says."""
UNITS: Final = {"pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0, "em": SIZE, "rem": SIZE}
"""CSS pixels in a unit of length (CSS Values and Units, level 3, 6.2); an em is taken for the usual one."""

_NUMBER: Final = re.compile(
    r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(pt|mm|cm|in|pc|rem|em|deg|rad|turn)?", re.IGNORECASE
)
_MOVE: Final = re.compile(r"(matrix|translate[XY]?|scale[XY]?|rotate|skew[XY])\s*\(([^()]*)\)", re.IGNORECASE)


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the matrix that applies two, the inner one first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def point(placed: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = placed
    return a * x + c * y + e, b * x + d * y + f


@lru_cache(maxsize=16384)
def matrix(written: str) -> Matrix:
    """Return the matrix of a `transform`: SVG 1.1, 7.6."""
    placed = STILL
    for name, given in _MOVE.findall(written):
        placed = times(placed, _move(name.lower(), numbers(given)))
    return placed


def _move(name: str, numbers: list[float]) -> Matrix:  # noqa: PLR0911 - one line a kind
    first, second = (*numbers, 0.0, 0.0)[:2]
    match name:
        case "matrix" if len(numbers) == 6:  # noqa: PLR2004 - its six numbers
            a, b, c, d, e, f = numbers
            return a, b, c, d, e, f
        case "translate" | "translatex":
            return 1, 0, 0, 1, first, second
        case "translatey":
            return 1, 0, 0, 1, 0, first
        case "scale":
            return first, 0, 0, second if len(numbers) > 1 else first, 0, 0
        case "scalex":
            return first, 0, 0, 1, 0, 0
        case "scaley":
            return 1, 0, 0, first, 0, 0
        case "rotate":
            cosine, sine = math.cos(math.radians(first)), math.sin(math.radians(first))
            turned = (cosine, sine, -sine, cosine, 0.0, 0.0)
            x, y = (*numbers[1:], 0.0, 0.0)[:2]
            return times(times((1, 0, 0, 1, x, y), turned), (1, 0, 0, 1, -x, -y))
        case "skewx":
            return 1, 0, math.tan(math.radians(first)), 1, 0, 0
        case "skewy":
            return 1, math.tan(math.radians(first)), 0, 1, 0, 0
    return STILL


def numbers(written: str) -> list[float]:
    """Return the numbers in an attribute, in CSS pixels and degrees."""
    return [_in_pixels(number, unit) for number, unit in _NUMBER.findall(written)]


def _in_pixels(number: str, unit: str) -> float:
    match unit.lower():
        case "rad":
            return math.degrees(float(number))
        case "turn":
            return 360 * float(number)
        case known:
            return float(number) * UNITS.get(known, 1.0)


def first(written: str) -> float:
    """Return the first number in an attribute, or zero."""
    return (*numbers(written), 0.0)[0]


def scale(placed: Matrix) -> float:
    """Return how many times as large a matrix makes things."""
    return math.sqrt(abs(placed[0] * placed[3] - placed[1] * placed[2]))
