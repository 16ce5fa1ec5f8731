"""The size of an SVG, stated in the one way that every program understands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from kefu.pictures.pixels import Size

UNITS: Final = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}
"""CSS pixels per unit. Source: CSS Values and Units Level 4, section 6.2."""

LENGTH: Final = re.compile(r"\s*(?P<number>\d+(\.\d*)?|\.\d+)(?P<unit>px|pt|pc|in|cm|mm|)\s*")

THINNEST: Final = 50
"""How many times as wide as high a picture may be, or as high as wide."""


def sized(root: Element) -> Size:
    """Return the width and height of an SVG in CSS pixels, and have it state them, with the box that it shows.

    They come from its attributes or else from its view box. Raises `ValueError` if it has neither.
    """
    lengths = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    pixels = [float(length["number"]) * UNITS[length["unit"]] for length in lengths if length]
    box = [float(number) for number in root.get("viewBox", "").replace(",", " ").split()]
    width, height = next((pair for pair in (pixels, box[2:]) if len(pair) == len(lengths)), (0, 0))
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise ValueError("it has no valid width and height")
    if not 1 / THINNEST <= width / height <= THINNEST:
        raise ValueError(f"it is {width:g} wide and {height:g} high, too thin to be shown")
    if len(box) != 4:  # noqa: PLR2004 - its left and top, its width and height
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return max(1, round(width)), max(1, round(height))


def stated(root: Element) -> Size:
    """Return the width and height that `sized` has made an SVG state."""
    return max(1, round(float(root.get("width", "0")))), max(1, round(float(root.get("height", "0"))))
