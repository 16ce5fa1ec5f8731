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
from kefu.check.readers.pdf.objects import Unreadable, open_objects

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


def test_what_is_no_stream_adds_nothing_to_a_page() -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = Array(
            [pdf.make_stream(b"q"), pdf.make_indirect(Dictionary()), pdf.make_stream(b"")]
        )

    objects = objects_of(plant)
    assert page_content(objects, objects.dictionary(objects.pages[0])) == b"q"


@pytest.mark.parametrize(("levels", "value"), [(59, 90), (60, None)])
def test_an_attribute_is_looked_for_in_so_many_nodes(levels: int, value: int | None) -> None:
    node: dict[str, Any] = {"/Rotate": 90}
    for _ in range(levels):
        node = {"/Parent": node}

    assert inherited(objects_of(lambda _: None), node, "/Rotate") == value


def chained(pdf: pikepdf.Pdf, levels: int) -> pikepdf.Object:
    """Return a form that draws another one, and so on: so many altogether."""
    inner = form(pdf, b"q Q")
    for _ in range(levels - 1):
        outer = form(pdf, b"/X Do")
        outer.Resources.XObject = Dictionary(X=inner)
        inner = outer
    return inner


@pytest.mark.parametrize(("levels", "refused"), [(60, False), (61, True)])
def test_forms_may_draw_others_so_deeply(levels: int, *, refused: bool) -> None:
    def on_a_page(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=chained(pdf, levels))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")

    def elsewhere(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Loose = form(pdf, b"/X Do")
        pdf.Root.Loose.Resources.XObject = Dictionary(X=chained(pdf, levels))

    assert [bool(overdrawn(objects_of(plant))) for plant in (on_a_page, elsewhere)] == [refused, refused]


def test_what_a_file_draws_is_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def on_a_page(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form(pdf, b"q Q"))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do /X Do")
        pdf.add_blank_page()

    def elsewhere(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"")
        for name in ("/One", "/Two"):
            pdf.Root[name] = form(pdf, b"/X Do")
            pdf.Root[name].Resources.XObject = Dictionary(X=form(pdf, b"q Q"))

    on_page, off_page = map(objects_of, (on_a_page, elsewhere))
    for objects, total in ((on_page, 11 + 2000 + 2 * 1003), (off_page, 1000 + 2 * (1005 + 1003))):
        monkeypatch.setattr("kefu.check.readers.pdf.drawn.LARGEST_TOTAL", total + 1)
        assert overdrawn(objects) == ""
        monkeypatch.setattr("kefu.check.readers.pdf.drawn.LARGEST_TOTAL", total)
        assert overdrawn(objects)


def test_pictures_and_what_is_no_form_are_not_drawn() -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        dot = pdf.make_stream(b"/Dot Do", Subtype=Name.Image, Width=1, Height=1)
        forms = Dictionary(Dot=pdf.make_indirect(dot), Direct=Dictionary(), Empty=form(pdf, b""))
        pdf.pages[0].obj.Resources.XObject = forms
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/Dot Do /Direct Do /Empty Do /Missing Do")

    assert overdrawn(objects_of(plant)) == ""


def test_glyphs_that_are_no_streams_are_passed_over() -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        glyph(pdf)
        pdf.Root.Made.CharProcs.b = Dictionary()
        pdf.Root.Made.CharProcs.c = pdf.make_indirect(Dictionary())

    assert read(objects_of(plant)) == [("PDF stream", SAID)]


def test_what_belongs_to_nothing_is_drawn_with_so_many_fonts() -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        without_resources(pdf)
        pdf.Root.Sets = Array([Dictionary(Resources=Dictionary(Font=Dictionary(F=number))) for number in range(70)])

    assert len(drawings(objects_of(plant), lambda _: "PDF stream", pages=False)) == 64


def test_streams_that_show_nothing_are_passed_over() -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Damaged = pdf.make_indirect(pdf.make_stream(SHOWN, Filter=Name.FlateDecode))
        pdf.Root.Dot = pdf.make_indirect(pdf.make_stream(SHOWN, Subtype=Name.Image, Width=1, Height=1))
        pdf.Root.Zero = form(pdf)

    assert read(objects_of(plant)) == [("PDF stream", SAID)]


def test_strings_in_resources_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Loose = form(pdf)
        pdf.Root.Loose.Resources.ExtGState = Dictionary(G=Dictionary(Said=pikepdf.String("å")))

    objects, made = objects_of(plant), list[bytes]()
    monkeypatch.setattr("kefu.check.readers.pdf.drawn.page_texts", made.append)
    drawn(objects, drawings(objects, lambda _: "PDF stream", pages=False))

    with pikepdf.open(io.BytesIO(made[0])) as pdf:
        assert str(pdf.pages[0].obj.Resources.ExtGState.G.Said) == "å"


def test_fonts_may_stand_where_they_are_used() -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        codes = Dictionary(Type=Name.Encoding, Differences=Array([82, Name.S]))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=codes)
        pdf.Root.Loose = form(pdf)
        pdf.Root.Loose.Resources = Dictionary(Font=Dictionary(F=font))

    assert read(objects_of(plant)) == [("PDF stream", SAID.replace("R", "S"))]


@pytest.mark.parametrize(("levels", "refused"), [(60, False), (61, True)])
def test_resources_may_be_nested_so_deeply(levels: int, *, refused: bool) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        for made in (Dictionary, lambda **given: Array([*given.values()])):
            inner: pikepdf.Object = Dictionary()
            for _ in range(levels):
                inner = made(A=inner)
            pdf.Root[f"/{made is Dictionary}"] = form(pdf)
            pdf.Root[f"/{made is Dictionary}"].Resources.ExtGState = Dictionary(G=inner)

    objects = objects_of(plant)
    for drawing in drawings(objects, lambda _: "PDF stream", pages=False):
        if refused:
            with pytest.raises(Unreadable, match="cannot be read"):
                drawn(objects, [drawing])
        else:
            assert [page and page.text for page in drawn(objects, [drawing])] == [SAID]


def test_so_much_is_drawn_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.One, pdf.Root.Two = form(pdf), form(pdf)

    objects = objects_of(plant)
    assert read(objects) == [("PDF stream", SAID)] * 2
    for name, most in (("MOST_PAGES", 2), ("LARGEST_TOTAL", 2 * len(SHOWN))):
        with monkeypatch.context() as patched:
            patched.setattr(f"kefu.check.readers.pdf.drawn.{name}", most)
            assert len(read(objects)) == 2
            patched.setattr(f"kefu.check.readers.pdf.drawn.{name}", most - 1)
            with pytest.raises(Unreadable, match="it can draw more"):
                read(objects)


def test_marked_content_may_be_named_in_resources_and_a_page_that_is_not_read_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Loose = form(pdf, b"/P /M BDC " + SHOWN + b" EMC")
        pdf.Root.Loose.Resources.Properties = Dictionary(M=Dictionary(MCID=4), N=Dictionary(MCID=Name.Four))

    objects = objects_of(plant)
    (reference,) = (key for key, value in objects.streams.items() if value.data and b"/M BDC" in value.data)
    assert marked_in_form(objects, reference) == {4: SAID}
    monkeypatch.setattr("kefu.check.readers.pdf.drawn.page_texts", lambda _: (None,))
    assert marked_in_form(objects, reference) == {}
