"""Lengths and transformations."""

from __future__ import annotations

import pytest

from kefu.check.readers.transforms import first, matrix, numbers, scale, times


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("", (1, 2)),
        ("translate(3)", (4, 2)),
        ("translate(3, 4)", (4, 6)),
        ("translate(3px 4px)", (4, 6)),
        ("translateX(3) translateY(4)", (4, 6)),
        ("scale(2)", (2, 4)),
        ("scale(2,-1)", (2, -2)),
        ("scaleX(2) scaleY(3)", (2, 6)),
        ("rotate(90)", (-2, 1)),
        ("rotate(.25turn)", (-2, 1)),
        ("rotate(90 1 2)", (1, 2)),
        ("skewX(45)", (3, 2)),
        ("skewY(45)", (1, 3)),
        ("matrix(1 0 0 1 5 6)", (6, 8)),
        ("matrix(1 0)", (1, 2)),
        ("translate(1 0) scale(2)", (3, 4)),
        ("nonsense(1)", (1, 2)),
    ],
)
def test_a_transformation_moves_a_point(written: str, moved: tuple[float, float]) -> None:
    *_, x, y = times(matrix(written), (1, 0, 0, 1, 1, 2))
    assert (x, y) == pytest.approx(moved)


def test_lengths_are_in_pixels() -> None:
    assert numbers("1in, 2.54cm 72pt -1e1 .5") == pytest.approx([96, 96, 96, -10, 0.5])
    assert (first("7 8"), first("")) == (7, 0)
    assert scale(matrix("scale(2 8)")) == 4
