"""Colours as people see them: how much two of them differ in light, and the nearest one that differs enough.

A colour is written `#rrggbb`. Lightness, chroma and hue are those of OKLCH, where a step looks as large for every hue.
Sources: WCAG 2.2, “relative luminance” and “contrast ratio”; Ottosson (2020), “A perceptual color space for image
processing”, which CSS Color 4 has taken up.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Triple = tuple[float, float, float]

Sight = tuple[Triple, Triple, Triple]
"""How red, green and blue in proportion to light are seen, each as a sum of the three."""

ALL_COLOURS: Final[Sight] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
"""The sight of most people."""

READABLE: Final = 4.5
"""The least contrast of text to its ground: WCAG 2.2, criterion 1.4.3."""

VISIBLE: Final = 3.0
"""The least contrast of what is seen without being read: WCAG 2.2, criterion 1.4.11."""

BEND: Final = 0.04045
BENT: Final = 0.0031308
"""Where sRGB begins to be curved: as it is written, and as light."""

ERROR: Final = 1e-4
"""How far outside what screens show a colour may be because of how numbers are rounded."""

STEPS: Final = 1000
"""How finely lightness is divided where a colour is looked for: much finer than 8 bits of a channel."""


def contrast(one: str, other: str, sight: Sight = ALL_COLOURS) -> float:
    """Return the contrast of two colours, from 1 to 21, as people with a kind of colour vision have it."""
    dark, light = sorted((luminance(one, sight), luminance(other, sight)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str, sight: Sight = ALL_COLOURS) -> float:
    """Return how much light a colour gives, from 0 to 1."""
    light = _light(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in sight)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def nearest(colour: str, needed: Iterable[tuple[str, float]]) -> str:
    """Return the colour of the same hue whose lightness is nearest, with the contrast that is needed to each colour.

    If there is none, it is an empty string.
    """
    known = tuple(needed)
    lightness, chroma, hue = oklch(colour)
    tried = sorted((step / STEPS for step in range(STEPS + 1)), key=lambda other: abs(other - lightness))
    for other in tried:
        found = of_oklch((other, chroma, hue))
        if all(contrast(found, ground) >= least for ground, least in known):
            return found
    return ""


def oklch(colour: str) -> Triple:
    """Return the lightness (0 to 1), the chroma and the hue (in degrees) of a colour."""
    red, green, blue = _light(colour)
    long, middle, short = (
        math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue),
        math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue),
        math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue),
    )
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def of_oklch(colour: Triple) -> str:
    """Return a colour by its lightness, chroma and hue; with less chroma, if screens cannot show so much of it."""
    lightness, chroma, hue = colour
    low, high = 0.0, chroma
    if _shown(light := _of(lightness, chroma, hue)):
        return _written(light)
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if _shown(_of(lightness, middle, hue)) else (low, middle)
    return _written(_of(lightness, low, hue))


def turned(colour: str, degrees: float) -> str:
    """Return a colour of the same lightness whose hue is turned by some degrees."""
    lightness, chroma, hue = oklch(colour)
    return of_oklch((lightness, chroma, (hue + degrees) % 360))


def difference(one: str, other: str) -> float:
    """Return how far apart two colours are in OKLab: 1 from black to white, 0.02 if they can hardly be told apart."""

    def place(colour: str) -> Triple:
        lightness, chroma, hue = oklch(colour)
        return lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))

    return math.dist(place(one), place(other))


def _of(lightness: float, chroma: float, hue: float) -> Triple:
    """Return red, green and blue in proportion to light, which may be less than 0 or more than 1."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _shown(light: Triple) -> bool:
    return all(-ERROR <= part <= 1 + ERROR for part in light)


def _light(colour: str) -> Triple:
    """Return the red, green and blue of a colour in proportion to light. Source: IEC 61966-2-1."""
    red, green, blue = (
        part / 12.92 if part <= BEND else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    )
    return red, green, blue


def _written(light: Triple) -> str:
    parts = (min(1.0, max(0.0, part)) for part in light)
    curved = (12.92 * part if part <= BENT else 1.055 * part ** (1 / 2.4) - 0.055 for part in parts)
    return "#" + "".join(f"{round(part * 255):02x}" for part in curved)
