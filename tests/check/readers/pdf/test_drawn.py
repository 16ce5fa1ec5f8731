"""What a PDF can draw though no page may show it is read, unless that would take everything."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from kefu.check.readers.pdf.drawn import (
    drawings,
    drawn,
    inherited,
    is_program,
    marked_in_form,
    overdrawn,
    page_content,
)
from kefu.check.readers.pdf.objects import open_objects

if TYPE_CHECKING:
    from collections.abc import Callable

    from kefu.check.readers.pdf.objects import PdfObjects

SHOWN = b"BT /F 9 Tf 9 9 Td (Rektorn hade sett det) Tj ET"


def objects_of(plant: Callable[[pikepdf.Pdf], Any]) -> PdfObjects:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj
        page.Resources = fonts(pdf)
        page.Contents = Array([pdf.make_stream(b"q"), pdf.make_stream(b"Q")])
        plant(pdf)
        written = io.BytesIO()
        pdf.save(written)
    return open_objects(written.getvalue())


def fonts(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    return Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))


def form(pdf: pikepdf.Pdf, content: bytes = SHOWN) -> pikepdf.Object:
    stream = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
    stream.Resources = fonts(pdf)
    return pdf.make_indirect(stream)


def read(objects: PdfObjects, *, pages: bool = False) -> list[tuple[str, str]]:
    """Return channel and text of what is drawn beside the pages."""
    wanted = drawings(objects, lambda _: "PDF stream", pages=pages)
    texts = drawn(objects, wanted)
    return [(one.channel, text.text) for one, text in zip(wanted, texts, strict=True) if text and text.text]


SAID = "Rektorn hade sett det"


def loose(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Loose = form(pdf)


def without_resources(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Loose = pdf.make_indirect(pdf.make_stream(SHOWN))


def removed(pdf: pikepdf.Pdf) -> None:
    page = pdf.add_blank_page().obj
    page.Resources, page.Contents = fonts(pdf), pdf.make_stream(SHOWN)
    pdf.Root.Kept = page
    del pdf.pages[1]


def glyph(pdf: pikepdf.Pdf) -> None:
    made = Dictionary(Type=Name.Font, Subtype=Name.Type3, Resources=fonts(pdf))
    made.CharProcs = Dictionary(a=pdf.make_indirect(pdf.make_stream(SHOWN)))
    pdf.Root.Made = pdf.make_indirect(made)


@pytest.mark.parametrize("plant", [loose, without_resources, removed, glyph], ids=lambda plant: plant.__name__)
def test_text_that_no_page_shows_is_read(plant: Callable[[pikepdf.Pdf], Any]) -> None:
    assert read(objects_of(plant)) == [("PDF stream", SAID)]


def test_a_file_that_draws_nothing_beside_its_pages_has_nothing_to_read() -> None:
    objects = objects_of(lambda pdf: pdf.pages[0].obj.__setattr__("Contents", pdf.make_stream(SHOWN)))

    assert read(objects) == []
    assert read(objects, pages=True) == [("PDF page text", SAID)]


def test_text_is_read_as_it_is_drawn_and_not_as_what_stands_in_for_it() -> None:
    content = b"/Span <</ActualText (Inget)>> BDC " + SHOWN.replace(b"9 Tf", b"0 Tf") + b" EMC"

    assert read(objects_of(lambda pdf: pdf.Root.__setattr__("Loose", form(pdf, content)))) == [("PDF stream", SAID)]


def test_marked_content_of_a_form_is_read_by_its_identifiers() -> None:
    content = b"/P <</MCID 4>> BDC " + SHOWN + b" EMC"
    objects = objects_of(lambda pdf: pdf.Root.__setattr__("Loose", form(pdf, content)))
    (reference,) = (key for key, value in objects.streams.items() if value.data == content)

    assert marked_in_form(objects, reference) == {4: SAID}
    assert marked_in_form(objects, "99 0 R") == {}


def test_the_content_of_a_page_is_its_streams_in_order() -> None:
    objects = objects_of(lambda _: None)

    assert page_content(objects, objects.dictionary(objects.pages[0])) == b"q\nQ"


def test_an_attribute_is_inherited_from_the_nodes_above() -> None:
    objects = objects_of(lambda pdf: pdf.Root.Pages.__setitem__("/Rotate", 90))
    page = objects.dictionary(objects.pages[0])

    assert inherited(objects, page, "/Rotate") == 90
    assert inherited(objects, {**page, "/Rotate": 0}, "/Rotate") == 0
    assert inherited(objects, page, "/Nowhere") is None


def in_itself(pdf: pikepdf.Pdf) -> None:
    own = form(pdf, b"/X Do")
    own.Resources.XObject = Dictionary(X=own)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=own)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


def multiplied(pdf: pikepdf.Pdf) -> None:
    inner = form(pdf)
    for _ in range(12):
        outer = form(pdf, b"/X Do " * 10)
        outer.Resources.XObject = Dictionary(X=inner)
        inner = outer
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


@pytest.mark.parametrize("plant", [in_itself, multiplied], ids=lambda plant: plant.__name__)
def test_a_file_that_draws_more_than_can_be_read_is_refused(plant: Callable[[pikepdf.Pdf], Any]) -> None:
    assert overdrawn(objects_of(plant)) == "its pages draw more than may be read, or something that draws itself"


def test_a_form_that_is_drawn_a_few_times_is_read() -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form(pdf))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do " * 20)

    assert overdrawn(objects_of(plant)) == ""


@pytest.mark.parametrize(
    ("dictionary", "program"),
    [
        ({"/Subtype": "/Image"}, True),
        ({"/Subtype": "/Type1C"}, True),
        ({"/Type": "/ObjStm"}, True),
        ({"/Length1": 100}, True),
        ({"/Subtype": "/Form", "/Length1": 100}, False),
        ({}, False),
    ],
)
def test_streams_that_are_no_content_are_known(dictionary: dict[str, Any], program: bool) -> None:
    assert is_program(dictionary) is program
