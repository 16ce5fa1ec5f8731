"""A picture is as wide as asked for, never too high for the page, and sharp if it has pixels enough."""

from __future__ import annotations

import pytest

from kefu.pictures import resolution, width_on_page
from kefu.theme import THEME


@pytest.mark.parametrize(
    ("size", "share", "expected"),
    [((300, 200), 1, 137), ((300, 200), 0.5, 68.5), ((100, 400), 1, 215 / 4), ((100, 400), 0.2, 137 * 0.2)],
)
def test_a_picture_has_its_share_of_the_page(size: tuple[int, int], share: float, expected: float) -> None:
    assert width_on_page(size, THEME.measures, share) == pytest.approx(expected)


def test_resolution_is_counted_in_pixels_per_inch() -> None:
    assert resolution((1618, 1000), THEME.measures, 1) == pytest.approx(300, abs=0.1)
    assert resolution((1618, 1000), THEME.measures, 0.5) == pytest.approx(600, abs=0.1)
