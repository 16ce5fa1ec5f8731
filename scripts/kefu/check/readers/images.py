"""Read what pictures contain besides pixels: PNG, JPEG, GIF, WebP and TIFF. The pixels are not decoded.

Channels: “image text” (texts of PNG, comments of JPEG and GIF), “image metadata” (Exif as Pillow reads it, and the name
and the printable runs of every segment that neither contains pixels nor says what they mean: Exif, XMP, IPTC, colour
profiles with words, anything that a program wrote) and “image rest” (bytes after the picture's end). A picture that
contains nothing but itself has none of them.

Follows PNG (third edition), section 5; ITU-T T.81, annex B; GIF89a; the WebP container specification.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PIL import ExifTags, Image

from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.decoding import inside, runs
from kefu.check.readers.kinds import Kind
from kefu.check.readers.limits import ZLIB, inflate
from kefu.check.readers.profiles import profile_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kefu.check.readers.limits import Budget, Nested

CHANNELS: Final = ("image text", "image metadata", "image rest")
"""The names of the channels of this module."""

FRAMES: Final = 64
"""The most pages of a TIFF file whose metadata is read."""

_PACKED: Final = {b"zTXt": 1, b"iCCP": 1}
_TEXTS: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"iCCP"})
_TOLD: Final = _TEXTS | {b"eXIf"}
_PIXELS: Final = frozenset(
    {
        *(b"IHDR", b"IDAT", b"acTL", b"fcTL", b"fdAT", b"PLTE", b"tRNS", b"hIST"),
        *(b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"bKGD", b"pHYs"),
        *(b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"),
    }
)
"""Chunks of PNG and WebP with pixels, and with what pixels mean."""

_PROFILE: Final = b"ICC_PROFILE\0"
_LOOPS: Final = frozenset((b"NETSCAPE2.0", b"ANIMEXTS1.0"))
"""GIF's extensions that say how often a picture moves."""

_NOT_TOLD: Final = frozenset(("icc_profile", "version", "extension"))
"""What Pillow says of a picture that is read otherwise, or is not a text."""

_DIRECTORIES: Final = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop, ExifTags.IFD.IFD1)


@dataclass(slots=True)
class _Found:
    """What has been found in a picture, and where it ends; `end` is `None` if it ends too early.

    A picture is `bare` if its format keeps metadata in known places, and there is none in them.
    """

    texts: list[str] = field(default_factory=list)
    metadata: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    end: int | None = None
    bare: bool = False


def read_image(name: str, content: bytes, kind: Kind, nested: Nested, budget: Budget) -> Reading:
    """Read a picture; if it is truncated, damaged or followed by other bytes, that is a problem."""
    found = _Found()
    _SEGMENTS[kind](content, found, budget)
    found.metadata.extend(_by_pillow(content, found))
    channels = [
        Channel(name=f"image {what}", place=name, text="\n".join(dict.fromkeys(texts)))
        for what, texts in (("text", found.texts), ("metadata", found.metadata))
        if any(texts)
    ]
    problems = [f"“{name}” {problem}" for problem in found.problems]
    if found.end is None:
        problems.append(f"“{name}” is damaged or truncated: its end was not found")
        channels.append(Channel(name="image rest", place=name, text=runs(content, latin=True)))
    elif rest := content[found.end :].strip(b"\0"):
        problems.append(f"{len(rest)} bytes follow the picture in “{name}”")
        channels.append(Channel(name="image rest", place=name, text=runs(rest, latin=True)))
        after = inside(f"{name}, after its end", "rest", nested("rest", rest))
        channels.extend(after.channels)
        problems.extend(after.problems)
    return Reading(channels=tuple(channels), problems=tuple(dict.fromkeys(problems)))


def _png(content: bytes, found: _Found, budget: Budget) -> None:
    position, found.bare = 8, True
    while position + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, position)
        data = content[position + 8 : position + 8 + length]
        position += 12 + length
        if position > len(content):
            return
        if zlib.crc32(kind + data) != struct.unpack_from(">I", content, position - 4)[0]:
            found.problems.append("is damaged: part of it has a wrong checksum")
        if kind == b"IEND":
            found.end = position
            return
        found.bare = found.bare and kind not in _TOLD
        if kind == b"iCCP":
            found.metadata.extend(profile_words(_png_text(kind, data, budget).partition(b"\n")[2].removesuffix(b"\n")))
        elif kind in _TEXTS:
            text = _png_text(kind, data, budget)
            found.texts.extend((text.decode("utf-8", "replace"), text.decode("cp1252", "replace"), runs(text)))
        elif kind not in _PIXELS:
            found.metadata.append(_named(kind, data))


def _named(name: bytes, data: bytes) -> str:
    """Return the name of a segment, and its printable runs, of which there may be none."""
    return f"{name.decode('latin-1')}\n{runs(data, latin=True)}"


def _png_text(kind: bytes, data: bytes, budget: Budget) -> bytes:
    """Return the keyword and the unpacked text of a chunk, on separate lines."""
    keyword, _, rest = data.partition(b"\0")
    if kind in _PACKED:
        packed = rest[_PACKED[kind] :]
    elif kind == b"iTXt" and rest[:1] == b"\1":
        language, _, last = rest[2:].partition(b"\0")
        translated, _, packed = last.partition(b"\0")
        keyword = b"\n".join((keyword, language, translated))
    else:
        return data.replace(b"\0", b"\n")
    inflated = inflate(packed, budget, wbits=ZLIB)
    budget.spend(len(inflated.content))
    return b"\n".join((keyword, inflated.content, packed[inflated.end :]))


def _jpeg(content: bytes, found: _Found, _budget: Budget) -> None:
    position = 2
    profile: dict[bytes, bytes] = {}
    while position < len(content) - 1:
        marker = content[position + 1]
        if content[position] != 0xFF:  # noqa: PLR2004 - every marker begins with it
            return
        if marker == 0xD9:  # noqa: PLR2004 - EOI
            found.end = position + 2
            break
        if marker == 0xFF:  # noqa: PLR2004 - a fill byte
            position += 1
            continue
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:  # noqa: PLR2004 - markers without parameters: TEM, RST, SOI
            position += 2
            continue
        length = int.from_bytes(content[position + 2 : position + 4], "big")
        data = content[position + 4 : position + 2 + length]
        _read_segment(marker, data, found, profile)
        position += 2 + length
        if marker == 0xDA:  # noqa: PLR2004 - SOS: pixels follow, up to the next marker that is not among them
            position = _end_of_scan(content, position)

    if profile:
        found.metadata.extend(profile_words(b"".join(profile[number] for number in sorted(profile))))


def _read_segment(marker: int, data: bytes, found: _Found, profile: dict[bytes, bytes]) -> None:
    """Read a segment; pieces of the profile are put together at the end, by number."""
    if marker == 0xFE:  # noqa: PLR2004 - COM
        found.texts.extend((data.decode("utf-8", "replace"), data.decode("cp1252", "replace"), runs(data)))
    elif marker == 0xE2 and data.startswith(_PROFILE):  # noqa: PLR2004 - APP2
        number = data[len(_PROFILE) :][:1]
        profile[number] = profile.get(number, b"") + data[len(_PROFILE) + 2 :]
    elif 0xE0 <= marker <= 0xEF and not _is_structure(data):  # noqa: PLR2004 - APP0 to APP15
        found.metadata.append(_named(b"APP%d" % (marker - 0xE0), data))


def _is_structure(data: bytes) -> bool:
    """Tell whether the data of a segment only say how pixels are coded: JFIF without a thumbnail, or Adobe's own."""
    return (data.startswith(b"JFIF\0") and len(data) == 14) or (data.startswith(b"Adobe") and len(data) == 12)  # noqa: PLR2004 - lengths


def _end_of_scan(content: bytes, position: int) -> int:
    while (position := content.find(b"\xff", position)) >= 0:
        following = content[position + 1] if position + 1 < len(content) else 0
        if following and not 0xD0 <= following <= 0xD7 and following != 0xFF:  # noqa: PLR2004 - stuffing, RST, fill
            return position
        position += 1
    return len(content)


def _gif(content: bytes, found: _Found, _budget: Budget) -> None:
    position = 13 + _colours(content, 10)
    while position < len(content):
        match content[position]:
            case 0x3B:
                found.end = position + 1
                return
            case 0x21 if position + 1 < len(content):
                label = content[position + 1]
                data, position = _blocks(content, position + 2)
                if label != 0xF9 and data[:11] not in _LOOPS:  # noqa: PLR2004 - the graphic control extension
                    found.texts.extend((data.decode("utf-8", "replace"), data.decode("cp1252", "replace"), runs(data)))
            case 0x2C:
                _, position = _blocks(content, position + 11 + _colours(content, position + 9))
            case _:
                return


def _colours(content: bytes, at: int) -> int:
    flags = content[at] if at < len(content) else 0
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks(content: bytes, position: int) -> tuple[bytes, int]:
    """Return the data in sub-blocks of a GIF, and the position after them."""
    pieces = []
    while position < len(content) and (size := content[position]):
        pieces.append(content[position + 1 : position + 1 + size])
        position += 1 + size
    return b"".join(pieces), position + 1


def _webp(content: bytes, found: _Found, _budget: Budget) -> None:
    size = 8 + int.from_bytes(content[4:8], "little")
    position = 12
    while position + 8 <= min(size, len(content)):
        kind, length = struct.unpack_from("<4sI", content, position)
        data = content[position + 8 : position + 8 + length]
        if kind == b"ICCP":
            found.metadata.extend(profile_words(data))
        elif kind not in _PIXELS:
            found.metadata.append(_named(kind, data))
        position += 8 + length + length % 2
    if position == size <= len(content):
        found.end = size


def _tiff(content: bytes, found: _Found, _budget: Budget) -> None:
    """Read the whole file, since the parts of a TIFF are wherever its directories point."""
    found.metadata.append(runs(content))
    found.end = len(content)


_SEGMENTS: Final[Mapping[Kind, Callable[[bytes, _Found, Budget], None]]] = {
    Kind.PNG: _png,
    Kind.JPEG: _jpeg,
    Kind.GIF: _gif,
    Kind.WEBP: _webp,
    Kind.TIFF: _tiff,
}


def _by_pillow(content: bytes, found: _Found) -> list[str]:
    """Return the metadata that Pillow finds; anything that it warns about, such as too many pixels, is a problem."""
    texts: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content)) as image:
                for frame in range(min(getattr(image, "n_frames", 1), FRAMES) if image.format == "TIFF" else 1):
                    image.seek(frame)
                    if not found.bare:  # Pillow decodes a whole PNG picture to look for Exif
                        texts.extend(_exif(image.getexif()))
                    told = (value for name, value in image.info.items() if name not in _NOT_TOLD)
                    texts.extend(text for value in told for text in _texts(value))
                if image.format == "TIFF" and getattr(image, "n_frames", 1) > FRAMES:
                    found.problems.append(f"has more than {FRAMES} pages")
    except Exception as error:  # noqa: BLE001 - what Pillow's readers raise for hostile bytes is not documented
        found.problems.append(f"cannot be read in full: {str(error) or type(error).__name__}")
    return texts


def _exif(exif: Image.Exif) -> Iterator[str]:
    for values in (dict(exif), *(exif.get_ifd(directory) for directory in _DIRECTORIES)):
        for value in values.values():
            yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a metadata value, whose bytes may be UTF-8, UTF-16 (Windows' own fields) or Windows-1252."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield runs(value, latin=True)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
