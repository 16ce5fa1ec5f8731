from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from kefu.check.readers.pdf.objects import Unreadable
from kefu.check.readers.pdf.text import page_texts


def page(content: bytes) -> bytes:
    with pikepdf.new() as pdf:
        made = pdf.add_blank_page().obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        made.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        drawn = b"/P <</MCID 3>> BDC BT /F 9 Tf 9 50 Td (form) Tj ET EMC"
        form = pdf.make_stream(drawn, Subtype=Name.Form, BBox=[0, 0, 99, 99])
        form.Resources = made.Resources
        made.Resources.XObject = Dictionary(X=pdf.make_indirect(form))
        made.Contents = pdf.make_stream(content)
        written = io.BytesIO()
        pdf.save(written)
        return written.getvalue()


def test_marked_content_is_told_apart() -> None:
    (found,) = page_texts(
        page(b"BT /F 9 Tf 9 90 Td /P <</MCID 0>> BDC (ett) Tj EMC 90 0 Td /P <</MCID 5>> BDC (fall) Tj EMC ET")
    )

    assert found is not None
    assert found.text.split() == ["ett", "fall"]
    assert {identifier: text.strip() for identifier, text in found.marked.items()} == {0: "ett", 5: "fall"}


def test_what_a_form_draws_belongs_to_what_draws_the_form() -> None:
    (found,) = page_texts(page(b"/P <</MCID 7>> BDC /X Do EMC"))

    assert found is not None
    assert found.marked == {7: "form"}


def test_what_a_form_marks_by_itself_is_no_marked_content_of_the_page() -> None:
    (found,) = page_texts(page(b"/X Do"))

    assert found is not None
    assert found.marked == {}


def test_what_is_in_no_marked_content_is_in_the_text_alone() -> None:
    (found,) = page_texts(page(b"BT /F 9 Tf 9 90 Td (ensam) Tj ET"))

    assert found is not None
    assert found.text == "ensam"
    assert found.marked == {}


def test_what_pdfium_does_not_read_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="pdfium cannot read it"):
        page_texts(b"%PDF-1.7")
