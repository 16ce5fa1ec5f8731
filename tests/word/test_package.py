"""A Word file is opened if it is one and asks for nothing; everything else is one diagnostic that says what to do."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from tests.word.ooxml import KINDS, comment, docx, p, r, root, zipped

from kefu.diagnostics import BuildError
from kefu.rules.files import FILE_IS_READABLE
from kefu.rules.word import (
    WORD_FILE_IS_READABLE,
    WORD_FILE_IS_WHOLE,
    WORD_FILE_IS_WITHIN_BOUNDS,
    WORD_FILE_RUNS_NOTHING,
)
from kefu.word import package
from kefu.word.package import FILE, of, opened
from kefu.word.refusal import RefusalError
from kefu.word.xml import W
from kefu.word.zipped import unpacked

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.rules.rule import Rule

TEXT: Final = p(r("Kommunen växer."))
OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
MACRO: Final = "application/vnd.ms-office.vbaProject"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def refusal(content: bytes, name: str = "a.docx") -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        of(name, content)
    assert caught.value.hints
    return caught.value


def test_a_file_is_opened_with_all_its_parts(tmp_path: Path) -> None:
    content = docx(TEXT, comments=[comment(0, "Ja")], parts={"word/media/bild.png": b"\x89PNG"})
    path = tmp_path / "åter.docx"
    path.write_bytes(content)

    found = opened(path)

    assert found.name == "åter.docx"
    assert found.main == "word/document.xml"
    assert found.parts == unpacked(content)
    assert found.xml(found.main).findtext(f".//{W}t") == "Kommunen växer."
    assert found.related(found.main, "comments") == ("word/comments.xml",)
    assert found.related(found.main, "people") == ()


def test_what_is_wrong_is_told_at_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "granskad.docx"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(BuildError) as caught:
        opened(path)

    (found,) = caught.value.diagnostics
    assert found.location.path == PurePosixPath("granskad.docx")
    assert found.rule is WORD_FILE_IS_READABLE
    assert found.hints


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        opened(tmp_path / "saknas.docx")

    (found,) = caught.value.diagnostics
    assert found.rule is FILE_IS_READABLE


def test_a_file_of_more_than_100_megabytes_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "stor.docx"
    with path.open("wb") as file:
        file.write(docx(TEXT))
        file.truncate(FILE + 1)

    with pytest.raises(BuildError, match="larger than 100 megabytes"):
        opened(path)


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "text/ett.xml"])
def test_the_main_part_is_found_by_its_relationship(main: str) -> None:
    found = of("a.docx", docx(TEXT, main=main, comments=[comment(0, "Ja")]))

    assert found.main == main
    assert found.related(main, "comments") == (f"{main.rpartition('/')[0]}/comments.xml",)


def test_capitals_in_the_names_of_parts_make_no_difference() -> None:
    link = (f"{OFFICE}image", "/Word/MEDIA/Bild.PNG", "Internal")
    found = of("a.docx", docx(TEXT, links=[link], parts={"word/media/bild.png": b"x"}))

    assert found.related(found.main, "image") == ("word/media/bild.png",)


def test_a_relationship_to_the_outside_leads_nowhere() -> None:
    link = (f"{OFFICE}image", "https://example.org/bild.png", "External")
    found = of("a.docx", docx(TEXT, links=[link]))

    assert [(each.kind, each.target) for each in found.links(found.main)][-1] == ("image", "")
    assert found.related(found.main, "image") == ()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.docx", "it is empty"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "a.doc", r"the older form of Word files \(.doc\)"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "protected with a password"),
        (b"{\\rtf1 text}", "a.doc", "Rich Text"),
        (b"%PDF-1.7", "a.docx", "a PDF"),
        (b"\n<html><body>text</body></html>", "a.docx", "a web page"),
        (b"Kommunen", "a.docx", "it is no DOCX$"),
        (b"\x05Anna" + b"\0" * 150, "~$port.docx", "a note that Word keeps"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt", r"OpenDocument text \(.odt\)"),
        (zipped({"readme.txt": b"text"}), "a.zip", "an archive without a Word document"),
    ],
)
def test_what_is_no_docx_is_told_by_what_it_is(content: bytes, name: str, told: str) -> None:
    found = refusal(content, name)

    assert found.rule is WORD_FILE_IS_READABLE
    assert re.search(told, found.message)


def without(name: str) -> bytes:
    return zipped({part: content for part, content in unpacked(docx(TEXT)).items() if part != name})


@pytest.mark.parametrize("name", ["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
def test_a_file_without_what_makes_it_a_document_is_refused(name: str) -> None:
    assert "without a Word document" in refusal(without(name)).message


def test_a_workbook_is_no_document() -> None:
    other = root("w:workbook", "").replace(b"wordprocessingml/2006/main", b"spreadsheetml/2006/main")

    assert "without a Word document" in refusal(docx(parts={"word/document.xml": other})).message


MACROS: Final = {
    "by the type of the main part": docx(
        TEXT, types={"word/document.xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}
    ),
    "by the type of a part": docx(TEXT, parts={"word/x.bin": b"x"}, types={"word/x.bin": MACRO}),
    "by the name of a part": docx(TEXT, parts={"word/vbaProject.bin": b"x"}),
    "by a relationship": docx(
        TEXT,
        parts={"word/x.bin": b"x"},
        links=[("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "x.bin", "Internal")],
    ),
}


@pytest.mark.parametrize("content", MACROS.values(), ids=MACROS)
def test_macros_are_refused(content: bytes) -> None:
    found = refusal(content)

    assert found.rule is WORD_FILE_RUNS_NOTHING
    assert "macros" in found.message


DOCTYPE: Final = b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("part", "content", "rule"),
    [
        ("word/document.xml", DOCTYPE, WORD_FILE_RUNS_NOTHING),
        ("word/footnotes.xml", DOCTYPE, WORD_FILE_RUNS_NOTHING),
        ("customXml/item1.xml", DOCTYPE, WORD_FILE_RUNS_NOTHING),
        ("[Content_Types].xml", DOCTYPE, WORD_FILE_RUNS_NOTHING),
        ("word/_rels/document.xml.rels", DOCTYPE, WORD_FILE_RUNS_NOTHING),
        ("word/document.xml", root("w:document", "")[:-5], WORD_FILE_IS_READABLE),
        ("word/comments.xml", b"<w:comments/>", WORD_FILE_IS_READABLE),
        ("word/document.xml", b"<a>" * 300 + b"</a>" * 300, WORD_FILE_IS_WITHIN_BOUNDS),
    ],
)
def test_xml_that_cannot_be_read_safely_is_told_with_its_part(part: str, content: bytes, rule: Rule) -> None:
    found = refusal(docx(TEXT, parts={part: content}))

    assert found.rule is rule
    assert f"“{part}”" in found.message


def test_a_picture_in_svg_may_be_anything() -> None:
    parts = {"word/media/bild.svg": DOCTYPE}

    assert of("a.docx", docx(TEXT, parts=parts, types={"word/media/bild.svg": "image/svg+xml"})).main


def test_more_text_than_any_document_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "XML", 100)

    assert refusal(docx(TEXT)).rule is WORD_FILE_IS_WITHIN_BOUNDS


def test_more_relationships_than_any_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "RELATIONSHIPS", 2)
    links = [(f"{OFFICE}hyperlink", f"https://example.org/{count}", "External") for count in range(2)]

    assert "more than 2 places" in refusal(docx(TEXT, links=links)).message


@pytest.mark.parametrize(
    "link",
    [
        (f"{OFFICE}aFChunk", "del.html", "Internal"),
        (f"{OFFICE}subDocument", "kapitel%201.docx", "External"),
    ],
)
def test_a_text_that_lies_elsewhere_is_told_and_not_lost(link: tuple[str, str, str]) -> None:
    found = refusal(docx(TEXT, links=[link], parts={"word/del.html": b"<p>text</p>"}))

    assert found.rule is WORD_FILE_IS_WHOLE


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (MACROS["by the name of a part"], WORD_FILE_RUNS_NOTHING),
        (docx(TEXT, links=[(f"{OFFICE}subDocument", "kapitel.docx", "External")]), WORD_FILE_IS_WHOLE),
    ],
)
def test_a_refused_file_is_one_problem_at_its_name_with_what_to_do(tmp_path: Path, content: bytes, rule: Rule) -> None:
    (tmp_path / "a.docx").write_bytes(content)

    with pytest.raises(BuildError) as caught:
        opened(tmp_path / "a.docx")

    (problem,) = caught.value.diagnostics
    assert (problem.rule, str(problem.location)) == (rule, "a.docx")
    assert problem.hints


def test_the_strict_form_is_read() -> None:
    """The namespaces of ISO/IEC 29500 strict stand for those of the transitional form, in parts and relationships."""
    common, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    parts = {
        name: content.replace(common + b"wordprocessingml/2006", strict + b"wordprocessingml").replace(
            common + b"officeDocument/2006", strict + b"officeDocument"
        )
        for name, content in unpacked(docx(TEXT, comments=[comment(0, "Ja")])).items()
    }
    found = of("a.docx", zipped(parts))

    assert found.xml(found.main).findtext(f".//{W}t") == "Kommunen växer."
    assert found.related(found.main, "comments") == ("word/comments.xml",)


def test_what_cannot_lead_anywhere_leads_nowhere() -> None:
    links = [(KINDS["header"], "../../../../etc/passwd", "Internal"), (KINDS["header"], "", "Internal")]
    found = of("a.docx", docx(TEXT, links=links))

    assert found.related(found.main, "header") == ()
