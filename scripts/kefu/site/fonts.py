"""The site's fonts: Source Sans and Source Serif with just the letters that Swedish publications need."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kefu.fonts import LETTERS, subset, subset_of

if TYPE_CHECKING:
    from kefu.front import Face

FAMILIES: Final = {
    "KEFU Sans": ("font_source_sans_pro", "SourceSansPro", ("Regular", "It", "Semibold", "Bold")),
    "KEFU Serif": ("font_source_serif_pro", "SourceSerifPro", ("Regular", "It", "Semibold")),
}
"""The names of the families in the style sheet, each with its package, the stem of its file names, and its styles."""


@cache
def fonts(faces: tuple[Face, ...]) -> tuple[tuple[str, bytes], ...]:
    """Return the site's fonts as WOFF files, by name; they have the same bytes whenever they are made.

    `faces` are those that a publication brings; they take the places of ours, a semibold one also that of a bold.
    """
    own: dict[tuple[str, str], bytes] = {(face.use, face.style): face.content for face in faces}

    def made(family: str, package: str, stem: str, style: str) -> bytes:
        use = "sans" if family.endswith("Sans") else "serif"
        content = own.get((use, style)) or (own.get((use, "Semibold")) if style == "Bold" else None)
        if content:
            return subset_of(content, family, style, LETTERS)
        return subset(family, package, f"{stem}-{style}", LETTERS)

    return tuple(
        (f"{family.lower().replace(' ', '-')}-{style.lower()}.woff", made(family, package, stem, style))
        for family, (package, stem, styles) in FAMILIES.items()
        for style in styles
    )
