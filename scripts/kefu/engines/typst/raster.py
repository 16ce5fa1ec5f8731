"""Drawings as pixels, for files whose readers cannot be trusted with SVG; Typst draws them, with no fonts but ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import typst

from kefu.diagnostics import BuildError
from kefu.engines.typst.errors import undrawable
from kefu.engines.typst.program import page
from kefu.pictures import PRINT

if TYPE_CHECKING:
    from kefu.model import Asset
    from kefu.theme import Measures

DRAWING: Final = """\
#set page(width: auto, height: auto, margin: 0pt)
#context {{
  let wide = image("drawing.svg", width: {width}mm)
  if measure(wide).height > {height}mm {{ image("drawing.svg", height: {height}mm) }} else {{ wide }}
}}
"""


def rasterised(asset: Asset, measures: Measures) -> bytes:
    """Return a picture as pixels: a drawing as a PNG at the resolution of print, any other picture as it is.

    A drawing is as wide as the text of a page or as high as fits on it. Raises `BuildError` if it cannot be drawn.
    """
    if not is_drawing(asset):
        return asset.content
    if asset.pixels:
        return asset.pixels
    try:
        return drawn(asset.content, measures)
    except typst.TypstError as error:
        raise BuildError([undrawable(asset, error.message)]) from None


def is_drawing(asset: Asset) -> bool:
    """Return whether a picture is drawn in lines."""
    return asset.name.lower().endswith(".svg")


def drawn(svg: bytes, measures: Measures) -> bytes:
    """Return an SVG as a PNG; the same SVG always gives the same bytes. Raises `TypstError`."""
    source = DRAWING.format(width=measures.text_width, height=measures.picture_height)
    return page(source, {"drawing.svg": svg}, ppi=PRINT)
