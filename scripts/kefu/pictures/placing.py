"""How large a picture is on a page, and whether it has pixels enough for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.pictures.pixels import INCH

if TYPE_CHECKING:
    from kefu.pictures.pixels import Size
    from kefu.theme import Measures

SHARP: Final = 150
"""The least resolution at which a picture looks sharp in print, in pixels per inch."""


def width_on_page(size: Size, measures: Measures, share: float) -> float:
    """Return the width of a picture in print, in millimetres.

    It is the given share of the width of the text, or less if the picture would otherwise be too high for the page.
    """
    across, down = size
    return min(measures.text_width * share, measures.picture_height * across / down)


def resolution(size: Size, measures: Measures, share: float) -> float:
    """Return how many pixels per inch a picture has in print."""
    return size[0] / (width_on_page(size, measures, share) / INCH)
