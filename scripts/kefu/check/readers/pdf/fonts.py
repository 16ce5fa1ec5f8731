"""What the fonts of a PDF draw, compared with what the file says that they draw.

A PDF says which letters its codes mean in a map of its own (`ToUnicode`: ISO 32000-1, 9.10.3), which no reader compares
with the glyphs: a page can show one text and be searched for another. What a glyph is, its name tells, and the map of
characters in the font itself. A font that has neither, or has names that lie too, cannot be compared.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from fontTools import agl  # type: ignore[import-untyped]  # it comes without types
from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped]  # same reason
from fontTools.encodings.MacRoman import MacRoman  # type: ignore[import-untyped]  # same reason
from fontTools.encodings.StandardEncoding import StandardEncoding  # type: ignore[import-untyped]  # same reason
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # same reason

from kefu.check.readers.pdf.objects import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.check.readers.pdf.objects import PdfObjects

Letters = dict[int, str]
"""The text of each code of a font."""

_MOST_CODES: Final = 65_536
_SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_TOKEN: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_WIN_ANSI: Final = {code: bytes((code,)).decode("cp1252", "ignore") for code in range(32, 256)}
_COMPOSED: Final = b"\x80"
"""How the data of a glyph begins that is made of others: with a negative number (OpenType 1.9.1, `glyf`)."""
_SFNT: Final = (b"\0\1\0\0", b"OTTO", b"true")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glyphs:
    """The letters of a font's glyphs by their names and by its map, and the names in its own encoding.

    `parts` are glyphs that others are made of, such as the A of an Å; they may be in the font for that alone.
    """

    named: Letters = field(default_factory=dict)
    mapped: Letters = field(default_factory=dict)
    encoding: Mapping[int, str] = field(default_factory=dict)
    parts: frozenset[int] = frozenset()


def lying(objects: PdfObjects) -> dict[str, bytes]:
    """Return, for each font by its reference, a true map of its letters, if the one that it has is not true."""
    found = {}
    for reference, font in objects.values.items():
        if isinstance(font, dict) and font.get("/Type", "/Font") == "/Font" and "/Subtype" in font:
            wide = font["/Subtype"] == "/Type0"
            if wide or "/BaseFont" in font or "/CharProcs" in font:
                said = _said(objects, font, wide=wide)
                drawn, parts = _drawn_by_wide(objects, font) if wide else (_drawn_by_simple(objects, font), frozenset())
                compared = (
                    (text, said.get(code, "")) for code, text in drawn.items() if code in said or code not in parts
                )
                if any(_contradict(text, other) for text, other in compared):
                    found[reference] = _map({**said, **drawn}, wide=wide)
    return found


def _contradict(drawn: str, said: str) -> bool:
    """Return whether a glyph is another letter than is said; where nothing is said, only letters count, not digits."""
    plain = _plain(drawn)
    return plain != _plain(said) if said else any(map(str.isalpha, plain))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


def _said(objects: PdfObjects, font: Mapping[str, Any], *, wide: bool) -> Letters:
    stream = objects.streams.get(str(font.get("/ToUnicode")))
    mapped = _letters(stream.data) if stream and stream.data else {}
    return mapped if wide else {**_encoded(objects, font), **mapped}


def _letters(data: bytes) -> Letters:
    """Return what a map of characters says: ISO 32000-1, 9.10.3, and Adobe Technical Note 5411."""
    found: Letters = {}
    for kind, body in _SECTION.findall(data):
        tokens = [_bytes(digits) if not (opening or closing) else opening or closing
                  for digits, opening, closing in _TOKEN.findall(body)]  # fmt: skip
        given = iter(tokens)
        for first in given:
            last = next(given, b"") if kind == b"bfrange" else first
            target = next(given, b"")
            codes = range(int.from_bytes(first, "big"), min(int.from_bytes(last, "big"), _MOST_CODES) + 1)
            if target == b"[":
                for code in codes:
                    if (target := next(given, b"]")) == b"]":
                        break
                    found[code] = target.decode("utf-16-be", "ignore")
                while target not in {b"]", b""}:
                    target = next(given, b"")
            elif target:
                start = int.from_bytes(target[-2:], "big")
                for code in codes:
                    end = (start + code - codes.start & 0xFFFF).to_bytes(2, "big")
                    found[code] = (target[:-2] + end).decode("utf-16-be", "ignore")
            if len(found) > _MOST_CODES:
                return found
    return found


def _bytes(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _encoded(objects: PdfObjects, font: Mapping[str, Any]) -> Letters:
    """Return what the codes of a simple font mean by its encoding: ISO 32000-1, 9.6.6."""
    encoding = objects.at(font.get("/Encoding"))
    base = encoding.get("/BaseEncoding") if isinstance(encoding, dict) else encoding
    match name_of(objects.at(base)):
        case "WinAnsiEncoding":
            found = dict(_WIN_ANSI)
        case "MacRomanEncoding":
            found = _by_names(dict(enumerate(MacRoman)))
        case _ if "/CharProcs" in font or _program(objects, font):
            found = {}  # an encoding of its own
        case _:
            found = _by_names(dict(enumerate(StandardEncoding)))
    code = 0
    for item in objects.array(encoding.get("/Differences")) if isinstance(encoding, dict) else ():
        each = objects.at(item)
        if isinstance(each, int):
            code = each
        elif name := name_of(each):
            found.pop(code, None)
            found |= _by_names({code: name})
            code += 1
    return found


def _by_names(names: Mapping[int, str]) -> Letters:
    return {code: text for code, name in names.items() if (text := agl.toUnicode(name))}


def _drawn_by_simple(objects: PdfObjects, font: Mapping[str, Any]) -> Letters:
    """Return what a font with codes of one byte draws: by the names of its glyphs, else by its own map."""
    encoded = _encoded(objects, font)
    glyphs = _glyphs(_program(objects, font))
    if not glyphs.named:
        return encoded
    by_letter = {text: glyph for glyph, text in glyphs.mapped.items()}
    drawn = {} if encoded else _by_names(glyphs.encoding)
    for code in range(256):
        glyph = by_letter.get(encoded.get(code, ""), by_letter.get(chr(0xF000 + code)))
        if glyph is not None and (text := glyphs.named.get(glyph)):
            drawn[code] = text
    return {**encoded, **drawn}


def _drawn_by_wide(objects: PdfObjects, font: Mapping[str, Any]) -> tuple[Letters, frozenset[int]]:
    """Return what a font with codes of two bytes draws, if they number its glyphs, and the codes of parts of others.

    Source: ISO 32000-1, 9.7.
    """
    if not name_of(objects.at(font.get("/Encoding"))).startswith("Identity"):
        return {}, frozenset()
    descendant = objects.dictionary(next(iter(objects.array(font.get("/DescendantFonts"))), None))
    glyphs = _glyphs(_program(objects, descendant))
    known = {**glyphs.mapped, **glyphs.named}
    table = objects.streams.get(str(descendant.get("/CIDToGIDMap")))
    if not (table and table.data):
        return known, glyphs.parts
    pairs = (table.data[at : at + 2] for at in range(0, min(len(table.data), 2 * _MOST_CODES), 2))
    chosen = {code: int.from_bytes(pair, "big") for code, pair in enumerate(pairs)}
    parts = frozenset(code for code, glyph in chosen.items() if glyph in glyphs.parts)
    return {code: known[glyph] for code, glyph in chosen.items() if glyph in known}, parts


def _program(objects: PdfObjects, font: Mapping[str, Any]) -> bytes:
    descriptor = objects.dictionary(font.get("/FontDescriptor"))
    for key in ("/FontFile2", "/FontFile3"):
        stream = objects.streams.get(str(descriptor.get(key)))
        if stream and stream.data:
            return stream.data
    return b""


def _glyphs(program: bytes) -> _Glyphs:
    try:
        if program.startswith(_SFNT):
            return _of_sfnt(program)
        return _of_cff(program) if program[:1] == b"\1" else _Glyphs()
    except Exception:  # noqa: BLE001 - what fontTools raises for hostile bytes is not documented; there is no comparison
        return _Glyphs()


def _of_sfnt(program: bytes) -> _Glyphs:
    font = TTFont(io.BytesIO(program), lazy=True)
    order = font.getGlyphOrder()
    named = "CFF " in font or ("post" in font and font["post"].formatType in {1.0, 2.0})
    mapped: Letters = {}
    for table in font["cmap"].tables if "cmap" in font else ():
        if table.isUnicode() or table.isSymbol():
            for code, name in islice(table.cmap.items(), _MOST_CODES):
                mapped.setdefault(font.getGlyphID(name), chr(code))
    outlines = font["glyf"].glyphs if "glyf" in font and named else {}
    composed = [name for name, outline in outlines.items() if getattr(outline, "data", b"")[:1] >= _COMPOSED]
    parts = (part for name in composed for part in font["glyf"][name].getComponentNames(font["glyf"]))
    return _Glyphs(
        named=_by_names(dict(enumerate(order))) if named else {},
        mapped=mapped,
        parts=frozenset(map(font.getGlyphID, parts)),
    )


def _of_cff(program: bytes) -> _Glyphs:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    top = fonts[0]
    if hasattr(top, "ROS"):
        return _Glyphs()
    named = _by_names(dict(enumerate(top.charset)))
    encoding = top.Encoding if isinstance(top.Encoding, list) else StandardEncoding
    return _Glyphs(named=named, mapped=named, encoding=dict(enumerate(encoding)))


def _map(letters: Letters, *, wide: bool) -> bytes:
    """Return a map of characters that says what is so."""
    return b"\n".join(_map_lines(letters, 4 if wide else 2))


def _map_lines(letters: Letters, digits: int) -> Iterator[bytes]:
    yield b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
    yield b"1 begincodespacerange <%b> <%b> endcodespacerange" % (b"0" * digits, b"F" * digits)
    for code, text in sorted(letters.items()):
        if code < 1 << 4 * digits and text:
            yield b"1 beginbfchar <%0*x> <%b> endbfchar" % (
                digits,
                code,
                text.encode("utf-16-be", "ignore").hex().encode(),
            )
    yield b"endcmap CMapName currentdict /CMap defineresource pop end end"
