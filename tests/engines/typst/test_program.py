"""Typst is given a source and its files, sets nothing in another font, and its problems are those of the sources."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from kefu.diagnostics import BuildError
from kefu.engines.typst import program
from kefu.engines.typst.endings import ATTEMPT
from kefu.engines.typst.program import fonts, page, typeset
from kefu.fonts import folder_of_fonts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kefu.model import Document

HEAD = '#set document(title: "A", date: auto)\n#set text(lang: "sv", font: "Source Serif Pro")\n'
PICTURE = '#set page(width: 25.4mm, height: 12.7mm, margin: 0mm)\n#set text(font: "Source Sans Pro")\n'


@pytest.fixture(scope="module")
def document(books: Mapping[str, Document]) -> Document:
    return books["cases/01-skolan student"]


def test_pages_can_be_set_in_our_fonts_and_no_others() -> None:
    names = {font.family for font in fonts(()).fonts()}

    assert names == {"Source Sans Pro", "Source Serif Pro"}


def test_a_missing_font_is_an_error_and_not_missing_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for path in list(folder_of_fonts(()).iterdir())[1:]:
        shutil.copyfile(path, tmp_path / path.name)
    monkeypatch.setattr(program, "folder_of_fonts", lambda _: tmp_path)

    with pytest.raises(RuntimeError, match="8 of 9 fonts found; reinstall the font packages"):
        program.fonts.__wrapped__(())


def test_a_source_becomes_a_pdf_that_was_made_at_noon_of_the_document(document: Document) -> None:
    made = typeset(f'{HEAD}#read("a.txt")', {"a.txt": b"Ett ord"}, document)

    assert made.warnings == ()
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == f"D:{document.metadata.date:%Y%m%d}120000Z"
        metadata = pdf.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "A")


def test_the_same_source_gives_the_same_bytes(document: Document) -> None:
    assert typeset(f"{HEAD}Ett ord", {}, document) == typeset(f"{HEAD}Ett ord", {}, document)


@pytest.mark.parametrize(
    "source",
    ["#unknown", '#read("/etc/hostname")', '#read("../a.txt")', "Ett ord utan titel"],
    ids=["name", "absolute", "outside", "standard"],
)
def test_what_typst_refuses_is_a_problem_of_the_sources(document: Document, source: str) -> None:
    with pytest.raises(BuildError):
        typeset(source, {}, document)


def test_what_typst_warns_of_is_a_warning(document: Document) -> None:
    made = typeset(f'{HEAD}#text(font: ("Nowhere", "Source Serif Pro"))[Udda]', {}, document)

    assert made.content.startswith(b"%PDF")
    assert len(made.warnings) == 1


def test_figures_that_move_each_other_without_end_stay_where_they_are(document: Document) -> None:
    source = f"{HEAD}#context {{ let n = counter(page).final().first(); for _ in range(n + 1) [#pagebreak() a] }}"
    still = f'{HEAD}#if not json("{ATTEMPT}").still [{source.removeprefix(HEAD)}]'

    assert any("converge" in warning.message for warning in typeset(source, {}, document).warnings)
    assert typeset(still, {}, document).warnings == ()


def test_a_source_of_one_page_becomes_a_picture_of_its_size() -> None:
    with Image.open(io.BytesIO(page(f'{PICTURE}#read("a.txt")', {"a.txt": b"Ett ord"}, ppi=100))) as picture:
        assert picture.format == "PNG"
        assert picture.size == (100, 50)


def test_a_source_of_two_pages_is_no_picture() -> None:
    with pytest.raises(RuntimeError, match="more than one page"):
        page(f"{PICTURE}a\n#pagebreak()\nb", {}, ppi=10)
