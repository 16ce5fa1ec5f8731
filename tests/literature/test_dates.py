"""When a work was published, however a program or a person writes it."""

from __future__ import annotations

import pytest

from kefu.literature.dates import dated, is_undated

DATES = [
    ({"year": "2020"}, "2020"),
    ({"year": "{2020}", "month": "jan"}, "2020-01"),
    ({"year": "2020", "month": "{January}"}, "2020-01"),
    ({"year": "2020", "month": "3", "day": "4"}, "2020-03-04"),
    ({"year": "2020", "month": "mar~1"}, "2020-03-01"),
    ({"year": "2020", "month": "5 maj"}, "2020-05-05"),
    ({"year": "2020", "month": "sept."}, "2020-09"),
    ({"year": "2020", "month": "Spring"}, "2020"),
    ({"year": "2020", "month": "13"}, "2020"),
    ({"date": "2020-05/2020-06"}, "2020-05/2020-06"),
    ({"date": "2020-05-04"}, "2020-05-04"),
    ({"date": "2020-5-4"}, "2020-05-04"),
    ({"date": "2020-21"}, "2020"),
    ({"date": "2020/"}, "2020/"),
    ({"date": "2020~"}, "2020~"),
    ({"date": "2020-05-04T10:00:00Z"}, "2020-05-04"),
    ({"date": "2023-01-07 13:43:14+01:00"}, "2023-01-07"),
    ({"date": "4 mars 2022"}, "2022-03-04"),
    ({"date": "March 4, 2022"}, "2022-03-04"),
    ({"date": "2022/03/04"}, "2022-03-04"),
    ({"year": "c2004"}, "2004"),
    ({"year": "[2004]"}, "2004"),
    ({"year": "2004a"}, "2004"),
    ({"year": "2004--05"}, "2004/2005"),
    ({"year": "2004–2005"}, "2004/2005"),
    ({"date": "2020", "year": "2019"}, "2020"),
]


@pytest.mark.parametrize(("fields", "date"), DATES)
def test_a_date_is_read(fields: dict[str, str], date: str) -> None:
    assert dated(fields).date == date
    assert dated(fields).unread == ""


@pytest.mark.parametrize("value", ["20", "20001", "2020-13", "2020-05-32", "snart", "2001/2002/2003", "/"])
def test_what_is_no_date_is_left_unread(value: str) -> None:
    assert (dated({"date": value}).date, dated({"date": value}).unread) == ("", value)


@pytest.mark.parametrize("value", ["u.å.", "u. å.", "n.d.", "s.a.", "No date", "utan år"])
def test_a_work_without_a_year_says_so(value: str) -> None:
    assert is_undated(value)
    assert dated({"year": value}).date == dated({"year": value}).unread == ""


@pytest.mark.parametrize(
    ("value", "state"),
    [("in press", "inpress"), ("Forthcoming", "forthcoming"), ("under review", "submitted"), ("i tryck", "inpress")],
)
def test_the_state_of_a_work_may_stand_for_its_year(value: str, state: str) -> None:
    assert (dated({"year": value}).state, dated({"year": value}).from_year) == (state, True)
    assert (dated({"pubstate": value}).state, dated({"pubstate": value}).from_year) == (state, False)


def test_the_years_of_a_range_are_known() -> None:
    assert dated({"date": "2020-05-04/2021-12"}).years == (2020, 2021)
