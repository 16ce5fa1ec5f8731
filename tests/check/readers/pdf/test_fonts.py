from __future__ import annotations

import io
from typing import Final

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from kefu.check.readers.pdf.fonts import lying
from kefu.check.readers.pdf.objects import open_objects

A_TO_C: Final = {"Encoding": Dictionary(Differences=Array([65, Name.A, Name.B, Name.C]))}


def told(table: bytes | None, **entries: object) -> list[bytes]:
    """Return the maps that a font with a map of letters should have, if it should have another one."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for key, value in entries.items():
            font[f"/{key}"] = value
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
