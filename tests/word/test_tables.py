"""Tables: their cells with their places, and what has been changed in them."""

from __future__ import annotations

from tests.word.ooxml import dele, p, r, table
from tests.word.written import word

from kefu.word import State


def test_cells_have_their_table_row_and_column() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p(r("ab"))}</w:tc>'
    tall = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc>"
    inner = table([p(r("i"))])
    found = word(table([wide, p(r("c"))], [tall, p(r("d")), p(r("e")) + inner + p(r("f"))]), table([p(r("g"))]))

    assert [(each.text, each.cell) for each in found.paragraphs] == [
        ("ab", (1, 1, 1)),
        ("c", (1, 1, 3)),
        ("", (1, 2, 1)),
        ("d", (1, 2, 2)),
        ("e", (1, 2, 3)),
        ("i", (2, 1, 1)),
        ("f", (1, 2, 3)),
        ("g", (3, 1, 1)),
    ]


def test_rows_and_cells_in_content_controls_count() -> None:
    row = f"<w:tr><w:sdt><w:sdtPr/><w:sdtContent><w:tc>{p(r('b'))}</w:tc></w:sdtContent></w:sdt></w:tr>"
    inner = f"<w:tbl><w:tr><w:tc>{p(r('a'))}</w:tc></w:tr><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"

    assert [(each.text, each.cell) for each in word(inner).paragraphs] == [("a", (1, 1, 1)), ("b", (1, 2, 1))]


def test_a_span_that_lies_costs_nothing() -> None:
    cells = [
        f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p()}</w:tc>' for span in ("9" * 50, "x", "99999", "1")
    ]

    assert [each.cell for each in word(table(cells)).paragraphs] == [(1, 1, 1), (1, 1, 2), (1, 1, 3), (1, 1, 1003)]


def test_columns_that_a_row_leaves_out_count() -> None:
    row = f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc>{p(r("a"))}</w:tc></w:tr></w:tbl>'

    assert [each.cell for each in word(row).paragraphs] == [(1, 1, 3)]


def test_a_change_of_a_row_says_what_is_in_it_but_not_everything() -> None:
    cells = f"<w:tc>{p(r('a' * 150))}</w:tc><w:tc>{p(r('b' * 150))}</w:tc>"
    first, second = word(f"<w:tbl><w:tr><w:trPr>{dele()}</w:trPr>{cells}</w:tr></w:tbl>").paragraphs

    assert first.changes[0].words == f"{'a' * 150} | {'b' * 47}…"
    assert second.changes == ()
    assert [each.pieces[0].state for each in (first, second)] == [State.DELETED, State.DELETED]


def test_a_row_without_a_paragraph_is_told_at_the_next_one() -> None:
    found = word(f"<w:tbl><w:tr><w:trPr>{dele()}</w:trPr><w:tc/></w:tr></w:tbl>", p(r("efter")))

    assert [(each.text, [change.element for change in each.changes]) for each in found.paragraphs] == [
        ("efter", ["del"])
    ]
