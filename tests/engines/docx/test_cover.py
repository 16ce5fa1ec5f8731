"""A report begins in Word with what its cover shows, from edge to edge, and with the publication's logo."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import docx as python_docx
import pytest
from PIL import Image

from kefu.covers import pattern
from kefu.engines.docx import render
from kefu.engines.docx.cover import FRONT, LOGO, pictures
from kefu.engines.docx.xml import DECORATIVE, DRAWING, W, style_of
from kefu.engines.pandoc import by_pandoc
from kefu.front import Front, Shown
from kefu.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document

EMBLEM = Shown(
    suffix=".svg",
    content=b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="10"><rect width="80" height="10"/></svg>',
    alt="SKR",
)


def shown(document: Document, alt: str = "", logo: Shown | None = EMBLEM) -> Document:
    """Return a document in the theme with a pattern, whose cover shows one with an alternative text."""
    look = THEMES["samspel"].cover.pattern
    assert look
    drawn = pattern(look, "#0a4a7a", [], None)
    front = Front(suffix=".svg", content=drawn, alt=alt, ground="#0a4a7a", on_ground="#ffffff", drawn=True)
    return replace(document, theme=replace(THEMES["samspel"], logo=logo), front=front)


def root_of(content: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own


def drawings(content: bytes) -> tuple[list[ET.Element], list[ET.Element]]:
    """Return what is placed on the page of a Word file, and what stands in a line of its text."""
    root = root_of(content)
    return list(root.iter(f"{DRAWING}anchor")), list(root.iter(f"{DRAWING}inline"))


def told(drawing: ET.Element) -> tuple[str | None, str | None, bool]:
    """Return the name of a drawing, its alternative text, and whether it is marked as decoration."""
    about = drawing.find(f"{DRAWING}docPr")
    assert about is not None
    marks = [mark.get("val") for mark in about.iter(f"{DECORATIVE}decorative")]
    return about.get("name"), about.get("descr"), marks == ["1"]


@pytest.fixture(scope="module")
def report(books: Mapping[str, Document]) -> Document:
    return books["report report"]


@pytest.fixture(scope="module")
def made(report: Document) -> bytes:
    return render(shown(report), by_pandoc).content


def test_a_pattern_reaches_the_edges_and_is_decoration(made: bytes) -> None:
    (front,), _ = drawings(made)
    extent = front.find(f"{DRAWING}extent")

    assert told(front) == ("Omslagsbild", "", True)
    assert extent is not None
    assert round(int(extent.get("cx", "")) / 36_000) == 210
    assert [child.tag.removeprefix(DRAWING) for child in front][:7] == [
        *("simplePos", "positionH", "positionV", "extent", "effectExtent", "wrapTopAndBottom", "docPr")
    ]


def test_the_logo_has_its_alternative_text_and_figures_keep_their_numbers(made: bytes, report: Document) -> None:
    _, inline = drawings(made)
    _, alone = drawings(render(report, by_pandoc).content)
    extent = inline[0].find(f"{DRAWING}extent")

    assert told(inline[0]) == ("Logotyp", "SKR", False)
    assert extent is not None
    assert round(int(extent.get("cx", "")) / 36_000) == 64
    assert [told(drawing) for drawing in inline[1:]] == [told(drawing) for drawing in alone]
    assert told(alone[0])[0] == "Figur 1"


def test_the_text_of_the_cover_stands_close_below_what_it_shows(made: bytes) -> None:
    assert python_docx.Document(io.BytesIO(made)).paragraphs
    first = list(root_of(made).iter(f"{W}p"))[:7]
    before = first[2].find(f"{W}pPr/{W}spacing")
    styles = ["Mellanrum", "Utgivare", "Overrad", "Title", "Subtitle", "Utgavorad", "Figure"]

    assert [style_of(paragraph) for paragraph in first] == styles
    assert before is None


def test_a_cover_of_type_has_the_logo_below_the_publisher(report: Document) -> None:
    plain = replace(report, theme=replace(report.theme, logo=replace(EMBLEM, alt="")))
    anchored, inline = drawings(render(plain, by_pandoc).content)

    assert anchored == []
    assert told(inline[0]) == ("Logotyp", "", True)


def test_a_picture_of_the_publications_own_fills_its_place_and_has_its_alternative_text(report: Document) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (90, 30), "#ff0000").save(photo, "JPEG")
    document = shown(report, alt="Ett rött rum", logo=None)
    assert document.front
    document = replace(document, front=replace(document.front, suffix=".jpg", content=photo.getvalue(), drawn=False))
    (front,), _ = drawings(render(document, by_pandoc).content)

    assert told(front) == ("Omslagsbild", "Ett rött rum", False)
    with Image.open(io.BytesIO(pictures(document)[FRONT])) as picture:
        assert picture.width == 1240
        corner = picture.convert("RGB").getpixel((2, 2))
    assert isinstance(corner, tuple)
    assert corner[0] > 240
    assert max(corner[1:]) < 15


def test_a_handout_has_no_pictures_on_its_cover(report: Document, books: Mapping[str, Document]) -> None:
    assert set(pictures(shown(report))) == {FRONT, LOGO}
    assert pictures(report) == {}
    assert pictures(shown(books["cases/01-skolan student"])) == {}
