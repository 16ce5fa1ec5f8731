"""The fonts of pages and pictures, all of them from pinned packages: their files, widths of words, and subsets."""

from __future__ import annotations

import io
import shutil
import tempfile
from functools import cache
from importlib.resources import as_file, files
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FONTS: Final = {
    "font_source_serif_pro": ("Regular", "It", "Semibold", "SemiboldIt"),
    "font_source_sans_pro": ("Regular", "It", "Semibold", "SemiboldIt", "Bold"),
}
"""The font packages, and the styles that pages use; there is one file for each, so that search order never matters."""

LETTER: Final = 0.46
"""The average width of a letter in the sans serif font, in ems."""


FEATURES: Final = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
"""The features that a subset keeps. With no others, digits are lining and equally wide."""

COPYRIGHT, FAMILY, STYLE, FULL_NAME, POSTSCRIPT_NAME, LICENCE, LICENCE_URL = 0, 1, 2, 4, 6, 13, 14
"""The ids of names in a font. Source: OpenType 1.9, table `name`, “Name IDs”."""

WINDOWS: Final = (3, 1, 0x409)


@cache
def folder_of_fonts() -> Path:
    """Return a folder that holds just the fonts that pages may use, and lasts for as long as the process lives."""
    folder = tempfile.mkdtemp(prefix="kefu-fonts-")
    for package, styles in FONTS.items():
        for path in Path(str(files(package))).glob("files/*.ttf"):
            if path.stem.partition("-")[2] in styles:
                shutil.copyfile(path, Path(folder, path.name))
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
    with TTFont(folder_of_fonts() / f"{font}.ttf", lazy=True) as file:
        advances, em = file["hmtx"].metrics, file["head"].unitsPerEm
        return {code: advances[name][0] / em for code, name in file.getBestCmap().items()}, advances[".notdef"][0] / em


def subset(family: str, package: str, name: str, letters: Collection[int]) -> bytes:
    """Return a font with just some characters, given by their code points, as WOFF; its bytes are always the same.

    `name` is the font's file in its package, without the extension. The font is called by the `family`, since the
    fonts' licence (SIL Open Font License 1.1, clause 3) reserves their own name for the complete ones. The copyright
    notice and the licence stay (clause 2).
    """
    # It takes long to load, and only processes that make fonts need it.
    from fontTools import subset as subsetting  # type: ignore[import-untyped]  # noqa: PLC0415 - it ships no types

    options = subsetting.Options(
        flavor="woff",
        hinting=False,
        layout_features=list(FEATURES),
        name_IDs=[COPYRIGHT, LICENCE, LICENCE_URL],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    with as_file(files(package) / "files" / f"{name}.ttf") as path:
        font = subsetting.load_font(str(path), options)
        subsetter = subsetting.Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
    style = name.partition("-")[2]
    names = {
        FAMILY: family,
        STYLE: style,
        FULL_NAME: f"{family} {style}",
        POSTSCRIPT_NAME: f"{family.replace(' ', '')}-{style}",
    }
    for number, text in names.items():
        font["name"].setName(text, number, *WINDOWS)
    content = io.BytesIO()
    subsetting.save_font(font, content, options)
    font.close()
    return content.getvalue()


def lacking(text: str, font: str) -> str:
    """Return the characters of a text that a font lacks; `font` is as for `width_of`."""
    widths, _ = _widths(font)
    return "".join(letter for letter in text if not letter.isspace() and ord(letter) not in widths)


@cache
def known_letters() -> frozenset[int]:
    """Return the code points of the characters that pages can show: those that at least one of the fonts has."""
    return frozenset().union(*(_widths(path.stem)[0] for path in folder_of_fonts().glob("*.ttf")))
