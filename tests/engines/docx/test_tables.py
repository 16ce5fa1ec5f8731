"""The columns of a table in a Word file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from kefu.engines.docx.tables import PADDING, finish_table
from kefu.engines.docx.xml import W
from kefu.fonts import width_of
from kefu.theme import THEME

if TYPE_CHECKING:
    from kefu.theme import Theme

NAMESPACE: Final = W.strip("{}")
HEADER: Final = "<w:trPr><w:tblHeader/></w:trPr>"
ROWS: Final = (
    ("Post", "Budget 2022", "Avvikelse enligt nämnderna", "Avvikelse enligt avdelningen"),
    ("Miljö- och byggnadsnämnden", "−17", "+3", "+19"),
    ("Summa", "+2 215", "+4", "+4"),
)


def table(texts: tuple[tuple[str, ...], ...]) -> ET.Element:
    cells = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = [
        f"<w:tr>{'' if number else HEADER}{''.join(map(cells.format, row))}</w:tr>" for number, row in enumerate(texts)
    ]
    grid = "<w:gridCol/>" * len(texts[0])
    text = f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    return ET.fromstring(text)  # noqa: S314 - made here


def widths(size: float, theme: Theme = THEME, rows: tuple[tuple[str, ...], ...] = ROWS) -> list[int]:
    made = table(rows)
    finish_table(made, theme, size)
    return [int(column.get(f"{W}w", "0")) for column in made.iter(f"{W}gridCol")]


@pytest.mark.parametrize("size", [11, 14])
def test_columns_fill_the_text_and_have_room_for_every_word_in_a_wider_font(size: int) -> None:
    made = widths(size)

    assert sum(made) == pytest.approx(7767, abs=len(made))
    for column, width in zip(zip(*ROWS, strict=True), made, strict=True):
        longest = max(width_of(word, "SourceSansPro-Regular") for text in column for word in text.split())
        assert width >= PADDING + 1.2 * longest * 0.88 * size * 20


def test_a_number_with_its_sign_stays_whole_in_a_wider_font() -> None:
    rows = (("Post", "A", "B"), ("Det som skiljer mot året före, med en lång förklaring " * 2, "−21", "+18"))
    _, *numbers = widths(11, rows=rows)

    in_dejavu_sans = (0.838 + 2 * 0.636) * 0.88 * 11 * 20
    assert min(numbers) >= PADDING + in_dejavu_sans


def test_larger_type_leaves_less_to_the_text() -> None:
    wide = replace(THEME, measures=replace(THEME.measures, side_margin=28.0))
    (text, *numbers), (larger, *others) = widths(11, wide), widths(14, wide)

    assert larger < text
    assert sum(others) > sum(numbers)


def test_wider_margins_leave_a_table_less() -> None:
    narrow = replace(THEME, measures=replace(THEME.measures, side_margin=50.0))

    assert sum(widths(11, narrow)) == pytest.approx(110 / 25.4 * 1440, abs=3)
