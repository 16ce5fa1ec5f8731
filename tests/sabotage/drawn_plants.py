"""Passages that a PDF draws but does not say from beginning to end, or says otherwise than it draws."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import random
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from fontTools import subset  # type: ignore[import-untyped]  # it comes without types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # same reason
from matplotlib import get_data_path
from pikepdf import Array, Dictionary, Name, String
from tests.sabotage.hiding_plants import JUNK, words
from tests.sabotage.pdf_plants import attached, changed, embedded, on_page, page_text, small_docx
from tests.sabotage.planting import Plant

from kefu.check.readers.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pikepdf
    from tests.sabotage.pdf_plants import Letters

Place = tuple[float, float, str]
"""Where a text is drawn: from the left, from below, and what."""


def _drawn(pdf: pikepdf.Pdf, places: Iterable[Place], *, one: str = "", other: str = "", apart: bool = False) -> None:
    """Draw texts at places, in two ways in turn if `apart`, each between `q` and `Q`."""

    ways = (one, other) if apart else (one, one)
    shown = "\n".join(
        f"q {ways[number % 2]} BT /Planted 9 Tf {x:.1f} {y:.1f} Td <{text.encode('cp1252').hex()}> Tj ET Q"
        for number, (x, y, text) in enumerate(places)
    )
    _with_font(pdf, _helvetica(), shown.encode())


def _line(texts: Sequence[str], *, left: float = 40, bottom: float = 200) -> list[Place]:
    """Return the places of texts that follow each other on a line."""
    places = []
    for text in texts:
        places.append((left, bottom, text))
        left += 5 * len(text)
    return places


def woven(passage: str) -> list[str]:
    """Return the words of a passage with others between them."""
    return [each for number, word in enumerate(words(passage)) for each in (word, f"{JUNK[number % len(JUNK)]} ")]


def _shuffled(places: list[Place]) -> list[Place]:
    return random.Random(3).sample(places, len(places))  # noqa: S311 - an order like any other


def _between(what: str, other: str, one: str = "") -> Plant:
    return _plant("PDF page text", what, lambda pdf, p: _drawn(
        pdf, _line(woven(p)), one=one, other=other, apart=True))  # fmt: skip


def _placed(what: str, places: Callable[[str], list[Place]]) -> Plant:
    return _plant("PDF page text", what, lambda pdf, p: _drawn(pdf, places(p)))


def _plant(channel: str, what: str, change: Callable[[pikepdf.Pdf, str], object]) -> Plant:
    return Plant(kind=Kind.PDF, what=what, channel=channel, put=changed(change))


def _outside(pdf: pikepdf.Pdf, passage: str) -> None:
    places = [(x, y if number % 2 == 0 else -500, text) for number, (x, y, text) in enumerate(_line(woven(passage)))]
    _drawn(pdf, places)


def _backwards_in_an_array(pdf: pikepdf.Pdf, passage: str) -> None:
    """Show letters from the last to the first by one operator, each to the left of the one before."""

    shown = b" 9000 ".join(b"<%b>" % word.encode("cp1252").hex().encode() for word in passage.split()[::-1])
    _with_font(pdf, _helvetica(), b"BT /Planted 9 Tf 600 200 Td [%b] TJ ET" % shown)


def _in_forms(pdf: pikepdf.Pdf, passage: str) -> None:
    """Draw each word by a form of its own, in an order that says nothing."""
    forms = Dictionary()

    def written(letters: Letters) -> str:
        drawn = []
        for number, (x, y, word) in enumerate(_line(words(passage))):
            content = f"BT /Planted 9 Tf 0 0 Td {letters.code(word)} Tj ET".encode()
            made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 20])
            made.Resources = Dictionary(Font=Dictionary(Planted=letters.font))
            forms[f"/W{number}"] = pdf.make_indirect(made)
            drawn.append(f"q 1 0 0 1 {x} {y} cm /W{number} Do Q")
        return "\n".join(random.Random(3).sample(drawn, len(drawn)))  # noqa: S311 - an order like any other

    on_page(pdf, passage, written, XObject=forms)


_HIDDEN: Final = (
    _between("invisible", "3 Tr"),
    _between("invisible, clipping", "7 Tr"),
    _between("white", "1 1 1 rg"),
    _between("white in grey", "1 g"),
    _between("nearly white", "0.97 0.98 0.99 rg"),
    _between("white in four colours", "0 0 0 0 k"),
    _between("tiny", "0.05 0 0 0.05 1 1 cm"),
    _between("clipped away", "0 0 1 1 re W n"),
    _between("red", "1 0 0 rg"),
    _between("seen between unseen", "0 0 0 rg", "3 Tr"),
    _between("white between black", "0 0 0 rg", "1 1 1 rg"),
    _plant("PDF page text", "outside the page", _outside),
)
_ORDERED: Final = (
    _placed("words in no order", lambda p: _shuffled(_line(words(p)))),
    _placed("letters in no order", lambda p: _shuffled(_line([*p]))),
    _placed("letters from the right", lambda p: _line([*p])[::-1]),
    _placed("words from the right", lambda p: [(500 - x, y, word) for x, y, word in _line(words(p))]),
    _placed("lines in no order", lambda p: _shuffled(
        [(40, 300 - 14 * n, word) for n, word in enumerate(words(p))])),
    _placed("letters on a wave", lambda p: _shuffled(
        [(x, y + 20 * (n % 3), letter) for n, (x, y, letter) in enumerate(_line([*p]))])),
    _placed("letters down the page", lambda p: _shuffled(
        [(40 + n % 2, 700 - 9 * n, letter) for n, letter in enumerate(p)])),
    _placed("columns line by line", lambda p: [
        (x, 400 - 14 * n, text) for n, word in enumerate(words(p)) for x, text in ((40, word), (200, JUNK[n % 7]))]),
    _plant("PDF page text", "words from the right by one operator", _backwards_in_an_array),
    _plant("PDF page text", "forms in no order", _in_forms),
)  # fmt: skip


def _mapped(pairs: dict[int, str], digits: int) -> bytes:
    lines = "\n".join(
        f"<{code:0{digits}x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in sorted(pairs.items())
    )
    return f"""begincmap 1 begincodespacerange <{"0" * digits}> <{"F" * digits}> endcodespacerange
{len(pairs)} beginbfchar
{lines}
endbfchar endcmap""".encode()


def _helvetica() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


def _shown(codes: bytes) -> bytes:
    return b"BT /Planted 9 Tf 40 200 Td <%b> Tj ET" % codes.hex().encode()


def _with_font(pdf: pikepdf.Pdf, font: Dictionary, shown: bytes) -> None:
    """Add a content to the first page that shows something in a font."""
    page = pdf.pages[0].obj
    page.Resources.Font.Planted = pdf.make_indirect(font)
    content = pdf.make_stream(shown)
    contents = page.Contents
    page.Contents = Array([*(contents if isinstance(contents, Array) else [contents]), content])


def _lying(passage: str) -> dict[int, str]:
    """Return letters that the codes of a passage in Windows-1252 do not draw."""
    return {code: JUNK[code % 7][0] for code in passage.encode("cp1252") if code != 32}


def _simple(pdf: pikepdf.Pdf, passage: str) -> None:
    font = _helvetica()
    font.ToUnicode = pdf.make_stream(_mapped(_lying(passage), 2))
    _with_font(pdf, font, _shown(passage.encode("cp1252")))


def _differences(pdf: pikepdf.Pdf, passage: str) -> None:
    """Draw a passage with codes that mean other letters, by the names of the glyphs."""
    letters = [*dict.fromkeys(passage)]
    names = [Name(f"/uni{ord(letter):04X}") for letter in letters]
    encoding = Dictionary(Type=Name.Encoding, Differences=Array([65, *names]))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=encoding)
    font.ToUnicode = pdf.make_stream(_mapped({65 + n: JUNK[n % 7][1] for n in range(len(letters))}, 2))
    _with_font(pdf, font, _shown(bytes(65 + letters.index(letter) for letter in passage)))


_NEEDED: Final = {"GlyphOrder", "head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap", "post", "name", "OS/2"}


def _program(passage: str, *, named: bool) -> tuple[bytes, dict[str, int]]:
    """Return a font with the letters of a passage, and their glyphs; it has names for them, or a map."""
    font = TTFont(f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf")
    cutter = subset.Subsetter(
        subset.Options(glyph_names=named, layout_features=[], drop_tables=[*{*font.keys()} - _NEEDED])
    )
    cutter.populate(text=passage)
    cutter.subset(font)
    glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    if named:
        del font["cmap"]
    written = io.BytesIO()
    font.save(written)
    return written.getvalue(), glyphs


def _wide(pdf: pikepdf.Pdf, passage: str, *, named: bool, says: str = "lies") -> None:
    program, glyphs = _program(passage, named=named)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Planted, FontFile2=pdf.make_stream(program, Length1=len(program))
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Planted,
        CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Planted,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
    )
    said = (
        {glyph: JUNK[glyph % 7][0] for letter, glyph in glyphs.items() if letter != " "} if says == "lies" else {1: "x"}
    )
    font.ToUnicode = pdf.make_stream(_mapped(said, 4))
    _with_font(pdf, font, _shown(b"".join(glyphs[letter].to_bytes(2, "big") for letter in passage)))


_FONTS: Final = (
    _plant("PDF page text", "a map that lies about an encoding", _simple),
    _plant("PDF page text", "a map that lies about names of glyphs", _differences),
    _plant("PDF page text", "a map that lies about names in a font", lambda pdf, p: _wide(pdf, p, named=True)),
    _plant("PDF page text", "a map that lies about a map in a font", lambda pdf, p: _wide(pdf, p, named=False)),
    _plant("PDF page text", "a map that leaves out letters", lambda pdf, p: _wide(
        pdf, p, named=True, says="little")),
)  # fmt: skip


def _zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def _stream(what: str, packed: Callable[[bytes], bytes], channel: str = "PDF stream: text text") -> Plant:
    return _plant(channel, what, lambda pdf, p: embedded(pdf, packed(p.encode())))


def _in_attachment(what: str, name: str, content: Callable[[str], bytes], channel: str) -> Plant:
    return _plant(f"PDF attachment: {channel}", what, lambda pdf, p: attached(pdf, content(p), name))


def _small_pdf(passage: str) -> bytes:
    return page_text(_EMPTY, passage)


def _empty() -> bytes:
    import pikepdf  # noqa: PLC0415 - elsewhere its names are enough

    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary())
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q Q")
        pdf.save(written)
    return written.getvalue()


_EMPTY: Final = _empty()
_NESTED: Final = (
    _stream("gzip in a stream", gzip.compress),
    _stream("zlib in a stream", zlib.compress),
    _stream("zlib in zlib in a stream", lambda data: zlib.compress(zlib.compress(data))),
    _stream("bzip2 in a stream", bz2.compress),
    _stream("xz in a stream", lzma.compress),
    _stream("bare deflate in a stream", lambda data: zlib.compress(data)[2:-4]),
    _stream("ZIP in a stream", lambda data: _zipped("x.txt", data)),
    _stream("gzip in Base64 in a stream", lambda data: base64.b64encode(gzip.compress(data)), "PDF stream"),
    _stream("Base64 in lines in a stream", base64.encodebytes, "PDF stream"),
    _stream("Base64 in Base64 in a stream", lambda data: base64.b64encode(base64.b64encode(data)), "PDF stream"),
    _plant("PDF stream: PDF page text", "PDF in a stream", lambda pdf, p: embedded(pdf, _small_pdf(p))),
    _in_attachment("PDF", "x.pdf", _small_pdf, "PDF page text"),
    _in_attachment("PDF in a ZIP", "x.zip", lambda p: _zipped("x.pdf", _small_pdf(p)), "PDF page text"),
    _in_attachment("zlib", "x.bin", lambda p: zlib.compress(p.encode()), "text text"),
    _in_attachment("DOCX in a ZIP in gzip", "x.zip.gz", lambda p: gzip.compress(
        _zipped("x.docx", small_docx(p))), "DOCX text"),
)  # fmt: skip
PLANTS: Final = (*_HIDDEN, *_ORDERED, *_FONTS, *_NESTED)
