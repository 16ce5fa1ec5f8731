"""The fonts of pages and pictures: files of pinned packages, and no other; and how wide words are in them."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from importlib.resources import files
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from collections.abc import Mapping

FONTS: Final = {
    "font_source_serif_pro": ("Regular", "It", "Semibold", "SemiboldIt"),
    "font_source_sans_pro": ("Regular", "It", "Semibold", "SemiboldIt", "Bold"),
}
"""The font packages, and the styles that the pages use. One file a style, so that no search order matters."""

LETTER: Final = 0.46
"""The width of a letter of the sans serif font, on average, in ems."""


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    """Return a folder with the fonts that pages may use; Typst reads from it as long as the process lives."""
    folder = tempfile.TemporaryDirectory(prefix="kefu-fonts-")
    for package, styles in FONTS.items():
        for path in Path(str(files(package))).glob("files/*.ttf"):
            if path.stem.partition("-")[2] in styles:
                shutil.copyfile(path, Path(folder.name, path.name))
    Finalize(None, folder.cleanup, exitpriority=0)  # a process of a pool ends without asking anybody else to clean up
    return folder


def folder_of_fonts() -> Path:
    """Return the folder that holds the fonts that pages may use, and nothing else, as long as the process lives."""
    return Path(_temporary().name)


def letters(text: str, *, bold: bool) -> float:
    """Return how wide a text is in the sans serif font, without kerning, in letters of average width."""
    return width_of(text, "SourceSansPro-Semibold" if bold else "SourceSansPro-Regular") / LETTER


def width_of(text: str, font: str) -> float:
    """Return how wide a text is in ems, set in a font by the name of its file; without kerning."""
    widths, default = _widths(font)
    return sum(widths.get(ord(letter), default) for letter in text)


@cache
def _widths(font: str) -> tuple[Mapping[int, float], float]:
    """Return the widths of a font's characters, and that of one that it does not have."""
    with TTFont(folder_of_fonts() / f"{font}.ttf", lazy=True) as file:
        advances, em = file["hmtx"].metrics, file["head"].unitsPerEm
        return {code: advances[name][0] / em for code, name in file.getBestCmap().items()}, advances[".notdef"][0] / em
