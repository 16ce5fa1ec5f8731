from __future__ import annotations

import io
import re
from typing import Final

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # it comes without types
from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]  # same reason
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # same reason
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # same reason
from pikepdf import Array, Dictionary, Name

from kefu.check.readers.pdf.fonts import lying
from kefu.check.readers.pdf.objects import open_objects

A_TO_C: Final = {"Encoding": Dictionary(Differences=Array([65, Name.A, Name.B, Name.C]))}


def told(table: bytes | None, **entries: object) -> list[bytes]:
    """Return the maps that a font with a map of letters should have, if it should have another one.

    Entries that are `None` are left out; those that are bytes are the font itself.
    """
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for entry, value in entries.items():
            if value is None:
                del font[f"/{entry}"]
            elif isinstance(value, bytes):
                font.FontDescriptor = Dictionary({f"/{entry}": pdf.make_indirect(pdf.make_stream(value))})
            else:
                font[f"/{entry}"] = value
        if table is not None:
            font.ToUnicode = pdf.make_stream(b"begincmap " + table + b" endcmap")
        pdf.Root.Font = pdf.make_indirect(font)
        written = io.BytesIO()
        pdf.save(written)
    return [*lying(open_objects(written.getvalue())).values()]


@pytest.mark.parametrize(
    "table",
    [
        b"3 beginbfchar <41> <0041> <42> <0042> <43> <0043> endbfchar",
        b"1 beginbfrange <41> <43> <0041> endbfrange",
        b"1 beginbfrange <41> <43> [<0041> <0042> <0043>] endbfrange",
        b"1 beginbfrange <41> <43> [<0041>] endbfrange",
    ],
)
def test_a_map_that_says_what_the_glyphs_are_is_true(table: bytes) -> None:
    assert told(table, **A_TO_C) == []


@pytest.mark.parametrize(
    "table",
    [
        b"3 beginbfchar <41> <0041> <42> <0058> <43> <0043> endbfchar",
        b"1 beginbfrange <41> <43> <0042> endbfrange",
        b"1 beginbfrange <41> <43> [<0041> <0058> <0043>] endbfrange",
    ],
)
def test_a_map_that_says_something_else_is_told_and_the_true_one_made(table: bytes) -> None:
    (true,) = told(table, **A_TO_C)

    assert b"<42> <0042>" in true


def test_without_a_map_the_encoding_is_what_is_said() -> None:
    assert told(None, **A_TO_C) == []


def test_names_of_glyphs_that_mean_nothing_prove_nothing() -> None:
    table = b"1 beginbfchar <41> <0058> endbfchar"

    assert told(table, Encoding=Dictionary(Differences=Array([65, Name.g17]))) == []


def as_told(table: bytes, **entries: object) -> dict[int, str]:
    """Return the true map of a font in which the code 65 has another letter than its glyph, X, without that code."""
    (true,) = told(b"1 beginbfchar <41> <0058> endbfchar " + table, **{**A_TO_C, **entries})
    pairs = re.findall(rb"<(\w+)> <(\w+)> endbfchar", true)
    letters = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
    return {code: text for code, text in letters.items() if code not in {65, 66, 67}}


@pytest.mark.parametrize(
    ("table", "letters"),
    [
        (b"1 beginbfchar <50> <0061> <5 1> <0062> endbfchar", {0x50: "a", 0x51: "b"}),
        (b"1 beginbfchar <5> <0061> endbfchar", {0x50: "a"}),
        (b"1 beginbfchar <50> <00660069> endbfchar", {0x50: "fi"}),
        (b"1 beginbfchar <50> <> <51> <0062> endbfchar", {0x51: "b"}),
        (b"1 beginbfchar <50> endbfchar", {}),
        (b"1 beginbfrange <50> <52> <0061> <54> <54> <0064> endbfrange", {0x50: "a", 0x51: "b", 0x52: "c", 0x54: "d"}),
        (b"1 beginbfrange <50> <51> <00660069> endbfrange", {0x50: "fi", 0x51: "fj"}),
        (b"1 beginbfrange <50> <51> <006100FF> endbfrange", {0x50: "a\xff", 0x51: "a\u0100"}),
        (b"1 beginbfrange <50> <51> <0061FFFF> endbfrange", {0x50: "a\uffff", 0x51: "a\0"}),
        (b"1 beginbfrange <50> <52> [<0061> <0063>] <54> <54> <0064> endbfrange", {0x50: "a", 0x51: "c", 0x54: "d"}),
        (b"1 beginbfrange <50> <51> [<0061> <0063> <0065> <0067>] <54> <54> <0064> endbfrange",
         {0x50: "a", 0x51: "c", 0x54: "d"}),
        (b"1 beginbfrange <50> <51> [<0061> <0063>] <54> <54> <0064> endbfrange", {0x50: "a", 0x51: "c", 0x54: "d"}),
        (b"1 beginbfrange <50> <52> [<0061>", {}),
        (b"1 beginbfrange <50> <50> [<0061> <0062> endbfrange", {0x50: "a"}),
        (b"1 beginbfrange <FE> <101> <0061> endbfrange", {0xFE: "a", 0xFF: "b"}),
        (b"1 beginbfrange <52> <50> <0061> endbfrange", {}),
        (b"2 beginbfchar <50> <0061> endbfchar 1 beginbfchar <51> <0062> endbfchar", {0x50: "a", 0x51: "b"}),
    ],
)  # fmt: skip
def test_a_map_is_read_as_it_is_written(table: bytes, letters: dict[int, str]) -> None:
    assert as_told(table, FontFile2=b"no font") == letters


@pytest.mark.parametrize(
    ("encoding", "code", "letter"),
    [
        (Dictionary(BaseEncoding=Name.WinAnsiEncoding), 0xE5, "å"),
        (Dictionary(BaseEncoding=Name.WinAnsiEncoding), 0x20, " "),
        (Dictionary(BaseEncoding=Name.WinAnsiEncoding), 0xFF, "ÿ"),
        (Dictionary(BaseEncoding=Name.WinAnsiEncoding), 0x93, "“"),
        (Dictionary(BaseEncoding=Name.MacRomanEncoding), 0x8C, "å"),
        (Dictionary(), 0xE1, "Æ"),
        (Dictionary(Differences=Array([65, Name.A, 0xE5, Name.aring, Name.adieresis])), 0xE6, "ä"),
        (Dictionary(Differences=Array([65, Name.A, 0xE5, Name.aring, Name.g17, Name.adieresis])), 0xE7, "ä"),
        (Dictionary(Differences=Array([Name.aring, 65, Name.A])), 0, "å"),
    ],
)
def test_an_encoding_is_read_as_it_is_written(encoding: Dictionary, code: int, letter: str) -> None:
    assert as_told(b"", Encoding=encoding)[code] == letter


def test_an_encoding_without_a_dictionary_is_read_too() -> None:
    assert as_told(b"", Encoding=Name.MacRomanEncoding)[0x8C] == "å"
    assert as_told(b"", Encoding=Name.WinAnsiEncoding)[0x8C] == "Œ"
    assert 0x8C not in as_told(b"")


def test_a_code_that_gets_a_name_without_a_meaning_has_no_letter() -> None:
    differences = Array([65, Name.A, 0xE5, Name.g17])

    assert 0xE5 not in as_told(b"", Encoding=Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=differences))


@pytest.mark.parametrize(
    ("drawn", "said", "lies"),
    [
        ("A", "0041", False),
        ("A", "0061", False),
        ("A", "0042", True),
        ("fi", "FB01", False),
        ("Aring", "00C5", False),
        ("Aring", "0041030A", False),
        ("hyphen", "002D", False),
        ("hyphen", "2013", False),
        ("hyphen", "0041", True),
        ("one", "0031", False),
        ("one", "0032", True),
        ("A", "", True),
        ("one", "", False),
        ("hyphen", "", False),
    ],
)
def test_letters_and_digits_are_compared_and_signs_are_not(drawn: str, said: str, *, lies: bool) -> None:
    table = f"1 beginbfchar <41> <{said}> endbfchar" if said else ""
    encoding = {"Encoding": Dictionary(Differences=Array([65, Name(f"/{drawn}")]))} if said else {}
    program = {} if said else {"FontFile2": outlined({drawn: None}, {0xF041: drawn}, symbols=True)}
    assert bool(told(table.encode(), **program, **encoding)) is lies


def outlined(
    glyphs: dict[str, str | None], letters: dict[int, str], *, named: bool = True, symbols: bool = False
) -> bytes:
    """Return a font with glyphs by their names, each drawn as itself or made of another one, and a map of letters."""
    pen = TTGlyphPen(None)
    for corner in [(0, 0), (0, 500), (500, 0)]:
        (pen.lineTo if corner != (0, 0) else pen.moveTo)(corner)
    pen.closePath()
    plain = pen.glyph()
    made = {".notdef": plain}
    for name, part in glyphs.items():
        pen = TTGlyphPen({**made, name: plain})
        if part:
            pen.addComponent(part, (1, 0, 0, 1, 0, 0))
        made[name] = pen.glyph() if part else plain
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([*made])
    builder.setupCharacterMap(letters)
    builder.setupGlyf(made)
    builder.setupHorizontalMetrics(dict.fromkeys(made, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Planted", "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=named)
    if symbols:
        table = builder.font["cmap"].tables[-1]
        table.platformID, table.platEncID = 3, 0
        builder.font["cmap"].tables = [table]
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def charted(names: list[str]) -> bytes:
    """Return the outlines of a PostScript font, in the order of their names, which are those of its own encoding."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names])
    pen = T2CharStringPen(500, None)
    outline = pen.getCharString()
    builder.setupCFF("Planted", {}, dict.fromkeys([".notdef", *names], outline), {})
    builder.setupCharacterMap({})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names], (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    written = io.BytesIO()
    builder.save(written)
    return bytes(TTFont(io.BytesIO(written.getvalue())).reader["CFF "])


def wide(program: bytes, table: bytes, numbers: bytes = b"", encoding: str = "Identity-H") -> list[bytes]:
    """Return the maps that a font with codes of two bytes should have, if it should have another one."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Planted)
        inner.FontDescriptor = Dictionary(FontFile2=pdf.make_indirect(pdf.make_stream(program)))
        if numbers:
            inner.CIDToGIDMap = pdf.make_indirect(pdf.make_stream(numbers))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, Encoding=Name(f"/{encoding}"))
        font.DescendantFonts = Array([pdf.make_indirect(inner)])
        if table:
            font.ToUnicode = pdf.make_indirect(pdf.make_stream(b"begincmap " + table + b" endcmap"))
        pdf.Root.Font = pdf.make_indirect(font)
        written = io.BytesIO()
        pdf.save(written)
    return [*lying(open_objects(written.getvalue())).values()]


SAID = b"1 beginbfrange <0001> <0003> <0041> endbfrange"
A_AND_AA = outlined({"A": None, "B": None, "C": None, "Aring": "A", "ring": None}, {0x41: "A"})
NAMELESS = outlined({"A": None, "B": None, "C": None}, {0x41: "A", 0x58: "B"}, named=False)


@pytest.mark.parametrize(
    ("program", "table", "numbers", "true"),
    [
        (A_AND_AA, SAID + b" 1 beginbfchar <0004> <00C5> endbfchar", b"", None),
        (A_AND_AA, SAID.replace(b"<0041>", b"<0042>"), b"", b"<0001> <0041>"),
        (A_AND_AA, b"1 beginbfchar <0002> <0042> <0003> <0043> <0004> <00C5> endbfchar", b"", None),
        (A_AND_AA, b"1 beginbfchar <0001> <0058> <0002> <0042> <0003> <0043> <0004> <00C5> endbfchar", b"",
         b"<0001> <0041>"),
        (A_AND_AA, b"1 beginbfchar <0001> <0041> <0003> <0043> <0004> <00C5> endbfchar", b"", b"<0002> <0042>"),
        (A_AND_AA, b"1 beginbfchar <0000> <0042> <0001> <0043> endbfchar", b"\0\2\0\3", None),
        (A_AND_AA, b"1 beginbfchar <0000> <0042> <0001> <0043> endbfchar", b"\0\3\0\2", b"<0000> <0043>"),
        (A_AND_AA, b"1 beginbfchar <0000> <0042> endbfchar", b"\0\2\0\1", None),
        (A_AND_AA, b"1 beginbfchar <0000> <0042> endbfchar", b"\0\2\0\3", b"<0001> <0043>"),
        (A_AND_AA, b"1 beginbfchar <0000> <0042> endbfchar", b"\0\2\0\x09", None),
        (A_AND_AA, b"1 beginbfrange <0000> <0002> [<0042> <0043> <0041>] endbfrange", b"\0\2\0\3\0\1", None),
        (A_AND_AA, b"1 beginbfrange <0000> <0002> [<0042> <0043> <0042>] endbfrange", b"\0\2\0\3\0\1",
         b"<0002> <0041>"),
        (NAMELESS, b"1 beginbfchar <0001> <0041> <0002> <0058> endbfchar", b"", None),
        (NAMELESS, b"1 beginbfchar <0001> <0041> <0002> <0042> endbfchar", b"", b"<0002> <0058>"),
        (b"no font", SAID, b"", None),
        (A_AND_AA[:300], SAID.replace(b"<0041>", b"<0042>"), b"", None),
    ],
)  # fmt: skip
def test_what_the_glyphs_of_a_wide_font_are_is_compared(
    program: bytes, table: bytes, numbers: bytes, true: bytes | None
) -> None:
    assert [true in each for each in wide(program, table, numbers) if true] == [True] * (true is not None)
    assert bool(wide(program, table, numbers)) is (true is not None)


def test_a_wide_font_says_nothing_but_what_its_map_says() -> None:
    assert wide(A_AND_AA, b"", bytes(2 * 0x42) + b"\0\2")


def test_a_font_whose_codes_do_not_number_its_glyphs_is_not_compared() -> None:
    assert wide(A_AND_AA, SAID.replace(b"<0041>", b"<0042>"), encoding="Identity-V")
    assert not wide(A_AND_AA, SAID.replace(b"<0041>", b"<0042>"), encoding="UniJIS-UTF16-H")


@pytest.mark.parametrize(
    ("entries", "lies"),
    [
        ({"Subtype": Name.Type3, "BaseFont": None, "CharProcs": Dictionary()}, True),
        ({"Type": None}, True),
        ({"Type": Name.Other}, False),
        ({"Subtype": None}, False),
        ({"BaseFont": None}, False),
    ],
)
def test_what_is_no_font_is_not_compared(entries: dict[str, object], *, lies: bool) -> None:
    assert bool(told(b"1 beginbfchar <41> <0058> endbfchar", **{**A_TO_C, **entries})) is lies


def test_a_simple_font_draws_the_glyph_that_its_code_means() -> None:
    swapped = outlined({"A": None, "B": None}, {0x41: "B", 0x42: "A"})

    (true,) = told(None, FontFile2=swapped, **A_TO_C)
    assert b"<41> <0042>" in true
    assert b"<42> <0041>" in true
    assert told(None, FontFile2=outlined({"A": None, "B": None}, {0x41: "A", 0x42: "B"}), **A_TO_C) == []
    symbols = outlined({"A": None, "B": None}, {0xF041: "B", 0xF0FF: "A"}, symbols=True)
    (true,) = told(b"1 beginbfchar <41> <0041> endbfchar", FontFile2=symbols)
    assert b"<41> <0042>" in true
    assert b"<ff> <0041>" in true.lower()


def test_a_postscript_font_has_its_own_encoding_unless_the_file_gives_one() -> None:
    (true,) = told(b"1 beginbfchar <41> <0058> <42> <0042> endbfchar", FontFile3=charted(["A", "B"]))

    assert b"<41> <0041>" in true
    assert told(None, FontFile3=charted(["A", "B", "C"]), **A_TO_C) == []
