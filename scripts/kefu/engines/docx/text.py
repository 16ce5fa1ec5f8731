"""Finish the text that pandoc wrote for Word: page breaks, tables, boxes, and numbers that must be unique."""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING, Final, assert_never
from xml.etree import ElementTree as ET

from kefu import words
from kefu.authored import DocumentKind
from kefu.engines.docx.styles import EXHIBIT_INDENT, LIST_INDENT, id_of
from kefu.engines.docx.tables import finish_table
from kefu.engines.docx.xml import DRAWING, PICTURE, W, insert, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kefu.model import Document

P: Final = f"{W}p"
TABLE: Final = f"{W}tbl"
BOX: Final = frozenset(map(id_of, (words.styles.EXHIBIT, words.styles.EXHIBIT_TITLE, words.styles.EXHIBIT_LIST)))

TEXT: Final = frozenset(("BodyText", "FirstParagraph", "Compact"))
COVER: Final = "3400"
"""The space above the text on a report's cover, in twentieths of a point."""


NOTES: Final = "word/footnotes.xml"


def finished(members: Mapping[str, bytes], document: Document) -> dict[str, bytes]:
    """Return the finished parts with a document's text and notes, by name, given all that pandoc wrote."""
    root = _parsed(members["word/document.xml"])
    body = root.find(f"{W}body")
    if body is None:
        raise RuntimeError("pandoc wrote a Word file without a body")
    _break_pages(body, document.kind)
    for table in body.iter(TABLE):
        finish_table(table, document.theme, document.edition.description.type_size)
    _space(body)
    _finish_contents(body)
    _mark_pictures(body)
    _number(body)
    parts = {"word/document.xml": root, NOTES: _parsed(members[NOTES])}
    _number_bookmarks(parts.values())
    return {name: _written(part) for name, part in parts.items()}


def _parsed(xml: bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - pandoc wrote it


def _written(root: ET.Element) -> bytes:
    buffer = io.BytesIO()
    ET.ElementTree(root).write(buffer, encoding="UTF-8", xml_declaration=True)
    return buffer.getvalue()


def _break_pages(body: ET.Element, kind: DocumentKind) -> None:
    """Start a new page for every chapter of a report, and for every part of a case but the first and the references."""
    tops = _of_style(body, "Heading1")
    match kind:
        case DocumentKind.REPORT:
            tops += _of_style(body, id_of(words.styles.IMPRINT_TITLE))
            for line in _of_style(body, id_of(words.styles.EYEBROW)):
                insert(line, "spacing", {f"{W}before": COVER})
        case DocumentKind.CASE:
            tops = [top for top in tops[1:] if _style_after(body, top) != "Bibliography"]
        case never:
            assert_never(never)
    for top in tops:
        insert(top, "pageBreakBefore", {})


def _of_style(body: ET.Element, style: str) -> list[ET.Element]:
    return [paragraph for paragraph in body.iter(P) if style_of(paragraph) == style]


def _style_after(body: ET.Element, heading: ET.Element) -> str:
    """Return the style of the first paragraph under a heading."""
    paragraphs = list(body.iter(P))
    after = paragraphs[paragraphs.index(heading) + 1 :]
    return style_of(after[0]) if after else ""


def _space(body: ET.Element) -> None:
    """Set the space that no style can set: after lists and tables, and in boxes.

    Word colours the space between two paragraphs of a box only if they have the same indents.
    """
    blocks = [child for child in body if child.tag in {P, TABLE}]
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        style = style_of(block)
        following = style_of(after) if after is not None else ""
        if block.tag == TABLE:
            if after is not None and after.tag == P and following in TEXT:
                insert(after, "spacing", {f"{W}before": "280"})
        elif style in BOX:
            _indent_item(block)
            if following not in BOX:
                insert(block, "spacing", {f"{W}after": "320"})
            elif after is not None and _depth(after) != _depth(block):
                insert(block, "spacing", {f"{W}after": "0"})
        elif _in_list(block) and after is not None and not _in_list(after):
            insert(block, "spacing", {f"{W}after": "160"})


def _in_list(block: ET.Element) -> bool:
    return block.find(f"{W}pPr/{W}numPr") is not None


def _depth(paragraph: ET.Element) -> int:
    """Return how many lists a paragraph is nested in."""
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    return 0 if level is None else int(level.get(f"{W}val", "0")) + 1


def _indent_item(paragraph: ET.Element) -> None:
    """Indent an item of a list in a box relative to the text of the box, not that of the page."""
    if depth := _depth(paragraph):
        left = EXHIBIT_INDENT + depth * LIST_INDENT
        insert(paragraph, "ind", {f"{W}left": str(left), f"{W}hanging": str(LIST_INDENT)})


def _finish_contents(body: ET.Element) -> None:
    """Make the entries of the table of contents look as their style says, not like links in running text."""
    for paragraph in body.findall(P):
        if style_of(paragraph).startswith("TOC"):
            for properties in paragraph.iter(f"{W}rPr"):
                for style in properties.findall(f"{W}rStyle"):
                    properties.remove(style)


def _mark_pictures(body: ET.Element) -> None:
    """Make of the marks of pictures, which pandoc was given as their titles, bookmarks like all others."""
    for paragraph in body.iter(P):
        for drawing in paragraph.iter(f"{DRAWING}docPr"):
            if mark := drawing.attrib.pop("title", ""):
                ends = [ET.Element(f"{W}bookmarkStart", {f"{W}id": mark, f"{W}name": mark})]
                ends.append(ET.Element(f"{W}bookmarkEnd", {f"{W}id": mark}))
                place = len(paragraph.findall(f"{W}pPr"))
                paragraph[place:place] = ends


def _number(body: ET.Element) -> None:
    """Give drawings numbers from 1, name drawings, and remove the names of the build's files."""
    for inline in body.iter(f"{DRAWING}inline"):
        for side in ("distT", "distB", "distL", "distR"):  # LibreOffice assumes 3 mm if this is missing
            inline.set(side, "0")
    figure = words.capitalise(words.documents.FIGURE)
    for number, drawing in enumerate(body.iter(f"{DRAWING}docPr"), start=1):
        drawing.set("id", str(number))
        drawing.set("name", f"{figure} {number}")
    for number, picture in enumerate(body.iter(f"{PICTURE}cNvPr"), start=1):
        picture.set("id", str(number))
        picture.set("name", f"{figure} {number}")
        picture.attrib.pop("descr", None)


def _number_bookmarks(roots: Iterable[ET.Element]) -> None:
    """Give bookmarks numbers from 1 that no other has in any part."""
    count = itertools.count(1)
    for root in roots:
        numbers: dict[str | None, str] = {}
        for bookmark in root.iter(f"{W}bookmarkStart"):
            old = bookmark.get(f"{W}id")
            numbers[old] = str(next(count))
            bookmark.set(f"{W}id", numbers[old])
        for bookmark in root.iter(f"{W}bookmarkEnd"):
            bookmark.set(f"{W}id", numbers[bookmark.get(f"{W}id")])
