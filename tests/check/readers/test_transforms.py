"""Lengths and transformations."""

from __future__ import annotations

import pytest

from kefu.check.readers.transforms import first, matrix, numbers, point, scale, times


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
        ("TRANSLATE(3 4)", (4, 6)),
        ("translate()", (1, 2)),
        ("scale(0)", (0, 0)),
        ("scaleX(2)", (2, 2)),
        ("scaleY(3)", (1, 6)),
        ("rotate(30deg)", (-0.1339746, 2.2320508)),
        ("rotate(1.5707963rad)", (-2, 1)),
        ("rotate(90 3)", (1, -2)),
        ("rotate(90 3 4)", (5, 2)),
        ("skewX(30)", (2.1547005, 2)),
        ("skewY(30)", (1, 2.5773503)),
        ("matrix(1 2 3 4 5 6)", (12, 16)),
        ("matrix(1 2 3 4 5 6 7)", (1, 2)),
        ("matrix(1 2 3 4 5 6) matrix(7 8 9 10 11 12)", (161, 238)),
    ],
)
def test_a_transformation_moves_a_point(written: str, moved: tuple[float, float]) -> None:
    assert point(matrix(written), 1, 2) == pytest.approx(moved)


def test_lengths_are_in_pixels() -> None:
    assert numbers("1in, 2.54cm 72pt -1e1 .5") == pytest.approx([96, 96, 96, -10, 0.5])
    assert numbers("1mm 1pc 1em 2rem 3PT 4px 5") == pytest.approx([96 / 25.4, 16, 16, 32, 4, 4, 5])
    assert (first("7 8"), first("")) == (7, 0)
    assert scale(matrix("scale(2 8)")) == 4
    assert scale((2, 3, 5, 4, 9, 9)) == pytest.approx(7**0.5)


def test_matrices_are_applied_one_after_the_other_the_inner_one_first() -> None:
    assert times((2, 3, 5, 7, 11, 13), (17, 19, 23, 29, 31, 37)) == (129, 184, 191, 272, 258, 365)


def test_a_point_is_where_a_matrix_puts_it() -> None:
    assert point((2, 3, 5, 7, 11, 13), 17, 19) == (140, 197)
