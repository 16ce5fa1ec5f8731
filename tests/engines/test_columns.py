"""Where the cells of a table stand, and how wide its columns are."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kefu import tree
from kefu.engines.columns import WHOLE, Columns, cells, extent, natural, placed, widths

ROOM: Final = 90.0
PADDING: Final = 2.0

COLUMNS: Final = st.lists(
    st.lists(
        st.builds(
            extent,
            row=st.integers(0, 4),
            text=st.text("abc \N{NO-BREAK SPACE}", max_size=120),
            in_head=st.booleans(),
            measure=st.just(len),
        ),
        max_size=5,
    ),
    min_size=1,
    max_size=12,
)


def of(*columns: list[str]) -> Columns:
    """Return columns of texts, the first of which is each column's title."""
    return [
        [extent(text, row=row, in_head=not row, measure=len) for row, text in enumerate(column)] for column in columns
    ]


@given(COLUMNS)
def test_columns_fill_the_room(columns: Columns) -> None:
    made = widths(columns, ROOM, PADDING)

    assert len(made) == len(columns)
    assert all(width > 0 for width in made)
    assert sum(made) == pytest.approx(ROOM)


@given(COLUMNS)
def test_no_word_is_broken_where_all_have_room(columns: Columns) -> None:
    least = [PADDING + max((one.word for one in column), default=1) for column in columns]
    assume(sum(least) <= ROOM)

    assert all(width >= low - 1e-9 for width, low in zip(widths(columns, ROOM, PADDING), least, strict=True))


@given(COLUMNS)
def test_no_text_is_broken_where_all_have_room(columns: Columns) -> None:
    assume(natural(columns, PADDING) <= ROOM)

    for width, column in zip(widths(columns, ROOM, PADDING), columns, strict=True):
        assert all(width >= one.lines - 1e-9 for one in column)


def test_the_column_of_long_texts_gives_way_and_titles_take_two_lines() -> None:
    post, budget, deviation = widths(
        of(["Post", "Miljö- och byggnadsnämnden"], ["Budget", "−17"], ["Avvikelse enligt nämnderna", "+3"]), 60, PADDING
    )

    assert post >= PADDING + len("Miljö- och byggnadsnämnden")
    assert budget >= PADDING + len("Budget")
    assert deviation < PADDING + len("Avvikelse enligt nämnderna")
    assert deviation >= PADDING + len("Avvikelse enligt")


def test_a_date_is_not_broken_and_no_number_with_a_space() -> None:
    long = "Ett svar som är mycket längre än vad som ryms på en rad i en tabell med tre kolumner"
    date, number, text = widths(
        of(["Dag", "19 maj 2025"], ["Kronor", "1\N{NO-BREAK SPACE}300\N{NO-BREAK SPACE}000"], ["", long]), 50, PADDING
    )

    assert len("19 maj 2025") <= WHOLE
    assert date >= PADDING + len("19 maj 2025")
    assert number >= PADDING + len("1 300 000")
    assert text < PADDING + len(long)


def test_where_little_is_missing_the_widest_columns_give_way_alone() -> None:
    texts = ("Gruppledaren", "Snabbhet, samtal", "Tempo och följd", "Utskottet behandlar HR")
    *first, last = widths(of(*(["Väg", text] for text in texts)), 70, PADDING)

    assert first == pytest.approx([PADDING + len(text) for text in texts[:3]])
    assert last < PADDING + len(texts[3])


def test_where_much_is_missing_the_longest_text_gets_most_room() -> None:
    texts = (
        "Prognosen",
        "Kvarnhults kommun",
        "Två prognoser som båda går att försvara ger olika besked om underskottet",
    )
    case, organisation, dilemma = widths(of(*(["", *[text] * 4] for text in texts)), 70, PADDING)

    assert case >= PADDING + len(texts[0])
    assert organisation < PADDING + len(texts[1])
    assert dilemma > 2 * organisation


CELL: Final = ["", [], []]


def cell(name: str, height: int = 1, width: int = 1) -> list[Any]:
    return [CELL, {"t": "AlignDefault"}, height, width, [{"t": "Plain", "c": [{"t": "Str", "c": name}]}]]


def test_a_cell_that_reaches_down_moves_those_below_it_aside() -> None:
    rows = [
        [CELL, [cell("a", height=2), cell("b", width=2)]],
        [CELL, [cell("c"), cell("d")]],
        [CELL, [cell("e"), cell("f"), cell("g")]],
    ]

    found = [[(column, tree.plain(content)) for column, (*_, content) in row] for row in placed(rows, 3)]
    assert found == [[(0, "a"), (1, "b")], [(1, "c"), (2, "d")], [(0, "e"), (1, "f"), (2, "g")]]


def test_cells_are_found_by_column_without_those_that_reach_over_several() -> None:
    head = [CELL, [[CELL, [cell("A"), cell("B")]]]]
    body = [
        CELL,
        0,
        [[CELL, [cell("between", width=2)]]],
        [[CELL, [cell("a", height=2), cell("b")]], [CELL, [cell("c")]]],
    ]
    foot = [CELL, [[CELL, [cell("sum"), cell("3")]]]]
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * 2
    table = {"t": "Table", "c": [CELL, [None, []], columns, head, [body], foot]}

    found = [[(tree.plain(one.blocks), one.row, one.in_head) for one in column] for column in cells(table)]
    assert found == [
        [("A", 1, True), ("a", 3, False), ("sum", 5, False)],
        [("B", 1, True), ("b", 3, False), ("c", 4, False), ("3", 5, False)],
    ]
