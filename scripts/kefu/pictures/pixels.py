"""Photographs and other pictures made of pixels: whole, upright, in colours of screens, and no larger than print needs.

Only what has to be turned or made smaller is coded anew; every other picture keeps its pixels as they are.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final

from PIL import ExifTags, Image

from kefu.pictures.faults import PictureError, unportable, unreadable
from kefu.pictures.jpeg import bare_jpeg
from kefu.pictures.png import START, bare_png

if TYPE_CHECKING:
    from kefu.theme import Measures

INCH: Final = 25.4
"""Millimetres in an inch."""

PRINT: Final = 300
"""The resolution that print needs, in pixels per inch."""

MOST: Final = 400
"""The resolution above which a picture is brought down to that of print."""

LARGEST: Final = 80_000_000
"""The most pixels that are decoded: half as many again as a large camera's."""

QUALITY: Final = 90
"""The quality of JPEGs that are coded anew."""

OPENED: Final = ("JPEG", "PNG")
"""Pillow's names for the kinds of files."""

TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its orientation. Source: Exif 3.0, 4.6.5.1.6, Orientation."""

UPRIGHT: Final = 1
LYING: Final = 5
"""The orientation of a picture that is stored as it is seen, and the first in which one lies on its side."""

Size = tuple[int, int]


def upright(content: bytes, measures: Measures) -> tuple[bytes, Size]:
    """Return a PNG or JPEG without anything but its picture, and its width and height in pixels.

    A picture that is stored on its side is turned, and one of more than `MOST` pixels per inch across the page is made
    smaller. Raises `PictureError` if it cannot be decoded in full, or is not in RGB or grey.
    """
    strip = bare_png if content.startswith(START) else bare_jpeg
    bare = strip(content)
    try:
        with Image.open(io.BytesIO(bare), formats=OPENED) as image:
            _check(image)
            orientation = _orientation(content)
            size = _reduced(image.size, measures, lying=orientation >= LYING)
            if size == image.size and orientation not in TURNS:
                image.load()
                return bare, size
            made = _resized(image, size)
            if orientation in TURNS:
                made = made.transpose(TURNS[orientation])
            return strip(_coded(made, "PNG" if strip is bare_png else "JPEG")), made.size
    except PictureError:
        raise
    except Image.DecompressionBombError:
        raise _too_large("more than a hundred million") from None
    except Exception as error:  # noqa: BLE001 - what Pillow's readers raise for hostile bytes is not documented
        raise unreadable(f"the picture is damaged: {str(error) or type(error).__name__}") from None


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > LARGEST:
        raise _too_large(f"{width} × {height}")
    if image.mode == "CMYK":
        raise unportable(
            "the picture is in the colours of a printing press (CMYK), which screens do not show alike",
            "save it in the colours of screens: as RGB, with the profile sRGB",
        )


def _orientation(content: bytes) -> int:
    """Return how a picture is stored, as its metadata say; like other programs, take damaged ones for none."""
    if content.startswith(START) and b"eXIf" not in content:
        return UPRIGHT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=OPENED) as image:
                found: object = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # noqa: BLE001 - as above
        return UPRIGHT
    return found if isinstance(found, int) else UPRIGHT


def _reduced(size: Size, measures: Measures, *, lying: bool) -> Size:
    """Return the size that a picture gets: its own, or the one that print needs if it is far larger."""
    width, height = size[::-1] if lying else size
    inches = min(measures.text_width / INCH / width, measures.picture_height / INCH / height)  # of a pixel
    if inches * MOST >= 1:
        return size
    made = max(1, round(width * inches * PRINT)), max(1, round(height * inches * PRINT))
    return made[::-1] if lying else made


def _resized(image: Image.Image, size: Size) -> Image.Image:
    """Return a picture in a smaller size, or as it is; colours of a palette cannot be mixed, nor all of 16 bits."""
    if size == image.size:
        return image
    image.draft(None, size)
    mixed = image
    if image.mode.startswith("I"):
        mixed = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif "transparency" in image.info:
        mixed = image.convert("RGBA")
    elif image.mode in {"P", "1"}:
        mixed = image.convert("RGB" if image.mode == "P" else "L")
    return mixed.resize(size, Image.Resampling.LANCZOS)


def _coded(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    options = {"quality": QUALITY, "optimize": True} if kind == "JPEG" else {}
    image.save(buffer, kind, icc_profile=image.info.get("icc_profile"), **options)
    return buffer.getvalue()


def _too_large(size: str) -> Exception:
    return unreadable(
        f"the picture has {size} pixels, more than the {LARGEST // 1_000_000} million that are read",
        "make it smaller: no page needs more than 3000 × 4000 pixels",
    )
