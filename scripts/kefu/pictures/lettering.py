"""Texts in drawings, set in a font that goes with the drawing: no reader's machine has the one that was drawn with."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from kefu.fonts import lacking, subset
from kefu.pictures.faults import unportable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SVG: Final = "{http://www.w3.org/2000/svg}"
EMBEDDED: Final = "KEFU Sans"
PACKAGE, STEM = "font_source_sans_pro", "SourceSansPro"

FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}")
FAMILY: Final = re.compile(r"(?<![\w-])font-family\s*:[^;}]*;?")
SHORTHAND: Final = re.compile(r"(?<![\w-])font\s*:\s*(?P<value>[^;}]*)")
SIZE: Final = re.compile(r"[\d.]+(?:[a-z]+|%)")
WORDS: Final = {
    **dict.fromkeys(("italic", "oblique"), "font-style"),
    **dict.fromkeys(("bold", "bolder", "lighter", *(f"{weight}00" for weight in range(1, 10))), "font-weight"),
}
"""What words of a style's `font: bold 12px Arial` mean, as properties of their own, which Typst knows better."""

BOLD: Final = re.compile(r"font(?:-weight)?[\s:=\"']+[^;\"'}]*(?:bold|\b[5-9]00\b)")
SLANTED: Final = re.compile(r"font(?:-style)?[\s:=\"']+[^;\"'}]*(?:italic|oblique)")


def with_own_letters(root: Element, family: str) -> None:
    """Set the texts of a drawing in the font `family`, a subset of which is put into the drawing under another name.

    Browsers take the subset, and Typst the font itself. Raises `PictureError` if the font lacks a character.
    """
    letters = {letter for element in root.iter(f"{SVG}text") for letter in "".join(element.itertext())}
    for element in root.iter():
        element.attrib.pop("font-family", None)
        if "style" in element.attrib:
            element.set("style", _without_family(element.attrib["style"]))
        if element.tag == f"{SVG}style":
            element.text = _without_family(element.text or "")
    if not "".join(letters).strip():
        return
    if missing := lacking("".join(sorted(letters)), f"{STEM}-Regular"):
        raise unportable(
            f"the picture has text with characters that the publication's font lacks: {missing}",
            "replace them, or have your drawing program convert the text to paths (in Inkscape: Path > Object to Path)",
        )
    source = ElementTree.tostring(root, encoding="unicode")
    style = ElementTree.Element(f"{SVG}style")
    style.text = "".join(
        f'@font-face{{font-family:"{EMBEDDED}";font-weight:{weight};font-style:{slant};'
        f"src:url(data:font/woff;base64,{_packed(name, letters)})}}"
        for name, weight, slant in _faces(bold=bool(BOLD.search(source)), slanted=bool(SLANTED.search(source)))
    )
    root.insert(0, style)
    root.set("font-family", f"{EMBEDDED}, {family}, sans-serif")


def _without_family(style: str) -> str:
    return SHORTHAND.sub(_in_full, FAMILY.sub("", FACE.sub("", style)))


def _in_full(match: re.Match[str]) -> str:
    """Return a style's `font` as the properties that it stands for, up to the size, after which comes the family."""
    properties = []
    for word in match["value"].split():
        if word in WORDS:
            properties.append(f"{WORDS[word]}:{word}")
        elif size := SIZE.match(word):
            properties.append(f"font-size:{size[0]}")
            break
    return ";".join(properties)


def _faces(*, bold: bool, slanted: bool) -> list[tuple[str, int, str]]:
    """Return the names of the fonts that a drawing needs, with their weights and slants."""
    faces = [("Regular", 400, "normal")]
    faces += [("Semibold", 600, "normal"), ("Bold", 700, "normal")] if bold else []
    faces += [("It", 400, "italic")] if slanted else []
    faces += [("SemiboldIt", 600, "italic")] if bold and slanted else []
    return faces


def _packed(style: str, letters: set[str]) -> str:
    font = subset(EMBEDDED, PACKAGE, f"{STEM}-{style}", sorted(map(ord, letters)))
    return base64.b64encode(font).decode()
