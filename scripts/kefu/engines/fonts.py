"""The fonts that Typst sets pages and pictures with: files of pinned packages, and no other."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from importlib.resources import files
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Final

import typst

FONTS: Final = {
    "font_source_serif_pro": ("Regular", "It", "Semibold", "SemiboldIt"),
    "font_source_sans_pro": ("Regular", "It", "Semibold", "SemiboldIt", "Bold"),
}
"""The font packages, and the styles that the pages use. One file a style, so that no search order matters."""


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


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that pages may use, and no other: neither the system's nor Typst's own.

    Raises `RuntimeError` where one is missing, because Typst would then leave its text out without a word.
    """
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder_of_fonts())])
    expected = sum(map(len, FONTS.values()))
    if len(fonts.fonts()) != expected:
        raise RuntimeError(f"{len(fonts.fonts())} of {expected} fonts found; reinstall the font packages")
    return fonts
