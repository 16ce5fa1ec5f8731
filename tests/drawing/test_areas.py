"""Areas of a figure that only a slight difference of colour tells apart, for somebody or in grey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from matplotlib.patches import Polygon, Rectangle, Wedge
from tests.contrast import channels
from tests.contrast import contrast as wcag

from kefu.drawing.areas import Alike, alike, contrast
from kefu.plotting import canvas, cell, fills, styled
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

LIGHT, MIDDLE, DARK = "#c2d8ea", "#93b8d8", "#0a4a7a"
RED, GREEN = "#c0392b", "#117a3d"
PAPER = THEME.light.paper
NO_EDGE: Mapping[str, Any] = {"linewidth": 0}


def found(*shapes: Rectangle | Polygon | Wedge, texts: tuple[tuple[float, float], ...] = ()) -> tuple[Alike, ...]:
    """Return what is hard to tell apart among shapes on a canvas, with a text at some places."""
    figure, axes = canvas(THEME, 40)
    for shape in shapes:
        axes.add_patch(shape)
    for x, y in texts:
        axes.text(x, y, "7")
    return alike(figure)


def pair(one: Mapping[str, Any], other: Mapping[str, Any], gap: float = 0.0) -> tuple[Rectangle, Rectangle]:
    return Rectangle((0, 0), 10, 10, **one), Rectangle((10 + gap, 0), 10, 10, **other)


def plain(colour: str) -> dict[str, Any]:
    return {"facecolor": colour, "linewidth": 0}


def test_contrast_is_that_of_wcag_for_who_sees_all_colours() -> None:
    assert contrast(RED, PAPER) == pytest.approx(wcag(channels(RED), channels(PAPER)))


def test_neighbours_of_little_contrast_are_told_once_with_their_colours() -> None:
    (one,) = found(*pair(plain(LIGHT), plain(MIDDLE)), Rectangle((0, 10), 10, 10, **plain(MIDDLE)))

    assert {one.one, one.other} == {LIGHT, MIDDLE}
    assert one.contrast == pytest.approx(1.4, abs=0.1)


def test_colours_that_differ_in_hue_alone_are_told() -> None:
    assert len(found(*pair(plain(RED), plain(GREEN)))) == 1


@pytest.mark.parametrize(
    "shapes",
    [
        pair(plain(LIGHT), plain(DARK)),
        pair(plain(LIGHT), plain(LIGHT)),
        pair(plain(LIGHT), plain(MIDDLE), gap=0.4),
        pair({**plain(LIGHT), "hatch": "///"}, plain(MIDDLE)),
        pair({"facecolor": LIGHT, "edgecolor": DARK, "linewidth": 1}, plain(MIDDLE)),
        pair({"facecolor": LIGHT, "fill": False}, plain(MIDDLE)),
    ],
    ids=["contrast", "one colour", "gap", "hatching", "line", "no area"],
)
def test_what_is_told_apart_by_more_than_a_slight_difference_is_not_told(
    shapes: tuple[Rectangle, Rectangle],
) -> None:
    assert found(*shapes) == ()


def test_a_text_in_each_area_tells_them_apart() -> None:
    assert found(*pair(plain(LIGHT), plain(MIDDLE)), texts=((5, 5),)) != ()
    assert found(*pair(plain(LIGHT), plain(MIDDLE)), texts=((5, 5), (15, 5))) == ()


@pytest.mark.parametrize(
    ("edge", "width", "told"), [(PAPER, 1.0, True), (DARK, 0.3, True), (DARK, 1.0, False)], ids=str
)
def test_a_line_helps_if_it_can_be_seen_against_both(edge: str, width: float, told: bool) -> None:
    drawn = {"edgecolor": edge, "linewidth": width}
    assert bool(found(*pair({"facecolor": LIGHT, **drawn}, {"facecolor": MIDDLE, **drawn}))) == told


def test_slices_and_slanted_areas_are_neighbours_where_they_meet() -> None:
    slices = [Wedge((20, 20), 10, start, start + 90, **plain(colour)) for start, colour in
              ((0, LIGHT), (90, DARK), (180, MIDDLE), (270, DARK))]  # fmt: skip
    slanted = (Polygon([(0, 0), (10, 0), (0, 10)], **plain(RED)), Polygon([(10, 0), (10, 10), (0, 10)], **plain(GREEN)))

    assert found(*slanted) != ()
    assert {frozenset((one.one, one.other)) for one in found(*slices)} <= {frozenset((LIGHT, MIDDLE))}


def bars(axes: Axes) -> None:
    axes.bar([0, 1, 2], [3, 4, 5], width=1.0, color=[RED, GREEN, "#1b63a5"])
    axes.bar([0, 1, 2], [1, 1, 1], bottom=[3, 4, 5], width=1.0)


def test_bars_as_a_script_draws_them_by_default_are_told_apart() -> None:
    with styled(THEME):
        figure, axes = canvas(THEME, 40)
        bars(axes)
        assert alike(figure) == ()
        for one in axes.patches:
            one.set_linewidth(0)
        assert alike(figure) != ()


def test_what_kinds_and_amounts_are_drawn_with_is_told_apart() -> None:
    figure, axes = canvas(THEME, 40)
    for place, kind in enumerate(fills(THEME)):
        axes.add_patch(Rectangle((10.0 * place, 0), 10, 10, **kind))
    for amount in range(1, 9):
        cell(axes, THEME, (8.0 * amount, 20), 8, amount, THEME.fine_scale)

    assert alike(figure) == ()
