"""Passages in every channel of a PDF."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from tests.sabotage import image_plants
from tests.sabotage.planting import Plant, repacked, text_file

from kefu.check.readers.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def changed(change: Callable[[pikepdf.Pdf, str], object], **options: Any) -> Callable[[bytes, str], bytes]:
    """Return a plant that changes a PDF and saves it."""

    def put(content: bytes, passage: str) -> bytes:
        written = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as pdf:
            change(pdf, passage)
            pdf.save(written, **options)
        return written.getvalue()

    return put


def with_photo(pdf: pikepdf.Pdf, content: bytes = b"\0\0\0", **entries: Any) -> None:
    """Put a picture among what the first page can show; `entries` are those of its dictionary."""
    photo = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    photo.ColorSpace = Name.DeviceRGB
    for name, value in entries.items():
        photo[f"/{name}"] = value
    pdf.pages[0].obj.Resources["/XObject"] = Dictionary({"/Foto": pdf.make_indirect(photo)})


def _with_packet(pdf: pikepdf.Pdf, passage: str) -> None:
    packet = pdf.make_stream(image_plants.xmp(passage), Type=Name.Metadata, Subtype=Name.XML)
    with_photo(pdf, Metadata=pdf.make_indirect(packet))


def _with_profile(pdf: pikepdf.Pdf, passage: str) -> None:
    colours = pdf.make_indirect(pdf.make_stream(image_plants.profile(passage), N=3))
    with_photo(pdf, ColorSpace=Array([Name.ICCBased, colours]))


class Letters:
    """A font whose codes mean nothing by themselves, as those of typeset documents do: what they are, it says apart."""

    def __init__(self, pdf: pikepdf.Pdf, text: str) -> None:
        self._codes = {letter: code for code, letter in enumerate(dict.fromkeys(text), start=1)}
        pairs = "\n".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in self._codes.items())
        packed = f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
{len(self._codes)} beginbfchar
{pairs}
endbfchar endcmap CMapName currentdict /CMap defineresource pop end end"""
        self.font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name.Helvetica,
                FirstChar=1,
                LastChar=len(self._codes),
                Widths=Array([550] * len(self._codes)),
                ToUnicode=pdf.make_stream(packed.encode()),
            )
        )

    def code(self, text: str) -> str:
        """Return a text as a string in a content stream."""
        return f"<{''.join(f'{self._codes[letter]:02x}' for letter in text)}>"


def lines(letters: Letters, text: str, *, top: int = 200) -> str:
    """Return what shows a text at the left of a page, a line below the other."""
    shown = " 0 -14 Td ".join(f"{letters.code(line)} Tj" for line in text.split("\n"))
    return f"BT /Planted 9 Tf 40 {top} Td {shown} ET"


def on_page(pdf: pikepdf.Pdf, text: str, content: Callable[[Letters], str], *, page: int = 0, **resources: Any) -> None:
    """Add a content to a page; `text` holds all letters that it shows."""
    letters = Letters(pdf, text)
    target = pdf.pages[page].obj
    target.Resources.Font.Planted = letters.font
    for key, value in resources.items():
        target.Resources[f"/{key}"] = value
    target.Contents = _with(target.Contents, pdf.make_stream(content(letters).encode()))


def _with(contents: pikepdf.Object, added: pikepdf.Object) -> pikepdf.Object:
    return Array([*(contents if isinstance(contents, Array) else [contents]), added])


def show(pdf: pikepdf.Pdf, text: str, before: str = "", after: str = "", **resources: Any) -> None:
    """Show a text on the first page, with something before and after it in the content stream."""
    on_page(pdf, text, lambda letters: f"{before} {lines(letters, text)} {after}", **resources)


def page_text(content: bytes, text: str) -> bytes:
    """Return a PDF whose first page shows a text."""
    return changed(show)(content, text)


def runs_of_text(content: bytes, pieces: Sequence[str]) -> bytes:
    """Return a PDF whose first page shows pieces of a text, each by an operator of its own."""

    def written(letters: Letters) -> str:
        shown = " ".join(f"{letters.code(piece)} Tj {index % 2}.1 Tc" for index, piece in enumerate(pieces))
        return f"BT /Planted 9 Tf 40 200 Td {shown} ET"

    return changed(lambda pdf, text: on_page(pdf, text, written))(content, "".join(pieces))


def form(pdf: pikepdf.Pdf, text: str) -> pikepdf.Object:
    """Return a form that shows a text."""
    letters = Letters(pdf, text)
    made = pdf.make_stream(
        lines(letters, text, top=20).encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 100]
    )
    made.Resources = Dictionary(Font=Dictionary(Planted=letters.font))
    return pdf.make_indirect(made)


def hidden_layer(pdf: pikepdf.Pdf, text: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Facit")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    show(pdf, text, "/OC /Hidden BDC", "EMC", Properties=Dictionary(Hidden=layer))


def named_layer(pdf: pikepdf.Pdf, text: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(text)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def element(pdf: pikepdf.Pdf, text: str, key: str, **more: Any) -> pikepdf.Object:
    """Add an element to the structure tree that says a text."""
    tree = pdf.Root.StructTreeRoot
    made = pdf.make_indirect(Dictionary({"/Type": Name.StructElem, "/S": Name.P, "/P": tree, key: String(text)} | more))
    top = tree.K
    tree.K = Array([*(top if isinstance(top, Array) else [top]), made])
    return made


def tagged(pdf: pikepdf.Pdf, text: str) -> None:
    """Show the words of a text between others, so that it can be read in the tags alone."""
    words = re.findall(r"\S+\s*", text)
    numbers = range(7000, 7000 + len(words))

    def written(letters: Letters) -> str:
        shown = " ".join(
            f"/P <</MCID {number}>> BDC BT /Planted 9 Tf 40 {200 - 3 * index} Td {letters.code(word)} Tj ET EMC "
            f"/Artifact BMC BT /Planted 9 Tf 300 {200 - 3 * index} Td {letters.code('xyz')} Tj ET EMC"
            for index, (number, word) in enumerate(zip(numbers, words, strict=True))
        )
        return f"q {shown} Q"

    on_page(pdf, f"{text}xyz", written)
    made = element(pdf, "", "/T", **{"/Pg": pdf.pages[0].obj, "/K": Array([*numbers])})
    del made["/T"]


def annotation(pdf: pikepdf.Pdf, subtype: str, **more: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=[0, 0, 9, 9], **more)
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", Array()), pdf.make_indirect(note)])


def field(pdf: pikepdf.Pdf, **more: Any) -> None:
    inner = pdf.make_indirect(Dictionary(T=String("inner"), **more))
    outer = pdf.make_indirect(Dictionary(T=String("outer"), FT=Name.Tx, Kids=Array([inner])))
    pdf.Root.AcroForm = Dictionary(Fields=Array([outer]))


def attached(pdf: pikepdf.Pdf, content: bytes, name: str, description: str = "") -> None:
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name, description=description)


def small_docx(text: str) -> bytes:
    """Return the smallest DOCX that says a text."""
    empty = io.BytesIO(b"PK\5\6" + bytes(18)).getvalue()
    return repacked(
        empty,
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<document><body><p><r><t>{text}</t></r></p></body></document>".encode(),
        },
    )


def xmp(pdf: pikepdf.Pdf, text: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["{http://example.org/ns/}note"] = text


def outlined(pdf: pikepdf.Pdf, text: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(text, 0))


def named(pdf: pikepdf.Pdf, text: str) -> None:
    names = Array([String(text), Array([pdf.pages[0].obj, Name.Fit])])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([pdf.make_indirect(Dictionary(Names=names))])))


def script(pdf: pikepdf.Pdf, text: str) -> None:
    action = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f'app.alert("{text}")'.encode()))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), action])))


def drawing(text: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><text>{text}</text></svg>'.encode()


def embedded(pdf: pikepdf.Pdf, content: bytes) -> None:
    pdf.Root.Planted = pdf.make_indirect(pdf.make_stream(content))


def picture(pdf: pikepdf.Pdf, text: str) -> None:
    data = image_plants.picture(Kind.JPEG, comment=text.encode())
    made = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=32, Height=32)
    made.Filter = Name.DCTDecode
    pdf.Root.Planted = pdf.make_indirect(made)


def removed_page(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.add_blank_page()
    last = pdf.pages[-1].obj
    letters = Letters(pdf, text)
    last.Resources = Dictionary(Font=Dictionary(Planted=letters.font))
    last.Contents = pdf.make_stream(lines(letters, text).encode())
    pdf.Root.Kept = last
    del pdf.pages[-1]


def stand_in(pdf: pikepdf.Pdf, text: str) -> None:
    said = b"\xfe\xff".hex() + text.encode("utf-16-be").hex()
    show(pdf, "Inget att se", f"/Span <</ActualText <{said}>>> BDC", "EMC")


def earlier(content: bytes, text: str) -> bytes:
    """Return a file that showed a text before it was updated by appending (ISO 32000-1, 7.5.6)."""
    first = changed(show, object_stream_mode=pikepdf.ObjectStreamMode.disable)(content, text)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        page = pdf.pages[0].obj
        page.Contents = page.Contents[0]
        number, root, size = page.objgen[0], pdf.Root.objgen[0], int(pdf.trailer.Size)
        body = b"%d 0 obj\n%b\nendobj\n" % (number, page.unparse(resolved=True))
    start = int(re.findall(rb"startxref\s+(\d+)", first)[-1])
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(first))
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (size, root, start)
    return first + body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(body))


def unlisted(content: bytes, text: str) -> bytes:
    """Return a file with an object that no table lists, compressed."""
    plain = changed(lambda _pdf, _text: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)(content, "")
    start = plain.rindex(b"xref\n", 0, plain.rindex(b"startxref"))
    lost = b"9999 0 obj\n<< >>\nstream\n%b\nendstream\nendobj\n" % zlib.compress(text.encode())
    moved = b"startxref\n%d" % (start + len(lost))
    return re.sub(rb"startxref\s+\d+(?=\s+%%EOF\s*\Z)", moved, plain[:start] + lost + plain[start:])


def _plant(channel: str, what: str, put: Callable[[bytes, str], bytes], *also: str) -> Plant:
    return Plant(kind=Kind.PDF, what=what, channel=channel, put=put, also=frozenset(also))


def _key(channel: str, what: str, change: Callable[[pikepdf.Pdf, str], object], *also: str) -> Plant:
    return _plant(channel, what, changed(change), *also)


PLANTS: Final = (
    _key("PDF page text", "page text", show),
    _key("PDF page text", "hidden layer", hidden_layer),
    _key("PDF page text", "invisible text", lambda pdf, text: show(pdf, text, "q 3 Tr", "Q")),
    _key("PDF page text", "white text", lambda pdf, text: show(pdf, text, "q 1 1 1 rg", "Q")),
    _key("PDF page text", "text under a box", lambda pdf, text: show(pdf, text, "q", "Q 0 0 600 300 re f")),
    _key("PDF page text", "text outside the page", lambda pdf, text: show(pdf, text, "q 1 0 0 1 7000 7000 cm", "Q")),
    _key("PDF page text", "text drawn by a form", lambda pdf, text: show(
        pdf, "x", "/F Do", XObject=Dictionary(F=form(pdf, text))), "PDF stream"),
    _key("PDF tagged text", "words between others", tagged),
    _plant("PDF earlier revision: PDF page text", "page text", earlier, "PDF stream"),
    _key("PDF information", "title", lambda pdf, text: pdf.docinfo.__setitem__("/Title", String(text))),
    _key("PDF information", "custom key", lambda pdf, text: pdf.docinfo.__setitem__("/Anteckning", String(text))),
    _key("PDF outline", "entry", outlined),
    _key("PDF structure", "alternative text", lambda pdf, text: element(pdf, text, "/Alt")),
    _key("PDF structure", "actual text", lambda pdf, text: element(pdf, text, "/ActualText")),
    _key("PDF structure", "title", lambda pdf, text: element(pdf, text, "/T")),
    _key("PDF structure", "expansion", lambda pdf, text: element(pdf, text, "/E")),
    _key("PDF marked content", "actual text", stand_in, "PDF page text"),
    _key("PDF marked content", "property list", lambda pdf, text: show(
        pdf, "x", Properties=Dictionary(P=Dictionary(Alt=String(text))))),
    _key("PDF destination", "named destination", named),
    _key("PDF page label", "prefix", lambda pdf, text: pdf.Root.__setattr__(
        "PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String(text))])))),
    _key("PDF layer", "name", named_layer),
    _key("PDF annotation", "note", lambda pdf, text: annotation(pdf, "Text", Contents=String(text))),
    _key("PDF annotation", "author", lambda pdf, text: annotation(pdf, "Text", T=String(text))),
    _key("PDF annotation", "rich text", lambda pdf, text: annotation(pdf, "FreeText", RC=String(f"<p>{text}</p>"))),
    _key("PDF annotation", "address of a link", lambda pdf, text: annotation(
        pdf, "Link", A=Dictionary(S=Name.URI, URI=String(f"https://example.org/?q={text}")))),
    _key("PDF annotation", "appearance", lambda pdf, text: annotation(
        pdf, "Stamp", AP=Dictionary(N=form(pdf, text)))),
    _key("PDF form field", "value", lambda pdf, text: field(pdf, V=String(text))),
    _key("PDF form field", "help", lambda pdf, text: field(pdf, TU=String(text))),
    _key("PDF form field", "choice", lambda pdf, text: field(pdf, Opt=Array([String("x"), String(text)]))),
    _key("PDF attachment: text text", "text file", lambda pdf, text: attached(pdf, text.encode(), "facit.txt")),
    _key("PDF attachment: DOCX text", "DOCX", lambda pdf, text: attached(pdf, small_docx(text), "facit.docx")),
    _key("PDF attachment", "description", lambda pdf, text: attached(pdf, b"x", "facit.txt", text)),
    _key("PDF attachment", "file name", lambda pdf, text: attached(pdf, b"x", text_file(text)),
         "PDF attachment: file name"),
    _key("PDF script", "name tree", script),
    _key("PDF script", "opening", lambda pdf, text: pdf.Root.__setattr__(
        "OpenAction", Dictionary(S=Name.JavaScript, JS=String(f'app.alert("{text}")'))), "PDF action"),
    _key("PDF action", "program that is started", lambda pdf, text: pdf.Root.__setattr__(
        "OpenAction", Dictionary(S=Name.Launch, F=String(text))), "PDF object"),
    _key("PDF object", "private data", lambda pdf, text: pdf.Root.__setattr__(
        "PieceInfo", Dictionary(Program=Dictionary(Private=Dictionary(Note=String(text)))))),
    _key("PDF stream", "page that was removed", removed_page),
    _key("PDF stream", "comment in a content", lambda pdf, text: show(pdf, "x", f"q % {text}\n", "Q")),
    _key("PDF stream: SVG text", "embedded SVG", lambda pdf, text: embedded(pdf, drawing(text)),
         "PDF stream: SVG drawn text"),
    _key("PDF image: image text", "comment of a picture", picture, "PDF image: image metadata"),
    _key("PDF XMP", "custom field", xmp),
    _key("PDF image: image metadata", "XMP of a picture", _with_packet),
    _key("PDF image: image metadata", "colour profile of a picture", _with_profile),
    _plant("PDF raw bytes", "comment after the end", lambda content, text: content + b"\n% " + text.encode() + b"\n"),
    _plant("PDF raw bytes", "object that no table lists", unlisted),
)  # fmt: skip
