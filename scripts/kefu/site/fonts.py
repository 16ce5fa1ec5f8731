"""The site's fonts: Source Sans and Source Serif with just the letters that Swedish publications need.

Their licence (SIL Open Font License 1.1, clause 3) reserves the name “Source” for the complete fonts, so these have
other names. They keep the copyright notice and the licence (clause 2).
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

FAMILIES: Final = {
    "KEFU Sans": ("font_source_sans_pro", "SourceSansPro", ("Regular", "It", "Semibold", "Bold")),
    "KEFU Serif": ("font_source_serif_pro", "SourceSerifPro", ("Regular", "It", "Semibold")),
}
"""The names of the families in the style sheet, each with its package, the stem of its file names, and its styles."""

LETTERS: Final = frozenset(
    (
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: the languages of Europe that use Latin letters
        *range(0x2010, 0x2028),  # dashes, quotes, bullet, ellipsis
        *map(ord, "\u202f‰′″‹›⁄€№™←↑→↓−∕∙∞≈≠≤≥✓"),
    )
)

FEATURES: Final = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
"""The features that are kept. With no others, digits are lining and equally wide, as pages and tables need them."""

COPYRIGHT, FAMILY, STYLE, FULL_NAME, POSTSCRIPT_NAME, LICENCE, LICENCE_URL = 0, 1, 2, 4, 6, 13, 14
"""The ids of names in a font. Source: OpenType 1.9, table `name`, “Name IDs”."""

WINDOWS: Final = (3, 1, 0x409)


@cache
def fonts() -> tuple[tuple[str, bytes], ...]:
    """Return the site's fonts as WOFF files, by name; they have the same bytes whenever they are made."""
    return tuple(
        (f"{family.lower().replace(' ', '-')}-{style.lower()}.woff", _subset(family, package, stem, style))
        for family, (package, stem, styles) in FAMILIES.items()
        for style in styles
    )


def _subset(family: str, package: str, stem: str, style: str) -> bytes:
    # It takes long to load, and only the process that makes the fonts needs it.
    from fontTools import subset  # type: ignore[import-untyped]  # noqa: PLC0415 - it ships no types

    options = subset.Options(
        flavor="woff",
        hinting=False,
        layout_features=list(FEATURES),
        name_IDs=[COPYRIGHT, LICENCE, LICENCE_URL],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    with as_file(files(package) / "files" / f"{stem}-{style}.ttf") as path:
        font = subset.load_font(str(path), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
    _rename(font, family, style)
    content = io.BytesIO()
    subset.save_font(font, content, options)
    font.close()
    return content.getvalue()


def _rename(font: TTFont, family: str, style: str) -> None:
    names = {
        FAMILY: family,
        STYLE: style,
        FULL_NAME: f"{family} {style}",
        POSTSCRIPT_NAME: f"{family.replace(' ', '')}-{style}",
    }
    for number, text in names.items():
        font["name"].setName(text, number, *WINDOWS)
