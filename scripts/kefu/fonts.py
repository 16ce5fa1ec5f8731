"""The fonts of pages and pictures, all of them from pinned packages: their files, widths of words, and subsets."""

from __future__ import annotations

import io
import logging
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kefu.front import Face

FONTS: Final = {
    "font_source_serif_pro": ("Regular", "It", "Semibold", "SemiboldIt"),
    "font_source_sans_pro": ("Regular", "It", "Semibold", "SemiboldIt", "Bold"),
}
"""The font packages, and the styles that pages use; there is one file for each, so that search order never matters."""


LETTER: Final = 0.46
"""The average width of a letter in the sans serif font, in ems."""


FEATURES: Final = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
"""The features that a subset keeps. With no others, digits are lining and equally wide."""

LETTERS: Final = frozenset(
    (
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: the languages of Europe that use Latin letters
        *range(0x2010, 0x2028),  # dashes, quotes, bullet, ellipsis
        *map(ord, "\u202f‰′″‹›⁄€№™←↑→↓−∕∙∞≈≠≤≥✓"),
    )
)
"""The characters that a subset has."""

COPYRIGHT, FAMILY, STYLE, FULL_NAME, POSTSCRIPT_NAME, LICENCE, LICENCE_URL = 0, 1, 2, 4, 6, 13, 14
"""The ids of names in a font. Source: OpenType 1.9, table `name`, “Name IDs”."""

WINDOWS: Final = (3, 1, 0x409)


@cache
def folder_of_fonts(faces: tuple[Face, ...]) -> Path:
    """Return a folder that holds just the fonts that pages may use, and lasts for as long as the process lives.

    `faces` are those that a publication brings. The others remain, for characters that these lack. There is no default,
    because what is remembered for a call without an argument is not what is remembered for the same one with it.
    """
    folder = tempfile.mkdtemp(prefix="kefu-fonts-")
    for package, styles in FONTS.items():
        for path in Path(str(files(package))).glob("files/*.ttf"):
            if path.stem.partition("-")[2] in styles:
                shutil.copyfile(path, Path(folder, path.name))
    for face in faces:
        Path(folder, f"{face.name}.ttf").write_bytes(face.content)
    # A worker of a pool exits without any other clean-up.
    Finalize(None, shutil.rmtree, (folder,), {"ignore_errors": True}, exitpriority=0)
    return Path(folder)


def letters(text: str, *, bold: bool) -> float:
    """Return the width of a text in the sans serif font, without kerning, in letters of average width."""
    return width_of(text, "SourceSansPro-Semibold" if bold else "SourceSansPro-Regular") / LETTER


def width_of(text: str, font: str) -> float:
    """Return the width of a text in ems, without kerning; `font` is the name of the font's file."""
    widths, default = _widths(font)
    return sum(widths.get(ord(letter), default) for letter in text)


@cache
def _widths(font: str) -> tuple[Mapping[int, float], float]:
    """Return the widths of a font's characters, and the width of one that it lacks."""
    with TTFont(folder_of_fonts(()) / f"{font}.ttf", lazy=True) as file:
        advances, em = file["hmtx"].metrics, file["head"].unitsPerEm
        return {code: advances[name][0] / em for code, name in file.getBestCmap().items()}, advances[".notdef"][0] / em


def subset(family: str, package: str, name: str, letters: Collection[int]) -> bytes:
    """Return a font of a package with just some characters as WOFF; see `subset_of`.

    `name` is the font's file in its package, without the extension.
    """
    content = files(package).joinpath("files", f"{name}.ttf").read_bytes()
    return subset_of(content, family, name.partition("-")[2], letters)


def subset_of(content: bytes, family: str, style: str, letters: Collection[int]) -> bytes:
    """Return a font with just some characters, given by their code points, as WOFF; its bytes are always the same.

    The font is called by the `family`, since the
    fonts' licence (SIL Open Font License 1.1, clause 3) reserves their own name for the complete ones. The copyright
    notice and the licence stay (clause 2).
    """
    # It takes long to load, and only processes that make fonts need it.
    from fontTools import subset as subsetting  # type: ignore[import-untyped]  # noqa: PLC0415 - it ships no types

    # What it does not know, such as the tables of a program in which a font was drawn, it leaves out, and says so.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    options = subsetting.Options(
        flavor="woff",
        hinting=False,
        layout_features=list(FEATURES),
        name_IDs=[COPYRIGHT, LICENCE, LICENCE_URL],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    font = subsetting.load_font(io.BytesIO(content), options)
    subsetter = subsetting.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    names = {
        FAMILY: family,
        STYLE: style,
        FULL_NAME: f"{family} {style}",
        POSTSCRIPT_NAME: f"{family.replace(' ', '')}-{style}",
    }
    for number, text in names.items():
        font["name"].setName(text, number, *WINDOWS)
    written = io.BytesIO()
    subsetting.save_font(font, written, options)
    font.close()
    return written.getvalue()


@cache
def packed(faces: tuple[Face, ...]) -> tuple[tuple[str, bytes], ...]:
    """Return the fonts that a publication brings as WOFF files, by name."""
    return tuple(
        (f"{face.name.lower()}.woff", subset_of(face.content, f"KEFU {face.use.capitalize()}", face.style, LETTERS))
        for face in faces
    )


def lacking(text: str, font: str) -> str:
    """Return the characters of a text that a font lacks; `font` is as for `width_of`."""
    widths, _ = _widths(font)
    return "".join(letter for letter in text if not letter.isspace() and ord(letter) not in widths)


@cache
def known_letters() -> frozenset[int]:
    """Return the code points of the characters that pages can show: those that at least one of the fonts has."""
    return frozenset().union(*(_widths(path.stem)[0] for path in folder_of_fonts(()).glob("*.ttf")))
