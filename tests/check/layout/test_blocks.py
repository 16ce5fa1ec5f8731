"""The blocks of a PDF with their lines, as its structure tree tells them."""

from __future__ import annotations

from kefu.check.layout.blocks import Block, blocks_of, flows, on
from kefu.check.readers import Element, Structure


def structure(*elements: Element) -> Structure:
    return Structure(
        title="", displays_title=True, language="sv", marked=True, pdf_ua="1", pdf_a="2A", unembedded=(),
        elements=elements,
    )  # fmt: skip


def leaf(role: str, text: str, *lines: tuple[int, float]) -> Element:
    return Element(role=role, children=(text,), lines=lines)


def test_paragraphs_have_the_lines_of_what_is_in_them_but_not_of_footnotes() -> None:
    link = leaf("Link", "länk", (1, 680))
    note = leaf("Note", "Not", (1, 90))
    paragraph = Element(role="P", children=("Se ", link), lines=((1, 700),))
    (made,) = blocks_of(structure(paragraph))
    assert (made.role, made.text, made.lines, made.pages) == ("P", "Se länk", ((1, 700), (1, 680)), (1,))
    outer = Element(role="P", children=("Se", note), lines=((1, 700),))
    assert [(block.role, block.text) for block in blocks_of(structure(outer))] == [("P", ""), ("Note", "Not")]


def test_what_holds_blocks_is_none_itself() -> None:
    items = Element(role="L", children=(leaf("LI", "a", (1, 700)), leaf("LI", "b", (2, 700))))
    assert [(block.text, block.pages) for block in blocks_of(structure(items))] == [("a", (1,)), ("b", (2,))]


def test_a_table_has_rows_without_its_header() -> None:
    head = Element(role="THead", children=(leaf("TR", "h", (1, 90)),))
    body = Element(role="TBody", children=(leaf("TR", "a", (1, 80)), leaf("TR", "b", (2, 700))))
    (table,) = blocks_of(structure(Element(role="Table", children=(head, body))))
    assert [[*row] for row in table.rows] == [[(1, 80)], [(2, 700)]]
    assert table.pages == (1, 2)


def test_a_figure_stands_on_its_page_although_it_has_no_lines() -> None:
    (figure,) = blocks_of(structure(Element(role="Figure", page=4)))
    assert figure.pages == (4,)


def test_raised_numbers_are_on_the_line_beside_them() -> None:
    block = Block(role="P", text="", lines=((1, 700), (1, 703.5), (1, 686), (2, 500)))
    assert on(1, [block]) == [703.5, 686]


def test_a_chapter_goes_from_its_heading_to_the_next_and_contents_are_none() -> None:
    blocks = [Block(role=role, text=role, lines=((1, 1),)) for role in ("P", "H1", "TOC", "H1", "P", "H2", "H1", "P")]
    assert [[block.role for block in flow] for flow in flows(blocks)] == [["H1", "P", "H2"], ["H1", "P"]]
