"""Works as reference programs describe them."""

from __future__ import annotations

import pytest

from kefu.manuscripts.citations import Described


@pytest.mark.parametrize(
    ("issued", "year"),
    [("2019-03-04", "2019"), ("2019/2020", "2019"), ("mars 2019", "2019"), ("ca 1990", "1990"), ("u.å.", ""), ("", "")],
)
def test_the_year_of_a_work_has_four_digits(issued: str, year: str) -> None:
    assert Described(dates={"issued": issued}).year == year


def test_a_work_without_dates_has_no_year() -> None:
    assert Described().year == ""
