"""The pictures on the cover of a report in Word: what its cover shows, from edge to edge, and the publication's logo.

They are pixels, since Word before 2016 and other programs show no SVG. A picture without an alternative text is marked
as decoration. Sources: ISO/IEC 29500-1, clause 20.4.2.3 (anchor), and [MS-ODRAWXML], clause 2.11 (decorative).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from kefu import tree, words
from kefu.authored import DocumentKind
from kefu.engines.docx.xml import DECORATIVE, DRAWING, MAIN, PICTURE
from kefu.engines.typst import page
from kefu.pictures import PRINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.front import Front, Shown
    from kefu.model import Document
    from kefu.pictures import Size
    from kefu.theme import Measures

FRONT: Final = "cover.png"
LOGO: Final = "logo.png"
NAMES: Final[Mapping[str, str]] = {FRONT: words.documents.COVER_PICTURE, LOGO: words.documents.LOGO}
"""The names of the pictures among the objects in Word, by their files."""

SHARE: Final = 0.44
"""How much of the height of the page the picture takes, so that a long title has room below it on the same page."""

RESOLUTION: Final = 150
"""Pixels per inch of what the cover shows; A4 becomes 1240 pixels wide."""

LOGO_HEIGHT: Final = 16.0
LOGO_WIDTH: Final = 64.0
"""What the logo fits into, in millimetres."""

EMU: Final = 36_000
"""English Metric Units in a millimetre."""

GAP: Final = 9.0
"""The space below what the cover shows, in millimetres."""

DECORATION: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""What says that the extension of a drawing is about whether it is decoration."""

FRONT_PAGE: Final = """\
#set page(width: {width}mm, height: {height}mm, margin: 0mm, fill: rgb("{ground}"))
#image("{file}", width: 100%, height: 100%, fit: "{fit}")
"""
LOGO_PAGE: Final = """\
#set page(width: auto, height: auto, margin: 0mm)
#context {{
  let drawn = image("{file}", height: {height}mm)
  if measure(drawn).width > {width}mm {{ image("{file}", width: {width}mm) }} else {{ drawn }}
}}
"""


def pictures(document: Document) -> dict[str, bytes]:
    """Return the pictures on a document's cover by name; a handout has none."""
    if document.kind is not DocumentKind.REPORT:
        return {}
    front, logo = document.front, document.theme.logo
    return {
        **({FRONT: _front(front, document)} if front else {}),
        **({LOGO: _logo(logo)} if logo else {}),
    }


def _front(front: Front, document: Document) -> bytes:
    """Return what a cover shows; a pattern is shown whole on its ground, any other picture fills its place."""
    measures = document.theme.measures
    file = f"front{front.suffix}"
    source = FRONT_PAGE.format(
        width=measures.page_width,
        height=measures.page_height * SHARE,
        ground=front.ground,
        file=file,
        fit="contain" if front.drawn else "cover",
    )
    return page(source, {file: front.content}, ppi=RESOLUTION)


def _logo(logo: Shown) -> bytes:
    file = f"logo{logo.suffix}"
    return page(LOGO_PAGE.format(file=file, height=LOGO_HEIGHT, width=LOGO_WIDTH), {file: logo.content}, ppi=PRINT)


def with_pictures(document: Document, title: list[tree.Node], sizes: Mapping[str, Size]) -> list[tree.Node]:
    """Return the text of a report's cover, which begins with the publisher, with the cover's pictures in their places.

    The logo is where it is in the PDF: below the publisher, or last if the cover shows something above the title.
    `sizes` holds the width and height of the pictures in pixels, by name.
    """
    front, logo = document.front, document.theme.logo
    width = document.theme.measures.page_width
    shown = [_image(words.styles.GAP, FRONT, front.alt, width)] if front else []
    emblem = [_image("Figure", LOGO, logo.alt, sizes[LOGO][0] / PRINT * 25.4)] if logo else []
    publisher, rest = title[:1], title[1:]
    return [*shown, *publisher, *rest, *emblem] if front else [*publisher, *emblem, *rest]


def _image(style: str, name: str, alt: str, width: float) -> tree.Node:
    """Return a picture in a paragraph of its own; its title, its name, is for `finish`."""
    image = {"t": "Image", "c": [tree.attr(width=f"{width:.1f}mm"), tree.text(alt), [name, name]]}
    return tree.div(["", [], [["custom-style", style]]], [tree.para([image])])


def finish(body: ET.Element, measures: Measures) -> None:
    """Finish the pictures on the cover: name them, mark decoration, and let what the cover shows reach the edges."""
    for inline in list(body.iter(f"{DRAWING}inline")):
        drawing = inline.find(f"{DRAWING}docPr")
        name = "" if drawing is None else drawing.get("title", "")
        if drawing is None or name not in NAMES:
            continue
        del drawing.attrib["title"]
        for named in (drawing, *inline.iter(f"{PICTURE}cNvPr")):
            named.set("name", NAMES[name])
        if not drawing.get("descr"):
            drawing.set("descr", "")
            extension = ET.SubElement(ET.SubElement(drawing, f"{MAIN}extLst"), f"{MAIN}ext", {"uri": DECORATION})
            ET.SubElement(extension, f"{DECORATIVE}decorative", {"val": "1"})
        if name == FRONT:
            _anchor(inline, measures)


def _anchor(inline: ET.Element, measures: Measures) -> None:
    """Turn a drawing in a line of text into one across the top of the page, with the text below it.

    Its size is set here, since pandoc lets no picture be wider than the text.
    """
    width, height = round(measures.page_width * EMU), round(measures.page_height * SHARE * EMU)
    for extent in (*inline.iter(f"{DRAWING}extent"), *inline.iterfind(f".//{MAIN}xfrm/{MAIN}ext")):
        extent.attrib.update(cx=str(width), cy=str(height))
    inline.tag = f"{DRAWING}anchor"
    inline.attrib.clear()
    inline.attrib.update(
        distT="0", distB=str(round(GAP * EMU)), distL="0", distR="0", simplePos="0", relativeHeight="1",
        behindDoc="0", locked="0", layoutInCell="1", allowOverlap="1",
    )  # fmt: skip
    places = [ET.Element(f"{DRAWING}simplePos", {"x": "0", "y": "0"})]
    for way in ("H", "V"):
        place = ET.Element(f"{DRAWING}position{way}", {"relativeFrom": "page"})
        ET.SubElement(place, f"{DRAWING}posOffset").text = "0"
        places.append(place)
    inline[:0] = places
    before = next(index for index, child in enumerate(inline) if child.tag == f"{DRAWING}docPr")
    inline.insert(before, ET.Element(f"{DRAWING}wrapTopAndBottom"))
