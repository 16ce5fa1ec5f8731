from __future__ import annotations

import io
import re
import time
import zlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from kefu.check.leaks.canaries import squeezed
from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.pdf.reader import read_pdf
from kefu.check.readers.pdf.text import page_texts

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "Rektorn hade redan bestämt sig före mötet i Sjövik"
RAW = SENTENCE.encode("cp1252")
SOURCE = """
#set document(title: "Ett fall")
#set text(lang: "sv")
#set page(width: 12cm, height: 9cm)
= Ett fall
Skolan i Sjövik ska byggas om. #footnote[Noten om taket.] Kommunen har frågat alla.
#figure(rect[Bild], alt: "En plan över skolan", caption: [Planen])
#pagebreak()
== Mötet
#link("https://example.org/")[Protokollet] finns.
"""


@pytest.fixture(scope="module")
def base() -> bytes:
    """Return a small tagged PDF of two pages."""
    return bytes(typst.compile(SOURCE.encode(), ignore_system_fonts=True))


def nested(name: str, content: bytes) -> Reading:
    return Reading(channels=(Channel(name="nested", place=name, text=content.decode("utf-8", "ignore")),))


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    written = io.BytesIO()
    pdf.save(written, **options)
    return written.getvalue()


def planted(base: bytes, plant: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    with pikepdf.open(io.BytesIO(base)) as pdf:
        plant(pdf)
        return saved(pdf, **options)


def finds(reading: Reading, channel: str, text: str = SENTENCE) -> bool:
    return any(squeezed(text) in squeezed(each.text) for each in reading.channels if each.name == channel)


def font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )


def resources(pdf: pikepdf.Pdf, **more: Any) -> pikepdf.Object:
    return Dictionary(Font=Dictionary(Planted=font(pdf)), **more)


def form(pdf: pikepdf.Pdf, content: bytes, **more: Any) -> pikepdf.Object:
    stream = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 100], **more)
    stream.Resources = resources(pdf)
    return pdf.make_indirect(stream)


SHOWN = b"BT /Planted 9 Tf 20 20 Td (%b) Tj ET" % RAW


def add_content(pdf: pikepdf.Pdf, content: bytes, **more: Any) -> None:
    page = pdf.pages[0].obj
    page.Resources.Font.Planted = font(pdf)
    for key, value in more.items():
        page.Resources[f"/{key}"] = value
    old = page.Contents if isinstance(page.Contents, Array) else Array([page.Contents])
    page.Contents = Array([*old, pdf.make_stream(content)])


def annotation(pdf: pikepdf.Pdf, subtype: str, **more: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=[0, 0, 9, 9], **more)
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))


def add_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Facit")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    add_content(pdf, b"/OC /Hidden BDC " + SHOWN + b" EMC", Properties=Dictionary(Hidden=layer))


def add_attachment(pdf: pikepdf.Pdf, name: str = "facit.txt", description: str = "") -> None:
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, SENTENCE.encode(), filename=name, description=description)


def add_associated_file(pdf: pikepdf.Pdf) -> None:
    file = pdf.make_indirect(pdf.make_stream(SENTENCE.encode(), Type=Name.EmbeddedFile))
    pdf.Root.AF = Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.md"), EF=Dictionary(F=file)))])


def add_attachment_annotation(pdf: pikepdf.Pdf) -> None:
    file = pdf.make_indirect(pdf.make_stream(SENTENCE.encode()))
    annotation(pdf, "FileAttachment", FS=Dictionary(Type=Name.Filespec, UF=String("a.md"), EF=Dictionary(F=file)))


def add_fields(pdf: pikepdf.Pdf, **field: Any) -> None:
    inner = pdf.make_indirect(Dictionary(T=String("inner"), **field))
    outer = pdf.make_indirect(Dictionary(T=String("outer"), FT=Name.Tx, Kids=Array([inner])))
    pdf.Root.AcroForm = Dictionary(Fields=Array([outer]))


def add_xml_form(pdf: pikepdf.Pdf) -> None:
    template = pdf.make_stream(f'<?xml version="1.0"?><template>{SENTENCE}</template>'.encode())
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("template"), pdf.make_indirect(template)]))


def add_xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["{http://example.org/ns/}note"] = SENTENCE


def add_page_xmp(pdf: pikepdf.Pdf) -> None:
    packet = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" note="{"".join(f"&#{ord(letter)};" for letter in SENTENCE)}"/></rdf:RDF>'
    )
    pdf.pages[1].obj.Metadata = pdf.make_indirect(pdf.make_stream(packet.encode(), Type=Name.Metadata))


def add_pattern(pdf: pikepdf.Pdf) -> None:
    pattern = pdf.make_stream(SHOWN, Type=Name.Pattern, PatternType=1, PaintType=1, BBox=[0, 0, 9, 9])
    pattern.Resources = resources(pdf)
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P=pdf.make_indirect(pattern))


def add_glyph(pdf: pikepdf.Pdf) -> None:
    glyphs = Dictionary(a=pdf.make_indirect(pdf.make_stream(SHOWN)))
    made = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=glyphs, Resources=resources(pdf))
    pdf.pages[0].obj.Resources.Font.Made = pdf.make_indirect(made)


def remove_page(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, SHOWN)
    pdf.Root.Kept = pdf.pages[0].obj
    del pdf.pages[0]
    del pdf.Root.StructTreeRoot


def forget_content(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, SHOWN)
    page = pdf.pages[0].obj
    pdf.Root.Kept = pdf.make_indirect(pdf.make_stream(page.Contents[-1].read_bytes()))
    page.Contents = page.Contents[0]


def structured(pdf: pikepdf.Pdf, **more: Any) -> None:
    tree = pdf.Root.StructTreeRoot
    element = Dictionary(Type=Name.StructElem, S=Name.P, P=tree, **more)
    tree.K.append(pdf.make_indirect(element))


def mapped(pdf: pikepdf.Pdf, key: str) -> None:
    name = f"/{SENTENCE.replace(' ', '-')}"
    pdf.Root.StructTreeRoot[key] = Dictionary({name: Name.P if key == "/RoleMap" else Dictionary(O=Name.Layout)})


def outlined(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].children.append(pikepdf.OutlineItem(SENTENCE, 0))


def information(pdf: pikepdf.Pdf, key: str) -> None:
    pdf.trailer.Info = pdf.make_indirect(Dictionary({key: String(SENTENCE)}))


def named(pdf: pikepdf.Pdf) -> None:
    names = Array([String(SENTENCE), Array([pdf.pages[0].obj, Name.Fit])])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([pdf.make_indirect(Dictionary(Names=names))])))


def destination(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Dests = Dictionary({f"/{SENTENCE.replace(' ', '_')}": Array([pdf.pages[0].obj, Name.Fit])})


def labelled(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SENTENCE))]))


def layered(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SENTENCE)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())


def named_script(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=pdf.make_indirect(pdf.make_stream(f'app.alert("{SENTENCE}")'.encode())))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), action])))


def opening_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f'app.alert("{SENTENCE}")'))


def pictured(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(b"\xff\xd8\xff\xfe" + SENTENCE.encode(), Type=Name.XObject, Subtype=Name.Image)
    picture.Filter = Name.DCTDecode
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=pdf.make_indirect(picture))


KERNED = b"BT /Planted 9 Tf 20 20 Td [%b] TJ ET" % b"".join(b"(%c)%d" % (letter, 30 + letter % 9) for letter in RAW)
SPELLED = b"BT /Planted 9 Tf 20 20 Td %b ET" % b" ".join(b"5 0 Td (%c) Tj" % letter for letter in RAW)
HALVES = RAW.split(b" best\xe4mt ")
HYPHENATED = b"BT /Planted 9 Tf 20 90 Td (%b best\xad) Tj 0 -12 Td (\xe4mt %b) Tj ET" % (HALVES[0], HALVES[1])
STANDING_IN = b"/Span <</ActualText (%b)>> BDC BT /Planted 9 Tf 20 20 Td (%b) Tj ET EMC"
HEXADECIMAL = b"feff" + SENTENCE.encode("utf-16-be").hex().encode()

PLANTED: dict[str, tuple[str, Any]] = {
    "text of a page": ("PDF page text", lambda pdf: add_content(pdf, SHOWN)),
    "text in a layer that is off": ("PDF page text", add_layer),
    "invisible text": ("PDF page text", lambda pdf: add_content(pdf, SHOWN.replace(b"BT", b"BT 3 Tr"))),
    "text outside the page": ("PDF page text", lambda pdf: add_content(pdf, SHOWN.replace(b"20 20", b"7000 7000"))),
    "text without a size": ("PDF page text", lambda pdf: add_content(pdf, SHOWN.replace(b"9 Tf", b"0 Tf"))),
    "text scaled to nothing": (
        "PDF page text",
        lambda pdf: add_content(pdf, b"q 0 0.0 0 0 5 5 cm " + SHOWN + b" Q"),
    ),
    "hyphenated text": ("PDF page text", lambda pdf: add_content(pdf, HYPHENATED)),
    "text of kerned letters": ("PDF page text", lambda pdf: add_content(pdf, KERNED)),
    "text of letters on their own": ("PDF page text", lambda pdf: add_content(pdf, SPELLED)),
    "artifact": ("PDF page text", lambda pdf: add_content(pdf, b"/Artifact BMC " + SHOWN + b" EMC")),
    "text that another one stands in for": (
        "PDF page text",
        lambda pdf: add_content(pdf, STANDING_IN % (b"Inget att se", RAW)),
    ),
    "text that stands in for another one": (
        "PDF page text",
        lambda pdf: add_content(pdf, STANDING_IN % (RAW, b"Inget att se")),
    ),
    "text drawn by a form": (
        "PDF page text",
        lambda pdf: add_content(pdf, b"/F Do", XObject=Dictionary(F=form(pdf, SHOWN))),
    ),
    "outline": ("PDF outline", outlined),
    "title": ("PDF information", lambda pdf: information(pdf, "/Title")),
    "custom information": ("PDF information", lambda pdf: information(pdf, "/Anteckning")),
    "custom XMP property": ("PDF XMP", add_xmp),
    "XMP of a page": ("PDF XMP", add_page_xmp),
    "alternative text": ("PDF structure", lambda pdf: structured(pdf, Alt=String(SENTENCE))),
    "replacement text": ("PDF structure", lambda pdf: structured(pdf, ActualText=String(SENTENCE))),
    "expansion": ("PDF structure", lambda pdf: structured(pdf, E=String(SENTENCE))),
    "title of an element": ("PDF structure", lambda pdf: structured(pdf, T=String(SENTENCE))),
    "identifier": ("PDF structure", lambda pdf: structured(pdf, ID=String(SENTENCE))),
    "attribute": (
        "PDF structure",
        lambda pdf: structured(pdf, A=pdf.make_indirect(Dictionary(O=Name.Table, Summary=String(SENTENCE)))),
    ),
    "role": ("PDF structure", lambda pdf: mapped(pdf, "/RoleMap")),
    "class": ("PDF structure", lambda pdf: mapped(pdf, "/ClassMap")),
    "property list in a content": (
        "PDF marked content",
        lambda pdf: add_content(pdf, b"/Span <</Alt <%b>>> BDC EMC" % HEXADECIMAL),
    ),
    "property list in a content, beside a dictionary": (
        "PDF marked content",
        lambda pdf: add_content(pdf, b"/Span <</A <</O /Layout /B <</C <</D 1>>>>>> /Alt <%b>>> BDC EMC" % HEXADECIMAL),
    ),
    "text that another one stands in for, beside a dictionary": (
        "PDF page text",
        lambda pdf: add_content(pdf, STANDING_IN.replace(b"(", b"(Nej) /A <</B 1>> /ActualText (", 1) % (b"Nej", RAW)),
    ),
    "property list in resources": (
        "PDF marked content",
        lambda pdf: add_content(pdf, b"", Properties=Dictionary(P=Dictionary(ActualText=String(SENTENCE)))),
    ),
    "named destination": ("PDF destination", named),
    "destination of old": ("PDF destination", destination),
    "page label": ("PDF page label", labelled),
    "name of a layer": ("PDF layer", layered),
    "note": ("PDF annotation", lambda pdf: annotation(pdf, "Text", Contents=String(SENTENCE))),
    "author of a note": ("PDF annotation", lambda pdf: annotation(pdf, "Text", T=String(SENTENCE))),
    "subject of a note": ("PDF annotation", lambda pdf: annotation(pdf, "Text", Subj=String(SENTENCE))),
    "rich text of a note": ("PDF annotation", lambda pdf: annotation(pdf, "FreeText", RC=String(f"<p>{SENTENCE}</p>"))),
    "long rich text of a note": (
        "PDF annotation",
        lambda pdf: annotation(pdf, "FreeText", RC=pdf.make_indirect(pdf.make_stream(SENTENCE.encode()))),
    ),
    "address of a link": (
        "PDF annotation",
        lambda pdf: annotation(pdf, "Link", A=Dictionary(S=Name.URI, URI=String(f"https://example.org/?q={SENTENCE}"))),
    ),
    "note that opens": (
        "PDF annotation",
        lambda pdf: annotation(pdf, "Popup", Popup=pdf.make_indirect(Dictionary(Type=Name.Annot, Contents=SENTENCE))),
    ),
    "appearance of a note": (
        "PDF annotation",
        lambda pdf: annotation(pdf, "Stamp", AP=Dictionary(N=form(pdf, SHOWN))),
    ),
    "appearance of a state": (
        "PDF annotation",
        lambda pdf: annotation(pdf, "Stamp", AP=Dictionary(D=Dictionary(On=form(pdf, SHOWN)))),
    ),
    "name of a field": ("PDF form field", lambda pdf: add_fields(pdf, TU=String(SENTENCE))),
    "export name of a field": ("PDF form field", lambda pdf: add_fields(pdf, TM=String(SENTENCE))),
    "value of a field": ("PDF form field", lambda pdf: add_fields(pdf, V=String(SENTENCE))),
    "long value of a field": ("PDF form field", lambda pdf: add_fields(pdf, V=pdf.make_stream(SENTENCE.encode()))),
    "default of a field": ("PDF form field", lambda pdf: add_fields(pdf, DV=String(SENTENCE))),
    "choice of a field": ("PDF form field", lambda pdf: add_fields(pdf, Opt=Array([String("x"), String(SENTENCE)]))),
    "form in XML": ("PDF form field: nested", add_xml_form),
    "attachment": ("PDF attachment: nested", add_attachment),
    "name of an attachment": ("PDF attachment", lambda pdf: add_attachment(pdf, name=f"{SENTENCE}.txt")),
    "description of an attachment": ("PDF attachment", lambda pdf: add_attachment(pdf, description=SENTENCE)),
    "associated file": ("PDF attachment: nested", add_associated_file),
    "attachment of an annotation": ("PDF attachment: nested", add_attachment_annotation),
    "script in a name tree": ("PDF script", named_script),
    "script of an action": ("PDF script", opening_script),
    "string in an object": ("PDF object", lambda pdf: pdf.Root.__setattr__("Private", Dictionary(X=String(SENTENCE)))),
    "long name": (
        "PDF object",
        lambda pdf: pdf.Root.__setattr__("Private", Name(f"/{SENTENCE.replace(' ', '-')}")),
    ),
    "pattern": ("PDF stream", add_pattern),
    "glyph": ("PDF stream", add_glyph),
    "page that was removed": ("PDF stream", remove_page),
    "comment in a content": ("PDF stream", lambda pdf: add_content(pdf, b"q % " + SENTENCE.encode() + b"\nQ")),
    "string that no operator shows": ("PDF stream", lambda pdf: add_content(pdf, b"BT (" + RAW + b") pop ET () Tj")),
    "picture": ("PDF image: nested", pictured),
    "page content that belongs to no page": ("PDF stream", forget_content),
}


@pytest.mark.parametrize(("channel", "plant"), PLANTED.values(), ids=PLANTED)
def test_a_sentence_is_found_wherever_it_is_planted(
    base: bytes, channel: str, plant: Callable[[pikepdf.Pdf], None]
) -> None:
    assert not finds(read_pdf(base, nested), channel)

    assert finds(read_pdf(planted(base, plant), nested), channel)


def places(reading: Reading) -> list[tuple[str, str]]:
    """Return the channels and places of the sentence, as it is written."""
    found = (each for each in reading.channels if not each.rearranged)
    return [(each.name, each.place) for each in found if squeezed(SENTENCE) in squeezed(each.text)]


def lie(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, SHOWN)
    table = b"begincmap 1 beginbfrange <61> <79> <0062> endbfrange endcmap"
    pdf.pages[0].obj.Resources.Font.Planted.ToUnicode = pdf.make_stream(table)


def test_a_page_whose_font_says_other_letters_than_it_draws_is_read_by_its_glyphs(base: bytes) -> None:
    found = places(read_pdf(planted(base, lie), nested))

    assert [place for name, place in found if name == "PDF page text"] == [
        "page 1, as it is drawn, by the glyphs of its fonts"
    ]


@pytest.mark.parametrize(
    ("content", "drawn"),
    [
        (SHOWN, False),
        (SHOWN.replace(b"9 Tf", b"0 Tf"), True),
        (SHOWN + b" BT /Planted 9 Tf 20 40 Td [(ord) 400 (ord)] TJ ET", True),
        (STANDING_IN % (b"Ord", b"ord") + SHOWN, True),
        (STANDING_IN % (b"-", b"ord") + SHOWN, False),
        (b"/Span <</Lang (sv)>> BDC EMC " + SHOWN, False),
    ],
)
def test_a_page_is_read_as_it_is_drawn_if_it_may_show_another_text(base: bytes, content: bytes, *, drawn: bool) -> None:
    reading = read_pdf(planted(base, lambda pdf: add_content(pdf, content)), nested)

    assert places(reading).count(("PDF page text", "page 1, as it is drawn")) == drawn
    assert not any("glyphs" in channel.place for channel in reading.channels)


@pytest.mark.parametrize(
    ("dictionary", "drawn"),
    [
        (Dictionary(ActualText=String("Ord")), True),
        (Dictionary(ActualText=String("-")), False),
        (Dictionary(S=Name.Span, ActualText=String("Ord")), False),
    ],
)
def test_a_page_is_read_as_it_is_drawn_if_its_resources_replace_text(
    base: bytes, dictionary: Dictionary, *, drawn: bool
) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        add_content(pdf, SHOWN, Properties=Dictionary(P=dictionary))

    reading = read_pdf(planted(base, plant), nested)
    assert (("PDF page text", "page 1, as it is drawn") in places(reading)) is drawn


def test_what_no_page_draws_is_named_by_its_object(base: bytes) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Loose = form(pdf, SHOWN)

    content = planted(base, plant, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    (number,) = re.findall(rb"/Loose (\d+) 0 R", content)
    assert ("PDF stream", f"object {number.decode()}") in places(read_pdf(content, nested))


UNREFERENCED: dict[str, tuple[str, Any]] = {
    "string": ("PDF object", lambda _: Dictionary(X=String(SENTENCE))),
    "note": ("PDF annotation", lambda _: Dictionary(Type=Name.Annot, Contents=String(SENTENCE))),
    "form": ("PDF stream", lambda pdf: form(pdf, SHOWN)),
    "content without resources": ("PDF stream", lambda pdf: pdf.make_stream(b"q " + SHOWN + b" Q")),
    "text": ("PDF stream", lambda pdf: pdf.make_stream(SENTENCE.encode())),
    "text as UTF-16": ("PDF stream", lambda pdf: pdf.make_stream(SENTENCE.encode("utf-16"))),
    "picture as text": (
        "PDF stream: nested",
        lambda pdf: pdf.make_stream(f"<svg><text>{SENTENCE}</text></svg>".encode()),
    ),
    "XMP": ("PDF XMP", lambda pdf: pdf.make_stream(f"<r>{SENTENCE}</r>".encode(), Type=Name.Metadata)),
    "embedded file": ("PDF attachment: nested", lambda pdf: pdf.make_stream(SENTENCE.encode(), Type=Name.EmbeddedFile)),
}


@pytest.mark.parametrize(("channel", "plant"), UNREFERENCED.values(), ids=UNREFERENCED)
def test_a_sentence_is_found_in_an_object_that_nothing_refers_to(
    base: bytes, channel: str, plant: Callable[[pikepdf.Pdf], pikepdf.Object]
) -> None:
    def orphaned(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.Font.Planted = font(pdf)
        pdf.Root.Orphan = pdf.make_indirect(plant(pdf))

    content = planted(base, orphaned, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = re.sub(rb"/Orphan \d+ 0 R", lambda match: b" " * len(match[0]), content)

    reading = read_pdf(content, nested)

    assert not reading.problems
    assert finds(reading, channel)


def before_the_table(base: bytes, added: bytes) -> bytes:
    """Add bytes between the last object and the table of objects, and let the table be found."""
    position = base.rindex(b"xref\n", 0, base.rindex(b"startxref"))
    content = base[:position] + added + base[position:]
    return re.sub(
        rb"startxref\s+\d+",
        b"startxref\n%d" % (position + len(added)),
        content[: len(content)],
        count=1,
        flags=re.DOTALL,
    )


LOOSE: dict[str, Callable[[bytes], bytes]] = {
    "bytes at the end": lambda base: base + SENTENCE.encode(),
    "comment at the end": lambda base: base + b"\n% " + RAW + b"\n",
    "comment between objects": lambda base: before_the_table(base, b"% " + SENTENCE.encode() + b"\n"),
    "object that the table does not list": lambda base: before_the_table(
        base, b"9999 0 obj\n<< /Old <%b> >>\nendobj\n" % HEXADECIMAL
    ),
    "stream that the table does not list": lambda base: before_the_table(
        base, b"9999 0 obj\n<< >>\nstream\n%b\nendstream\nendobj\n" % zlib.compress(SENTENCE.encode())
    ),
}


@pytest.mark.parametrize("plant", LOOSE.values(), ids=LOOSE)
def test_a_sentence_is_found_outside_all_objects(base: bytes, plant: Callable[[bytes], bytes]) -> None:
    content = planted(base, lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert not read_pdf(content, nested).problems

    reading = read_pdf(plant(content), nested)

    assert finds(reading, "PDF raw bytes")
    assert not reading.problems


def test_objects_in_compressed_streams_are_objects(base: bytes) -> None:
    content = planted(
        base,
        lambda pdf: structured(pdf, Alt=String(SENTENCE)),
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )

    reading = read_pdf(content + b"% " + SENTENCE.encode(), nested)

    assert finds(reading, "PDF structure")
    assert finds(reading, "PDF raw bytes")
    assert not reading.problems


def test_data_that_is_no_text_outside_all_objects_is_a_problem(base: bytes) -> None:
    reading = read_pdf(base + b"\n" + bytes(range(256)) * 4, nested)

    assert reading.problems == ("bytes outside its objects are not text",)


def appended(content: bytes, change: Callable[[pikepdf.Pdf], pikepdf.Object]) -> bytes:
    """Return a file with a changed object after its end, as programs write that update a file."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        changed = change(pdf)
        number = changed.objgen[0]
        body = b"%d 0 obj\n%b\nendobj\n" % (number, changed.unparse(resolved=True))
        kept = {"/Size": int(pdf.trailer.Size), "/Root": pdf.Root.objgen[0], "/Info": pdf.docinfo.objgen[0]}
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(content))
    before = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\n" % (*kept.values(), before)
    return content + body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(content) + len(body))


def test_what_an_earlier_revision_showed_is_found(base: bytes) -> None:
    def forget(pdf: pikepdf.Pdf) -> pikepdf.Object:
        page = pdf.pages[0].obj
        page.Contents = page.Contents[0]
        return page

    first = planted(base, lambda pdf: add_content(pdf, SHOWN), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    reading = read_pdf(appended(first, forget), nested)

    assert finds(reading, "PDF earlier revision: PDF page text")
    assert not finds(reading, "PDF page text")
    assert not reading.problems


def test_each_earlier_revision_is_read_up_to_a_number(base: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def entitled(title: str) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
        def change(pdf: pikepdf.Pdf) -> pikepdf.Object:
            pdf.docinfo["/Title"] = title
            return pdf.docinfo

        return change

    titles = [f"Titeln i utgåva nummer {number}" for number in range(3)]
    content = planted(base, lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for title in titles:
        content = appended(content, entitled(title))

    monkeypatch.setattr("kefu.check.readers.pdf.reader._MOST_REVISIONS", 3)
    reading = read_pdf(content, nested)
    for number, title in enumerate(titles[:2], start=2):
        places = [channel.place for channel in reading.channels if title in channel.text]
        assert {place.partition(",")[0] for place in places} == {f"revision {number}"}
    assert not reading.problems

    monkeypatch.setattr("kefu.check.readers.pdf.reader._MOST_REVISIONS", 2)
    assert read_pdf(content, nested).problems == ("it has 3 earlier revisions, more than the 2 read",)


def test_linearized_files_have_no_earlier_revision(base: bytes) -> None:
    reading = read_pdf(planted(base, lambda _: None, linearize=True), nested)

    assert not [channel for channel in reading.channels if "revision" in channel.name]
    assert not reading.problems


def test_paragraphs_are_whole_across_pages_and_notes() -> None:
    words = " ".join(f"ord{number}" for number in range(400))
    source = f"#set page(width: 8cm, height: 8cm)\nBörjan #footnote[En not.] {words} slutet.\n\nNästa stycke."
    reading = read_pdf(bytes(typst.compile(source.encode(), ignore_system_fonts=True)), nested)

    (tagged,) = (channel for channel in reading.channels if channel.name == "PDF tagged text")

    assert sum(channel.name == "PDF page text" for channel in reading.channels) > 2
    assert squeezed(f"{words} slutet.") in squeezed(tagged.text)
    assert "Nästa stycke." in tagged.text.split("\n")
    assert tagged.place == "whole document"


def test_soft_hyphens_of_typesetting_are_kept() -> None:
    source = "#set text(lang: 'sv', hyphenate: true)\n#set page(width: 4cm)\n#set par(justify: true)\n".replace(
        "'", '"'
    )
    source += "Kommunfullmäktigeledamöternas ansvarsförbindelser " * 4
    reading = read_pdf(bytes(typst.compile(source.encode(), ignore_system_fonts=True)), nested)

    text = next(channel.text for channel in reading.channels if channel.name == "PDF tagged text")

    assert "\N{SOFT HYPHEN}" in text
    assert "\ufffe" not in text
    assert squeezed("Kommunfullmäktigeledamöternas ansvarsförbindelser") in squeezed(text)


def test_a_file_as_it_was_made_has_no_problems_and_a_structure(base: bytes) -> None:
    reading = read_pdf(base, nested)

    assert not reading.problems
    assert reading.structure is not None
    assert reading.structure.elements


def test_what_an_attachment_hides_is_a_problem(base: bytes) -> None:
    def refusing(_name: str, _content: bytes) -> Reading:
        return Reading(channels=(), problems=("it is damaged",))

    assert read_pdf(planted(base, add_attachment), refusing).problems == ("in attachment “facit.txt”: it is damaged",)


def test_letters_that_cannot_be_told_are_a_problem(base: bytes) -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, Dictionary) and "/ToUnicode" in each:
                del each["/ToUnicode"]

    problems = read_pdf(planted(base, forget), nested).problems

    assert any("does not say what its letters are" in problem for problem in problems)


@pytest.mark.parametrize(
    ("encoding", "ordering", "problems"),
    [
        ("Identity-H", "Identity", ("a font does not say what its letters are",)),
        ("Identity-V", "Identity", ("a font does not say what its letters are",)),
        ("Identity-H", "Japan1", ()),
        ("UniJIS-UTF16-H", "Identity", ()),
    ],
)
def test_the_letters_of_a_font_are_known_if_its_codes_are(
    base: bytes, encoding: str, ordering: str, problems: tuple[str, ...]
) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        inner = Dictionary(CIDSystemInfo=Dictionary(Ordering=String(ordering)))
        pdf.Root.Loose = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, Encoding=Name(f"/{encoding}"), DescendantFonts=Array([inner])
        )

    assert read_pdf(planted(base, plant), nested).problems == problems


def test_a_stream_that_cannot_be_decoded_is_one_problem(base: bytes) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Loose = pdf.make_stream(b"x", Filter=Name.Unknown)

    (problem,) = read_pdf(planted(base, plant), nested).problems
    assert problem.startswith("the stream of object")


def test_a_page_that_cannot_be_read_is_a_problem(base: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page_texts(base)[0]
    monkeypatch.setattr("kefu.check.readers.pdf.reader.page_texts", lambda _: (first, None, first))
    problems = read_pdf(base, nested).problems

    assert problems == ("qpdf finds 2 pages in it, but pdfium finds 3", "page 2 cannot be read")


@pytest.mark.parametrize("password", ["", "hemligt"])
def test_an_encrypted_file_is_a_problem(base: bytes, password: str) -> None:
    content = planted(base, lambda _: None, encryption=pikepdf.Encryption(owner="ägare", user=password))

    assert "the file is encrypted" in read_pdf(content, nested).problems


@pytest.mark.parametrize("part", range(1, 40))
def test_a_truncated_file_is_a_problem(base: bytes, part: int) -> None:
    assert read_pdf(base[: len(base) * part // 40], nested).problems


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"%PDF-1.7\n" + b"<<" * 10_000]
)
def test_what_is_no_pdf_is_a_problem(content: bytes) -> None:
    assert read_pdf(content, nested).problems


def test_of_a_file_that_is_no_pdf_only_that_is_told() -> None:
    (problem,) = read_pdf(b"%PDF-1.7\n" + bytes(range(256)) * 4, nested).problems

    assert problem.startswith("it is damaged")


def test_a_file_without_tags_has_no_tagged_text() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        reading = read_pdf(saved(pdf), nested)

    assert "PDF tagged text" not in {channel.name for channel in reading.channels}
    assert reading.structure is not None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_ends_in_a_reading(base: bytes, data: st.DataObject) -> None:
    content = bytearray(base)
    changes = st.tuples(st.integers(0, len(base) - 1), st.binary(min_size=1, max_size=8))
    for position, change in data.draw(st.lists(changes, min_size=1, max_size=30)):
        content[position : position + len(change)] = change

    assert isinstance(read_pdf(bytes(content), nested), Reading)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_end_in_a_problem(content: bytes) -> None:
    assert read_pdf(b"%PDF-1.7\n" + content, nested).problems


def cyclic_outline(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    first.Next = first
    first.First = first


def cyclic_structure(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K[0]
    top.K.append(top)


def cyclic_names(pdf: pikepdf.Pdf) -> None:
    node = pdf.make_indirect(Dictionary(Names=Array([])))
    node.Kids = Array([node])
    pdf.Root.Names = Dictionary(Dests=node, EmbeddedFiles=node, JavaScript=node)


def cyclic_fields(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(T=String("x")))
    field.Kids = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@pytest.mark.parametrize("knot", [cyclic_outline, cyclic_names, cyclic_fields])
def test_what_refers_to_itself_is_read_once(base: bytes, knot: Callable[[pikepdf.Pdf], None]) -> None:
    assert finds(read_pdf(planted(base, knot), nested), "PDF page text", "Skolan i Sjövik ska byggas om.")


def test_a_structure_tree_that_refers_to_itself_is_a_problem(base: bytes) -> None:
    reading = read_pdf(planted(base, cyclic_structure), nested)

    assert reading.problems == ("its structure tree has an element in two places",)
    assert reading.structure is None


def test_forms_that_draw_themselves_are_a_problem(base: bytes) -> None:
    def knot(pdf: pikepdf.Pdf) -> None:
        own = form(pdf, b"/F Do")
        own.Resources.XObject = Dictionary(F=own)
        add_content(pdf, b"/F Do", XObject=Dictionary(F=own))

    problems = read_pdf(planted(base, knot), nested).problems

    assert problems == ("its pages draw more than may be read, or something that draws itself",)


def test_forms_that_multiply_are_a_problem(base: bytes) -> None:
    def multiply(pdf: pikepdf.Pdf) -> None:
        inner = form(pdf, b"q Q")
        for _ in range(12):
            outer = form(pdf, b"/F Do " * 10)
            outer.Resources.XObject = Dictionary(F=inner)
            inner = outer
        add_content(pdf, b"/F Do", XObject=Dictionary(F=inner))

    problems = read_pdf(planted(base, multiply), nested).problems

    assert problems == ("its pages draw more than may be read, or something that draws itself",)


HOSTILE: dict[str, bytes] = {
    "a comment that never ends": b"%" * 3_000_000,
    "strings that never end": b"(abcd" * 600_000,
    "a string that never ends": b"(" + b"abcd" * 600_000 + b"(",
    "lists that never end": b"<< /A " * 500_000,
    "names that never end": b"/a" * 1_000_000,
    "numbers that never end": b"0 " * 1_000_000,
    "states in each other": b"q " * 1_000_000,
    "text that begins and begins": b"BT " * 500_000 + b"[",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_content_that_is_made_to_take_long_does_not(base: bytes, content: bytes) -> None:
    hostile = planted(base, lambda pdf: add_content(pdf, content + b"\n" + SHOWN))

    begin = time.process_time()
    read_pdf(hostile, nested)
    read_pdf(base + content, nested)

    assert time.process_time() - begin < 20


def test_thousands_of_pages_are_read() -> None:
    with pikepdf.new() as pdf:
        shared = pdf.make_indirect(resources(pdf))
        for number in range(5000):
            page = pdf.add_blank_page().obj
            page.Resources = shared
            page.Contents = pdf.make_stream(b"BT /Planted 9 Tf 9 9 Td (sida %d) Tj ET" % number)
        content = saved(pdf)

    reading = read_pdf(content, nested)

    assert Channel(name="PDF page text", place="page 5000", text="sida 4999") in reading.channels
    assert not reading.problems
