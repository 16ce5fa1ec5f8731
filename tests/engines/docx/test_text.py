"""The text that pandoc wrote is finished: pages break where they should, boxes hold together, numbers are unique."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from kefu import words
from kefu.engines.docx.styles import id_of
from kefu.engines.docx.text import NOTES, finished
from kefu.engines.docx.xml import DRAWING, PICTURE, PREFIXES, W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document

NAMES = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())


@pytest.fixture(scope="module")
def case(books: Mapping[str, Document]) -> Document:
    return books["cases/01-skolan student"]


@pytest.fixture(scope="module")
def report(books: Mapping[str, Document]) -> Document:
    return books["report report"]


def parts(document: Document, blocks: str, notes: str = "") -> tuple[ET.Element, ET.Element]:
    text = f"<w:document{NAMES}><w:body>{blocks}</w:body></w:document>"
    given = {"word/document.xml": text.encode(), NOTES: f"<w:footnotes{NAMES}>{notes}</w:footnotes>".encode()}
    made = finished(given, document)
    return ET.fromstring(made["word/document.xml"]), ET.fromstring(made[NOTES])  # noqa: S314 - made here


def finish(document: Document, *blocks: str) -> ET.Element:
    return parts(document, "".join(blocks))[0]


def p(style: str, inside: str = "", more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def item(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def with_property(root: ET.Element, name: str) -> list[bool]:
    return [paragraph.find(f"{W}pPr/{W}{name}") is not None for paragraph in root.iter(f"{W}p")]


def after(root: ET.Element) -> list[str | None]:
    found = [paragraph.find(f"{W}pPr/{W}spacing") for paragraph in root.iter(f"{W}p")]
    return [None if spacing is None else spacing.get(f"{W}after") for spacing in found]


def test_chapters_of_a_report_begin_pages_and_so_does_its_imprint(report: Document) -> None:
    root = finish(
        report, p("Heading1"), p("BodyText"), p("Heading2"), p("Heading1"), p(id_of(words.styles.IMPRINT_TITLE))
    )

    assert with_property(root, "pageBreakBefore") == [True, False, False, True, True]


def test_parts_of_a_case_begin_pages_but_the_first_and_the_references(case: Document) -> None:
    root = finish(case, p("Heading1"), p("BodyText"), p("Heading1"), p("BodyText"), p("Heading1"), p("Bibliography"))

    assert with_property(root, "pageBreakBefore") == [False, False, True, False, False, False]


def test_a_list_and_a_box_leave_space_after_them_and_none_inside(case: Document) -> None:
    box = id_of(words.styles.EXHIBIT)
    listed = id_of(words.styles.EXHIBIT_LIST)

    assert after(finish(case, p("Compact", more=item(0)), p("Compact", more=item(0)), p("BodyText"))) == [
        *(None, "160", None)
    ]
    assert after(finish(case, p(box), p(listed, more=item(0)), p(listed, more=item(0)), p("BodyText"))) == [
        *("0", None, "320", None)
    ]


def test_items_in_a_box_are_indented_from_its_text(case: Document) -> None:
    listed = id_of(words.styles.EXHIBIT_LIST)
    root = finish(case, p(listed, more=item(0)), p(listed, more=item(1)))
    left = [int(indent.get(f"{W}left", "")) for indent in root.iter(f"{W}ind")]

    assert left[1] - left[0] == 397
    assert left[0] > 397


def test_text_keeps_its_distance_from_a_table_above_it(case: Document) -> None:
    row = "<w:tr><w:tc><w:p><w:r><w:t>Ett</w:t></w:r></w:p></w:tc></w:tr>"
    root = finish(case, f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl>", p("BodyText"))
    (spacing,) = root.iter(f"{W}spacing")

    assert spacing.get(f"{W}before") == "280"
    (column,) = root.iter(f"{W}gridCol")
    assert int(column.get(f"{W}w", "0")) > 0


def test_drawings_are_numbered_and_named_and_do_not_tell_the_builds_files(case: Document) -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="9" name="x" title="" descr="Alt"/><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="9" name="media/hemlig.png" descr="media/hemlig.png"/></pic:nvPicPr></pic:pic></wp:inline>'
        "</w:drawing></w:r>"
    )
    root = finish(case, p("Figure", drawing), p("Figure", drawing))

    assert [found.attrib for found in root.iter(f"{DRAWING}docPr")] == [
        {"id": "1", "name": "Figur 1", "descr": "Alt"},
        {"id": "2", "name": "Figur 2", "descr": "Alt"},
    ]
    assert [found.attrib for found in root.iter(f"{PICTURE}cNvPr")] == [
        {"id": "1", "name": "Figur 1"},
        {"id": "2", "name": "Figur 2"},
    ]


def bookmark(number: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="n{number}"/><w:bookmarkEnd w:id="{number}"/>'


def test_bookmarks_have_numbers_of_their_own_at_both_ends_in_text_and_notes(case: Document) -> None:
    body, notes = parts(
        case,
        p("BodyText", bookmark("30")) + p("BodyText", bookmark("_kefub")),
        f"<w:footnote>{p('FootnoteText', bookmark('22') + bookmark('30'))}</w:footnote>",
    )

    for kind in ("bookmarkStart", "bookmarkEnd"):
        assert [found.get(f"{W}id") for found in body.iter(f"{W}{kind}")] == ["1", "2"]
        assert [found.get(f"{W}id") for found in notes.iter(f"{W}{kind}")] == ["3", "4"]


def test_the_mark_of_a_picture_stands_at_the_beginning_of_its_paragraph(case: Document) -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr title="_kefub" descr="Alt"/></wp:inline></w:drawing></w:r>'
    root = finish(case, p("CaptionedFigure", drawing))
    (paragraph,) = root.iter(f"{W}p")

    assert [child.tag.removeprefix(W) for child in paragraph] == ["pPr", "bookmarkStart", "bookmarkEnd", "r"]
    assert [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")] == ["_kefub"]
    assert [found.attrib for found in root.iter(f"{DRAWING}docPr")] == [{"id": "1", "name": "Figur 1", "descr": "Alt"}]


def test_entries_of_the_contents_do_not_look_like_links(report: Document) -> None:
    link = '<w:hyperlink><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>Ett</w:t></w:r></w:hyperlink>'
    root = finish(report, p("TOC1", link), p("BodyText", link))

    assert len([*root.iter(f"{W}rStyle")]) == 1


def test_a_file_without_a_body_is_a_bug(case: Document) -> None:
    with pytest.raises(RuntimeError, match="without a body"):
        finished({"word/document.xml": f"<w:document{NAMES}/>".encode()}, case)
