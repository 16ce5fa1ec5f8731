"""Colours: their contrast as WCAG counts it, and the nearest colour that has enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contrast import channels
from tests.contrast import contrast as counted

from kefu.colour import READABLE, contrast, difference, luminance, nearest, of_oklch, oklch, turned

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS, COLOURS)
def test_contrast_is_what_wcag_says(one: str, other: str) -> None:
    assert contrast(one, other) == pytest.approx(counted(channels(one), channels(other)))
    assert contrast(one, other) == contrast(other, one)


def test_light_is_from_black_to_white() -> None:
    assert (luminance("#000000"), luminance("#ffffff")) == pytest.approx((0, 1))


@pytest.mark.parametrize(
    ("colour", "seen"),
    [
        ("#ffffff", (1.0, 0.0)),
        ("#000000", (0.0, 0.0)),
        ("#ff0000", (0.62796, 0.25768)),
        ("#0000ff", (0.45201, 0.31321)),
    ],
)
def test_lightness_and_chroma_are_those_of_oklch(colour: str, seen: tuple[float, float]) -> None:
    """Source: CSS Color 4, section 4.4 and its sample code."""
    assert oklch(colour)[:2] == pytest.approx(seen, abs=1e-4)


@given(COLOURS)
def test_a_colour_is_the_same_after_it_was_taken_apart(colour: str) -> None:
    assert of_oklch(oklch(colour)) == colour


@given(COLOURS, st.floats(0, 360))
def test_a_turned_colour_is_as_light_and_can_be_shown(colour: str, degrees: float) -> None:
    """So near black, 8 bits of a channel are steps of light that can be seen."""
    lightness = oklch(colour)[0]
    assert oklch(turned(colour, degrees))[0] == pytest.approx(lightness, abs=0.01 if lightness > 0.2 else 0.05)


@given(COLOURS, COLOURS)
def test_the_nearest_colour_has_enough_contrast_and_nothing_nearer_has(colour: str, ground: str) -> None:
    found = nearest(colour, [(ground, READABLE)])
    assert contrast(found, ground) >= READABLE
    lightness, chroma, hue = oklch(colour)
    way = oklch(found)[0] - lightness
    assert contrast(of_oklch((lightness + way * 0.9, chroma, hue)), ground) < READABLE or abs(way) < 0.02


def test_what_has_enough_contrast_stays_as_it_is_and_the_hue_stays_in_any_case() -> None:
    assert nearest("#0a4a7a", [("#ffffff", READABLE)]) == "#0a4a7a"
    assert nearest("#ff8800", [("#ffffff", READABLE)]) == "#b65f00"
    assert oklch("#b65f00")[2] == pytest.approx(oklch("#ff8800")[2], abs=8)


def test_no_colour_has_enough_contrast_to_black_and_white_at_once() -> None:
    assert nearest("#777777", [("#ffffff", 5), ("#000000", 5)]) == ""


def test_black_and_white_are_as_different_as_can_be() -> None:
    assert difference("#000000", "#ffffff") == pytest.approx(1, abs=1e-4)
    assert difference("#1f6b4f", "#1f6b4f") == 0
