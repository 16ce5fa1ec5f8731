"""A picture file → what may be published of it: its bytes without anything but the picture, and its size."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from PIL import Image

from kefu.pictures import jpeg, png
from kefu.pictures.faults import AGAIN, unportable, unreadable
from kefu.pictures.pixels import upright
from kefu.pictures.svg import bare_svg
from kefu.pictures.svg_size import stated

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from kefu.pictures.pixels import Size
    from kefu.theme import Theme

SVG, PNG, JPEG = "SVG", "PNG", "JPEG"
SUFFIXES: Final = {".svg": SVG, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG}
"""The kinds of pictures that every format can show, by the suffix of the file's name in small letters."""

MEDIA_TYPES: Final = {SVG: "image/svg+xml", PNG: "image/png", JPEG: "image/jpeg"}

BEGINNINGS: Final = (
    (png.START, 0, PNG),
    (jpeg.START, 0, JPEG),
    (b"GIF8", 0, "GIF"),
    (b"WEBP", 8, "WebP"),
    (b"ftypavif", 4, "AVIF"),
    (b"ftyphei", 4, "HEIC"),
    (b"ftypmif1", 4, "HEIC"),
    (b"II*\0", 0, "TIFF"),
    (b"MM\0*", 0, "TIFF"),
    (b"BM", 0, "BMP"),
    (b"8BPS", 0, "Photoshop"),
    (b"%PDF-", 0, "PDF"),
    (b"%!PS", 0, "EPS"),
    (b"PK\x03\x04", 0, "ZIP"),
    (b"\x1f\x8b", 0, "compressed"),
)
"""How files begin, at which byte, and what they are."""

DEEPEST: Final = 2
"""How deeply pictures may be embedded in each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as it may be published: its bytes, and its size in pixels, which in a drawing are those of CSS.

    `original` is a drawing as it was; its notes may say in words what it draws as outlines.
    """

    content: bytes = field(repr=False)
    original: bytes = field(repr=False)
    size: Size
    drawn: bool


def prepared(path: PurePosixPath, content: bytes, theme: Theme) -> Picture:
    """Return a picture file without anything but the picture, upright, and no larger than a page of the theme needs.

    Raises `PictureError` if the file is not what its name says, cannot be read in full, or is a picture that some
    format would show differently.
    """
    if not content:
        raise unreadable("the file is empty", "copy the picture into the project again")
    promised, kind = SUFFIXES[path.suffix.lower()], kind_of(content)
    if kind != promised and kind in MEDIA_TYPES:
        suffix = next(suffix for suffix, named in SUFFIXES.items() if named == kind)
        renamed = path.with_suffix(suffix).name
        raise unportable(
            f"the file is a picture of the kind {kind}, but its name ends in “{path.suffix}”",
            f"rename it to “{renamed}”, here and in its folder",
        )
    if kind not in MEDIA_TYPES:
        what = f"its bytes are {kind}" if kind else "nothing in it says that it is one"
        raise unreadable(f"the file is named as {promised}, but {what}", AGAIN)
    return _prepared(kind, content, theme, 0)


def _prepared(kind: str, content: bytes, theme: Theme, depth: int) -> Picture:
    if kind != SVG:
        bare, size = upright(content, theme.measures)
        return Picture(content=bare, original=bare, size=size, drawn=False)

    def inner(embedded: bytes) -> tuple[str, bytes]:
        inside = kind_of(embedded)
        if inside not in MEDIA_TYPES or depth == DEEPEST:
            raise unportable("the picture contains a picture that not every format can show", AGAIN)
        return MEDIA_TYPES[inside], _prepared(inside, embedded, theme, depth + 1).content

    bare, size = bare_svg(content, theme.type.drawn, inner)
    return Picture(content=bare, original=content, size=size, drawn=True)


def kind_of(content: bytes) -> str:
    """Return what kind of file some bytes are, judged by how they begin; an empty string if that says nothing."""
    for beginning, at, kind in BEGINNINGS:
        if content.startswith(beginning, at):
            return kind
    start = content[:4096].replace(b"\0", b"")  # letters of UTF-16 have a zero each
    if b"<html" in start.lower():
        return "HTML"
    return SVG if b"<svg" in start or start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<?xml", b"<!")) else ""


@lru_cache(maxsize=256)
def size_of(content: bytes) -> Size:
    """Return the width and height of a prepared picture, in pixels; in a drawing, those of CSS."""
    if content.startswith((png.START, jpeg.START)):
        with Image.open(io.BytesIO(content)) as image:
            return image.size
    return stated(ElementTree.fromstring(content))  # noqa: S314 - the picture is prepared
