"""The themes that a publication can choose, or begin with, and what follows from a colour of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from kefu.colour import difference, of_oklch, oklch
from kefu.front import Cover, Pattern
from kefu.theme import THEME, FigureColours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.theme import Theme

ThemeName = Literal["kefu", "samspel"]

THEMES: Final[Mapping[ThemeName, Theme]] = {
    "kefu": THEME,
    "samspel": replace(THEME, cover=Cover(pattern=Pattern(upper="#f4efe6", lower="#f0a63c"), picture=None)),
}
"""Type on paper, and a cover with the pattern of the people in each case."""

CHOSEN_GROUNDS: Final = ("#000000", "#fbf0d9")
"""Grounds that readers of e-books choose, besides white: black and sepia."""

APART: Final = 0.12
"""The least distance in OKLab of two colours that tell the kinds of things in a figure apart."""


def coloured(theme: Theme, light: Mapping[str, str], dark: Mapping[str, str]) -> Theme:
    """Return a theme with other colours, by name; those of figures follow from its accent."""
    changed = replace(theme, light=replace(theme.light, **light), dark=replace(theme.dark, **dark))
    accent = changed.light.accent
    return changed if accent == theme.light.accent else replace(changed, figures=_of_figures(theme, accent))


def _of_figures(theme: Theme, accent: str) -> FigureColours:
    """Return the colours of figures that go with an accent.

    Tints keep their lightness, so that what can be read on them still can, and take the accent's hue. Of the other
    categories, one that is too much like the accent gives way to the accent of the theme.
    """
    figures, before = theme.figures, oklch(theme.light.accent)
    lightness, chroma, hue = oklch(accent)

    def tint(colour: str) -> str:
        old_lightness, old_chroma, _ = oklch(colour)
        return of_oklch((old_lightness, old_chroma * chroma / before[1], hue))

    others = [other for other in (*figures.others, theme.light.accent) if difference(other, accent) >= APART]
    pale, strong = map(tint, figures.tints)
    first, second, third, fourth, fifth = map(tint, figures.fine_tints)
    return FigureColours(
        others=(others[0], others[1]),
        tints=(pale, strong),
        fine_tints=(first, second, third, fourth, fifth),
        darkest=of_oklch((min(lightness, before[0]), chroma, hue)),
    )
