"""The default engine writes every format from the same tree, with the programs that packages carry."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from kefu import tree
from kefu.authored import Format
from kefu.engines.conversion import BODY, Conversion
from kefu.engines.docx.parts import reference
from kefu.engines.pandoc import WRITERS, by_pandoc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document

BLOCKS = [tree.para(tree.text("Ett ord & ett till."))]


@pytest.fixture(scope="module")
def document(books: Mapping[str, Document]) -> Document:
    return books["cases/01-skolan student"]


def made(document: Document, format_: Format, **given: Any) -> bytes:
    return by_pandoc(Conversion(document=document, format=format_, blocks=BLOCKS, **given)).content


def test_every_format_has_its_writer() -> None:
    assert set(WRITERS) == set(Format)


def test_a_web_page_is_its_text_as_html(document: Document) -> None:
    assert made(document, Format.HTML) == b"<p>Ett ord &amp; ett till.</p>"


def test_a_pdf_is_set_from_its_template_with_the_text_in_it(document: Document) -> None:
    template = f'#set document(title: "A")\n#set text(lang: "sv", font: "Source Serif Pro")\n{BODY}\n#read("b.txt")'

    assert made(document, Format.PDF, template=template, files={"b.txt": b"mer"}).startswith(b"%PDF-1.7")


def test_a_book_is_made_with_its_template(document: Document) -> None:
    packed = made(
        document,
        Format.EPUB,
        template=f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>A</title></head><body>{BODY}</body></html>",
        metadata={"title": {"t": "MetaString", "c": "Boken"}},
    )

    with zipfile.ZipFile(io.BytesIO(packed)) as book:
        assert book.read("mimetype") == b"application/epub+zip"
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    assert any("<title>A</title>" in page and "Ett ord &amp; ett till." in page for page in pages)


def test_a_word_file_takes_its_styles_from_its_reference(document: Document) -> None:
    given = reference(document)

    with zipfile.ZipFile(io.BytesIO(made(document, Format.DOCX, reference=given))) as file:
        text, styles = (file.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    with zipfile.ZipFile(io.BytesIO(given)) as file:
        wanted = set(re.findall(r'w:styleId="(\w+)"', file.read("word/styles.xml").decode()))

    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", text)) == "Ett ord &amp; ett till."
    assert wanted <= set(re.findall(r'w:styleId="(\w+)"', styles))
