"""Contrast as WCAG 2.2 counts it, of colours that are red, green and blue from 0 to 1."""

from __future__ import annotations

from typing import Final

READABLE: Final = 4.5
VISIBLE: Final = 3.0
"""The least contrast of text, and of what is seen without being read: criteria 1.4.3 and 1.4.11."""


def luminance(colour: tuple[float, ...]) -> float:
    """Source: WCAG 2.2, “relative luminance”."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Source: WCAG 2.2, “contrast ratio”."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
