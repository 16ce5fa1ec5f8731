"""What surrounds the text of a Word file: its pages, headers, footers and properties are the document's own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from kefu.engines.docx.marks import identity
from kefu.engines.docx.parts import FITTING, field, paragraph, parts, reference, run
from kefu.engines.docx.xml import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document


@pytest.fixture(scope="module")
def teacher(books: Mapping[str, Document]) -> Document:
    return books["cases/01-skolan teacher"]


def changed(document: Document, **metadata: Any) -> Document:
    return replace(document, metadata=replace(document.metadata, **metadata))


def said(document: Document, part: str) -> str:
    root = ET.fromstring(parts(document)[part])  # noqa: S314 - made here
    return "".join({f"{W}tab": "\t", f"{W}br": "\n"}.get(e.tag, e.text or "") for e in root.iter())


def test_a_reference_is_a_word_file_that_says_what_its_parts_are(teacher: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(reference(teacher))) as file:
        members = {name: file.read(name) for name in file.namelist()}

    types = members["[Content_Types].xml"].decode()
    related = members["word/_rels/document.xml.rels"].decode()
    for name in parts(teacher):
        assert members[name] == parts(teacher)[name]
        if name.startswith("word/"):
            assert f'PartName="/{name}"' in types
            assert f'Target="{name.removeprefix("word/")}"' in related
    for content in members.values():
        ET.fromstring(content)  # noqa: S314 - made here


def test_a_page_has_the_size_and_margins_of_the_theme(teacher: Document) -> None:
    measures = replace(teacher.theme.measures, top_margin=50.8, side_margin=25.4)
    small = replace(teacher, theme=replace(teacher.theme, measures=measures))
    with zipfile.ZipFile(io.BytesIO(reference(small))) as file:
        text = file.read("word/document.xml").decode()

    assert 'w:pgSz w:w="11906" w:h="16838"' in text
    assert 'w:top="2880"' in text
    assert 'w:right="1440"' in text
    assert 'w:left="1440"' in text


def test_a_header_has_the_title_and_the_banner_or_without_one_the_edition(teacher: Document) -> None:
    assert said(changed(teacher, heading="Skolan", banner="Hemligt"), "word/header1.xml") == "Skolan\tHemligt"
    assert said(changed(teacher, heading="Skolan", banner="", edition="Utgåva"), "word/header1.xml") == "Skolan\tUtgåva"
    long = "x" * FITTING
    assert said(changed(teacher, heading=long, banner="Hemligt"), "word/header1.xml") == f"Hemligt\n{long}"


def test_a_first_page_has_the_banner_alone(teacher: Document) -> None:
    assert said(changed(teacher, banner="Hemligt"), "word/header2.xml") == "\tHemligt"
    assert said(changed(teacher, banner=""), "word/header2.xml") == ""


def test_pages_are_numbered_but_for_the_cover_of_a_report(teacher: Document, books: Mapping[str, Document]) -> None:
    report = books["report report"]

    assert " PAGE " in said(teacher, "word/footer1.xml")
    assert " PAGE " in said(teacher, "word/footer2.xml")
    assert " PAGE " in said(report, "word/footer1.xml")
    assert said(report, "word/footer2.xml") == ""


def test_properties_are_the_documents_and_escaped(teacher: Document) -> None:
    text = said(changed(teacher, title="A & <b>", authors=("Ett", "Två"), keywords=("x", "y")), "docProps/core.xml")

    assert "A & <b>" in text
    assert "Ett; Två" in text
    assert "x, y" in text
    assert f"{teacher.metadata.date}T12:00:00Z" in text


def test_a_file_says_what_readers_may_do_with_it_and_which_document_it_is(teacher: Document) -> None:
    root = ET.fromstring(parts(teacher)["docProps/custom.xml"])  # noqa: S314 - made here

    assert [(one.get("pid"), one.get("name"), "".join(one.itertext())) for one in root] == [
        ("2", "Licens och villkor", str(teacher.edition.rights)),
        ("3", "kefu-document", identity(teacher)),
    ]


def test_text_is_escaped_wherever_it_stands() -> None:
    assert (
        run("a & b", "Quote")
        == '<w:r><w:rPr><w:rStyle w:val="Quote"/></w:rPr><w:t xml:space="preserve">a &amp; b</w:t></w:r>'
    )
    assert paragraph("Header", run("<")) == (
        '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">&lt;</w:t></w:r></w:p>'
    )
    assert " A &amp; B </w:instrText>" in field("A & B", run("1"))
