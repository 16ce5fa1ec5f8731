"""Drawings as pixels, for files whose readers cannot be trusted with SVG; Typst draws them, with no fonts but ours."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import typst
from PIL import Image

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.engines.pictures import shown
from kefu.engines.typst.program import page
from kefu.rules.figures import PICTURE_IS_READABLE

if TYPE_CHECKING:
    from kefu.model import Asset
    from kefu.theme import Measures

PRINT: Final = 300
"""The resolution that print needs, in pixels per inch."""

DRAWING: Final = """\
#set page(width: auto, height: auto, margin: 0pt)
#context {{
  let wide = image("drawing.svg", width: {width}mm)
  if measure(wide).height > {height}mm {{ image("drawing.svg", height: {height}mm) }} else {{ wide }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A PNG or JPEG, and its size on a page in millimetres."""

    content: bytes
    width: float
    height: float


def rasterised(asset: Asset, measures: Measures) -> Raster:
    """Return a picture as pixels, as wide as the text of a page or as tall as fits on it.

    A drawing is rendered once per process, at the resolution of print. Raises `BuildError` if it cannot be drawn.
    """
    seen, (across, down) = shown(asset)
    content = seen.content
    if seen.name.lower().endswith(".svg"):
        try:
            content = drawn(content, measures)
        except typst.TypstError as error:
            raise BuildError([_undrawable(asset, error.message)]) from None
        with Image.open(io.BytesIO(content)) as image:
            across, down = image.size
    width = min(measures.text_width, measures.picture_height * across / down)
    return Raster(content=content, width=width, height=width * down / across)


@lru_cache(maxsize=128)
def drawn(svg: bytes, measures: Measures) -> bytes:
    """Return an SVG as a PNG; the same SVG always gives the same bytes. Raises `TypstError`."""
    source = DRAWING.format(width=measures.text_width, height=measures.picture_height)
    return page(source, {"drawing.svg": svg}, ppi=PRINT)


def _undrawable(asset: Asset, reason: str) -> Diagnostic:
    return Diagnostic(
        rule=PICTURE_IS_READABLE,
        location=Location(path=PurePosixPath(unquote(asset.name))),
        message=f"the picture cannot be drawn: {reason}",
        hints=("save it again as SVG, PNG or JPEG, with a width and a height",),
    )
