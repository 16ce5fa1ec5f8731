"""Tables that forget a member."""

from __future__ import annotations

from enum import StrEnum

import pytest

from kefu.completeness import complete


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"
    BLUE = "blue"


def test_a_table_that_forgets_a_member_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match=r"Colour\.GREEN"):
        complete(Colour, {Colour.RED: 1, Colour.BLUE: 2})
    with pytest.raises(ValueError, match=r"'north', 'south'"):
        complete(("north", "south", "west"), ("west",))


def test_a_table_that_forgets_nothing_is_returned_as_it_is() -> None:
    table = {Colour.BLUE: 3, Colour.GREEN: 2, Colour.RED: 1}
    assert complete(Colour, table) is table
