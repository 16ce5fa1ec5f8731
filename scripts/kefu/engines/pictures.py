"""Pictures as a web page shows them: their sizes, and SVG without anything that its readers do not see."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote
from xml.etree import ElementTree

from PIL import Image

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.model import Asset
from kefu.rules.figures import PICTURE_IS_READABLE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
XML: Final = "http://www.w3.org/XML/1998/namespace"

PIXELS: Final = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}
"""CSS pixels per unit. Source: CSS Values and Units Level 4, section 6.2."""

LENGTH: Final = re.compile(r"\s*(?P<number>\d+(\.\d*)?|\.\d+)(?P<unit>px|pt|pc|in|cm|mm|)\s*")

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


@lru_cache(maxsize=128)
def shown(asset: Asset) -> tuple[Asset, tuple[int, int]]:
    """Return a picture as a page shows it, with its width and height in CSS pixels.

    An SVG loses its comments, its metadata, its document type, and whatever drawing programs keep in it for
    themselves; a PNG or JPEG stays as it is. Each picture is read once per process, because the editions of a
    document show the same ones. Raises `BuildError` if the picture cannot be read.
    """
    try:
        if not asset.name.lower().endswith(".svg"):
            with Image.open(io.BytesIO(asset.content)) as image:
                return asset, image.size
        # The parser skips comments and processing instructions, and expat limits the expansion of entities.
        root = ElementTree.fromstring(asset.content)  # noqa: S314 - see above
        size = _size(root)
    except (ElementTree.ParseError, ValueError, LookupError, OSError, Image.DecompressionBombError) as error:
        raise BuildError([_unreadable(asset, error)]) from None
    _strip(root)
    return Asset(name=asset.name, content=ElementTree.tostring(root, encoding="utf-8") + b"\n"), size


def _unreadable(asset: Asset, error: Exception) -> Diagnostic:
    return Diagnostic(
        rule=PICTURE_IS_READABLE,
        location=Location(path=PurePosixPath(unquote(asset.name))),
        message=f"the picture cannot be read: {error}",
        hints=("save it again as SVG, PNG or JPEG, with a width and a height",),
    )


def _size(root: Element) -> tuple[int, int]:
    """Return the width and height of an SVG, from its attributes or else from its view box."""
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError("it is XML, but not an SVG")
    lengths = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    pixels = [float(length["number"]) * PIXELS[length["unit"]] for length in lengths if length]
    box = [float(number) for number in root.get("viewBox", "").replace(",", " ").split()][2:]
    width, height = next((pair for pair in (pixels, box) if len(pair) == len(lengths)), (0, 0))
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise ValueError("it has no valid width and height")
    return max(1, round(width)), max(1, round(height))


def _strip(root: Element) -> None:
    """Remove what readers do not see: metadata, and everything in a namespace that browsers do not show."""
    for element in list(root.iter()):
        for name in [name for name in element.attrib if name.startswith("{") and not name.startswith(KNOWN)]:
            del element.attrib[name]
        before: Element | None = None
        for child in list(element):
            if str(child.tag).startswith(f"{{{SVG}}}") and child.tag != f"{{{SVG}}}metadata":
                before = child
                continue
            element.remove(child)
            # The text after the element belongs to the element around it.
            if before is None:
                element.text = (element.text or "") + (child.tail or "")
            else:
                before.tail = (before.tail or "") + (child.tail or "")


KNOWN: Final = tuple(f"{{{namespace}}}" for namespace in (SVG, XLINK, XML))
