"""The widths of a table's columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kefu.engines.docx_styles import TEXT_WIDTH
from kefu.engines.docx_tables import LETTER, PADDING, widths_for

COLUMNS = st.lists(st.lists(st.text("abc ", max_size=120), max_size=5), min_size=1, max_size=12)


@given(COLUMNS)
def test_columns_together_are_as_wide_as_the_text(texts: list[list[str]]) -> None:
    widths = widths_for(texts)

    assert len(widths) == len(texts)
    assert all(width > 0 for width in widths)
    assert abs(sum(widths) - TEXT_WIDTH) <= len(texts)


@given(COLUMNS)
def test_no_word_is_broken_where_all_have_room(texts: list[list[str]]) -> None:
    longest = [max((len(word) for text in column for word in text.split()), default=1) for column in texts]
    least = [PADDING + LETTER * letters for letters in longest]

    if sum(least) <= TEXT_WIDTH:
        assert all(width >= low - 1 for width, low in zip(widths_for(texts), least, strict=True))


def test_a_column_of_text_is_wider_than_one_of_numbers() -> None:
    text, number = widths_for([["Undervisning, ledning och elevhälsa", "Lokaler"], ["Kronor", "1 300"]])

    assert text > 3 * number
