"""The site's fonts: Source Sans and Source Serif with just the letters that Swedish publications need."""

from __future__ import annotations

from functools import cache
from typing import Final

from kefu.fonts import subset

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


@cache
def fonts() -> tuple[tuple[str, bytes], ...]:
    """Return the site's fonts as WOFF files, by name; they have the same bytes whenever they are made."""
    return tuple(
        (
            f"{family.lower().replace(' ', '-')}-{style.lower()}.woff",
            subset(family, package, f"{stem}-{style}", LETTERS),
        )
        for family, (package, stem, styles) in FAMILIES.items()
        for style in styles
    )
