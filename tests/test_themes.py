"""The themes that ship, and what follows from an accent of a publication's own."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from tests.contrast import READABLE

from kefu.colour import contrast, difference, luminance, oklch
from kefu.theme import THEME
from kefu.themes import APART, THEMES, ThemeName, coloured

ACCENTS = ["#7a1a5c", "#1f6b4f", "#b4530a", "#8a1c1c", "#3d2b8f", "#767676", "#300000"]


def test_every_theme_that_can_be_named_ships() -> None:
    assert {*THEMES} == {*get_args(ThemeName)}
    assert THEMES["kefu"] is THEME


def test_other_colours_than_the_accent_leave_those_of_figures_as_they_are() -> None:
    changed = coloured(THEME, {"quiet": "#444444"}, {"accent": "#ffffff"})
    assert (changed.light.quiet, changed.dark.accent) == ("#444444", "#ffffff")
    assert changed.figures == THEME.figures
    assert coloured(THEME, {}, {}) == THEME


@pytest.mark.parametrize("accent", ACCENTS)
def test_figures_take_the_hue_of_the_accent_and_can_be_read(accent: str) -> None:
    theme = coloured(THEME, {"accent": accent}, {})
    assert all(contrast(theme.light.ink, step) >= READABLE for step in (*theme.scale[:-1], *theme.fine_scale[:-2]))
    assert all(contrast(theme.light.paper, step) >= READABLE for step in (theme.scale[-1], *theme.fine_scale[-2:]))
    for scale in (theme.scale, theme.fine_scale):
        assert all(luminance(light) > luminance(dark) for light, dark in itertools.pairwise(scale))
    assert all(difference(one, other) >= APART for one, other in itertools.combinations(theme.categories, 2))


def test_a_tint_has_the_hue_of_the_accent() -> None:
    theme = coloured(THEME, {"accent": "#7a1a5c"}, {})
    assert oklch(theme.figures.tints[1])[2] == pytest.approx(oklch("#7a1a5c")[2], abs=2)
