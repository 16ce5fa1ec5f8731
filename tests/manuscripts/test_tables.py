"""Tables keep every cell in the form that Markdown has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.manuscripts.imports import TITLE, planned, said, text, word
from tests.word.ooxml import p, r, table

if TYPE_CHECKING:
    from pathlib import Path


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(words))}</w:tc>"


def test_merged_cells_are_parted_and_none_is_lost(small: Path) -> None:
    rows = (
        [cell("År", '<w:vMerge w:val="restart"/>'), cell("Kostnad", '<w:gridSpan w:val="2"/>')],
        [cell("", "<w:vMerge/>"), cell("a"), cell("b")],
        [cell("2020"), cell("1"), cell("2")],
    )
    rows_ = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
    body = f'<w:tbl><w:tblPr><w:tblLook w:val="04A0"/></w:tblPr>{grid}{rows_}</w:tbl>'

    plan = planned(small, word(TITLE, p(r("Se.")), body, p(r("Slut."))))

    lines = [line.strip("|").split("|") for line in text(plan).splitlines() if line.startswith("|")]
    assert [[each.strip() for each in line] for line in lines if "-" not in line[0]] == [
        ["År", "Kostnad", ""], ["", "a", "b"], ["2020", "1", "2"],
    ]  # fmt: skip
    assert "merged cells are parted" in said(plan)
    assert "a table has no caption" in said(plan)


def test_a_cell_with_paragraphs_keeps_them_and_a_caption_above_is_that_of_the_table(small: Path) -> None:
    body = (
        p(r("Tabell 3: Vad som sades"), style="Beskrivning"),
        table([p(r("Vem")), p(r("Vad"))], [p(r("Sara")), p(r("Ett.")) + p(r("Två."))]),
        p(r("Slut.")),
    )

    written = text(planned(small, word(TITLE, *body)))

    assert ": Vad som sades {#tbl-badhuset-vad-sades}" in written
    assert "| Sara" in written
    assert written.index("Ett.") < written.index("Två.") < written.index(": Vad")


def test_the_first_row_is_the_head_and_it_is_told_if_nothing_says_so(small: Path) -> None:
    plan = planned(small, word(TITLE, table([p(r("A")), p(r("B"))], [p(r("1")), p(r("2"))])))

    assert text(plan).startswith("| A   | B   |\n|-----|-----|\n| 1   | 2   |")
    assert "the first row is taken for it" in said(plan)


def test_a_table_in_a_table_is_taken_apart(small: Path) -> None:
    inner = table([p(r("inre"))])
    plan = planned(small, word(TITLE, table([p(r("A")), p(r("B"))], [p(r("1")), inner + p()])))

    assert "inre" in text(plan)
