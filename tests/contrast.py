"""Contrast as WCAG 2.2 counts it, of colours that are red, green and blue from 0 to 1."""

from __future__ import annotations

from typing import Final

READABLE: Final = 4.5
VISIBLE: Final = 3.0
"""The least contrast of text, and of what is seen without being read: criteria 1.4.3 and 1.4.11."""

Triple = tuple[float, float, float]


def channels(colour: str) -> Triple:
    """Return the red, green and blue of a colour like `#1b1f24`."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def linear(colour: tuple[float, ...]) -> Triple:
    """Return red, green and blue in proportion to light. Source: IEC 61966-2-1."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return red, green, blue


def luminance(colour: tuple[float, ...]) -> float:
    """Source: WCAG 2.2, “relative luminance”."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Source: WCAG 2.2, “contrast ratio”."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
