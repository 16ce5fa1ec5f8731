"""What lies on a page beside its content is told with its page, its words, and the element that it belongs to."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, String

from kefu.check.readers.pdf.tag_tree import read_structure
from kefu.check.readers.structure import Annotation

if TYPE_CHECKING:
    from kefu.check.readers.structure import Structure

SOURCE = """
#set document(title: "Ett fall")
#set text(lang: "sv", region: "SE")
= Ett fall
#pagebreak()
#link("https://example.org/")[Protokollet] finns.
"""


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    """Return a file with a link on its second page, which a test may change."""
    content = typst.compile(SOURCE.encode(), ignore_system_fonts=True, pdf_standards=["ua-1", "a-2a"])
    return pikepdf.open(io.BytesIO(bytes(content)))


def read(pdf: pikepdf.Pdf) -> Structure:
    written = io.BytesIO()
    pdf.save(written)
    return read_structure(written.getvalue())


LINK = Annotation(page=2, kind="Link", description="https://example.org/", flags=4, owner="Link")


def test_a_link_belongs_to_the_element_that_holds_it(pdf: pikepdf.Pdf) -> None:
    structure = read(pdf)

    assert structure.annotations == (LINK,)
    assert structure.untabbed == ()


def test_what_the_tree_does_not_hold_belongs_to_nothing(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    comment = Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents=String("Kom ihåg"), Rect=Array([0, 0, 9, 9]))
    page.Annots = Array([pdf.make_indirect(comment), Dictionary(Type=Name.Annot, Subtype=Name.Link, F=2)])

    structure = read(pdf)

    assert structure.annotations == (
        Annotation(page=1, kind="Text", description="Kom ihåg", flags=0, owner=""),
        Annotation(page=1, kind="Link", description="", flags=2, owner=""),
        LINK,
    )


@pytest.mark.parametrize("order", [None, Name.R], ids=["none", "by rows"])
def test_pages_whose_annotations_are_not_in_the_order_of_the_tree_are_told(
    pdf: pikepdf.Pdf, order: pikepdf.Name | None
) -> None:
    del pdf.pages[1].obj.Tabs
    if order:
        pdf.pages[1].obj.Tabs = order

    assert read(pdf).untabbed == (2,)
