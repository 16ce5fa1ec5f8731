"""The XML of a Word file's text: names, and paragraph properties in the order that Word insists on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from kefu.engines.docx.styles import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Mapping

W: Final = f"{{{NAMESPACE}}}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MAIN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"

PREFIXES: Final = {
    "w": NAMESPACE,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": MAIN.strip("{}"),
    "pic": PICTURE.strip("{}"),
    "wp": DRAWING.strip("{}"),
    "adec": DECORATIVE.strip("{}"),
}
for _prefix, _uri in PREFIXES.items():
    ET.register_namespace(_prefix, _uri)

ORDER: Final = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "suppressAutoHyphens",
    "spacing", "ind", "jc", "outlineLvl",
)  # fmt: skip
"""The paragraph properties that are used, in order. Source: ISO/IEC 29500-1, clause 17.3.1.26, CT_PPrBase."""


def style_of(paragraph: ET.Element) -> str:
    """Return the id of a paragraph's style, or an empty string if it has none."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def insert(paragraph: ET.Element, name: str, values: Mapping[str, str]) -> None:
    """Set a property of a paragraph, in its place among the others, replacing one of the same name."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = ET.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(f"{W}{name}"):
        properties.remove(old)
    before = {f"{W}{other}" for other in ORDER[: ORDER.index(name)]}
    place = sum(1 for child in properties if child.tag in before)
    properties.insert(place, ET.Element(f"{W}{name}", dict(values)))
