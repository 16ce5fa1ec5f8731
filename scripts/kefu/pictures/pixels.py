"""Photographs and other pictures made of pixels: whole, upright, in colours of screens, and no larger than print needs.

Only what has to be turned or made smaller is coded anew; every other picture keeps its pixels as they are.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import ExifTags, Image

from kefu.pictures.faults import PictureError, unportable, unreadable
from kefu.pictures.jpeg import bare_jpeg
from kefu.pictures.png import bare_png

if TYPE_CHECKING:
    from collections.abc import Callable

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

LYING: Final = 5
"""The first orientation in which a picture lies on its side."""

Size = tuple[int, int]


def upright(content: bytes, measures: Measures) -> tuple[bytes, Size]:
    """Return a PNG or JPEG without anything but its picture, and its width and height in pixels.

    A picture that is stored on its side is turned, and one of more than `MOST` pixels per inch across the page is made
    smaller. Raises `PictureError` if it cannot be decoded in full, or is not in RGB or grey.
    """
    try:
        with Image.open(io.BytesIO(content), formats=OPENED) as image:
            return _upright(image, content, measures)
    except PictureError:
        raise
    except Image.DecompressionBombError:
        raise _too_large("more than a hundred million") from None
    except Exception as error:  # noqa: BLE001 - what Pillow's readers raise for hostile bytes is not documented
        raise unreadable(f"the picture is damaged: {str(error) or type(error).__name__}") from None


def _upright(image: Image.Image, content: bytes, measures: Measures) -> tuple[bytes, Size]:
    width, height = image.size
    if width * height > LARGEST:
        raise _too_large(f"{width} × {height}")
    if image.mode == "CMYK":
        raise unportable(
            "the picture is in the colours of a printing press (CMYK), which screens do not show alike",
            "save it in the colours of screens: as RGB, with the profile sRGB",
        )
    strip = bare_png if image.format == "PNG" else bare_jpeg
    orientation = _orientation(image)
    size = _reduced(image.size, measures, lying=orientation >= LYING)
    if size == image.size and orientation not in TURNS:
        image.load()
        return strip(content), size
    if size != image.size:
        image.draft(None, size)
        image = _resizable(image).resize(size, Image.Resampling.LANCZOS)
    return _coded(image.transpose(TURNS[orientation]) if orientation in TURNS else image, strip)


def _orientation(image: Image.Image) -> int:
    try:
        found: object = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # noqa: BLE001 - as above; other programs show a picture whose metadata is damaged as it is
        return 1
    return found if isinstance(found, int) else 1


def _reduced(size: Size, measures: Measures, *, lying: bool) -> Size:
    """Return the size that a picture gets: its own, or the one that print needs if it is far larger."""
    width, height = size[::-1] if lying else size
    inches = min(measures.text_width / INCH / width, measures.picture_height / INCH / height)  # of a pixel
    if inches * MOST >= 1:
        return size
    made = max(1, round(width * inches * PRINT)), max(1, round(height * inches * PRINT))
    return made[::-1] if lying else made


def _resizable(image: Image.Image) -> Image.Image:
    """Return a picture whose colours can be mixed: not named in a palette, and eight bits deep."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert({"P": "RGB", "1": "L"}.get(image.mode, image.mode))


def _coded(image: Image.Image, strip: Callable[[bytes], bytes]) -> tuple[bytes, Size]:
    buffer = io.BytesIO()
    profile = image.info.get("icc_profile")
    if strip is bare_png:
        image.save(buffer, "PNG", icc_profile=profile)
    else:
        image.save(buffer, "JPEG", icc_profile=profile, quality=QUALITY, optimize=True)
    return strip(buffer.getvalue()), image.size


def _too_large(size: str) -> Exception:
    return unreadable(
        f"the picture has {size} pixels, more than the {LARGEST // 1_000_000} million that are read",
        "make it smaller: no page needs more than 3000 × 4000 pixels",
    )
