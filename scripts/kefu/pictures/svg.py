"""SVG without anything but what is drawn: no notes of the program or person that made it, nothing fetched or run.

What remains is drawn alike by browsers and by Typst, with the same letters.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

from kefu.pictures.faults import unportable, unreadable
from kefu.pictures.lettering import with_own_letters
from kefu.pictures.svg_names import ATTRIBUTES, DRAWN, ELEMENTS, MOVING, TEMPLATES
from kefu.pictures.svg_size import sized

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from kefu.pictures.pixels import Size

SVG: Final = "{http://www.w3.org/2000/svg}"
HREF: Final = "{http://www.w3.org/1999/xlink}href"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

DEEPEST: Final = 200
"""How deeply elements may be nested; more than this, Typst may not draw."""

COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
OWN: Final = re.compile(r"(?<![\w-])-inkscape[\w-]*\s*:[^;}]*;?")
"""Properties that only the program that wrote them knows."""

URL: Final = re.compile(r"url\(\s*[\"']?\s*(?P<target>[^)\"']*)")
DATA: Final = re.compile(r"data:[^,]*?(?P<encoded>;base64)?,(?P<data>.*)", re.DOTALL)
NAME: Final = re.compile(r"#([^\s\"'(){}<>,:.\[\]]+)")
"""The name of an element where something refers to it; colours look alike, but name nothing."""

UNSHOWN: Final = {
    "script": ("the picture is drawn by a script", "save the drawing itself, as plain SVG"),
    "foreignObject": ("the picture has text that only browsers show (foreignObject)", "save the text as SVG text"),
    "flowRoot": ("the picture has text that only Inkscape shows (flowRoot)", "choose Text > Convert to Text, and save"),
    **dict.fromkeys(MOVING, ("the picture moves, which a printed page cannot", "save one still picture of it")),
}
"""Elements without which a picture would not be what its author saw, with what is wrong and what to do."""

ElementTree.register_namespace("", SVG.strip("{}"))
ElementTree.register_namespace("xlink", HREF.partition("}")[0].strip("{"))


def bare_svg(content: bytes, family: str, inner: Callable[[bytes], tuple[str, bytes]]) -> tuple[bytes, Size]:
    """Return an SVG as every format shows it, and its width and height in CSS pixels.

    Its texts are set in the font `family`. `inner` returns the media type and the bare bytes of a picture in it. Raises
    `PictureError` if it cannot be read, refers to anything outside itself, or would look different in some format.
    """
    try:
        # The parser skips comments and processing instructions, and expat limits the expansion of entities.
        root = ElementTree.fromstring(content)  # noqa: S314 - see above
        if root.tag != f"{SVG}svg":
            raise unreadable("the picture is XML, but not an SVG")
        size = sized(root)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise unreadable(f"the picture is no SVG that can be read: {error}") from None
    _check_depth(root)
    _strip(root)
    for element in root.iter():
        _refer(element, inner)
    _without_hidden(root, _named(root), hidden=False)
    named = _named(root)
    styled = any(element.tag == f"{SVG}style" for element in root.iter())
    for element in root.iter():
        if element.get("id") not in named:
            element.attrib.pop("id", None)
        if not styled:
            element.attrib.pop("class", None)
    with_own_letters(root, family)
    return ElementTree.tostring(root, encoding="utf-8") + b"\n", size


def _check_depth(root: Element) -> None:
    """Raise `PictureError` if elements are nested too deeply, also those that draw nothing."""
    inside, depth = [*root], 0
    while inside:
        inside, depth = [child for element in inside for child in element], depth + 1
        if depth > DEEPEST:
            raise unreadable(f"the parts of the picture are nested in more than {DEEPEST} others")


def _strip(element: Element) -> None:
    """Remove elements and attributes that draw nothing. What would draw something elsewhere is an error."""
    for name in [name for name in element.attrib if name not in ATTRIBUTES and name not in {HREF, SPACE}]:
        del element.attrib[name]
    fallback = element.tag == f"{SVG}switch"
    for child in list(element):
        name = str(child.tag).removeprefix(SVG)
        if name in UNSHOWN and not fallback:
            raise unportable(*UNSHOWN[name])
        if name not in ELEMENTS:
            _remove(element, child)
        else:
            _strip(child)
    if element.tag == f"{SVG}style":
        element.text = _plain_style(element.text or "")
    if "style" in element.attrib:
        element.set("style", _plain_style(element.attrib["style"]))


def _remove(element: Element, child: Element) -> None:
    """Remove a child; the text after it belongs to the element around it."""
    before = list(element)[: list(element).index(child)]
    if before:
        before[-1].tail = (before[-1].tail or "") + (child.tail or "")
    else:
        element.text = (element.text or "") + (child.tail or "")
    element.remove(child)


def _plain_style(style: str) -> str:
    return OWN.sub("", COMMENT.sub("", style)).strip()


def _refer(element: Element, inner: Callable[[bytes], tuple[str, bytes]]) -> None:
    """Check everything that an element refers to; pictures in it are made bare, and links go nowhere."""
    for name in ("href", HREF):
        target = element.attrib.pop(name, "").strip()
        if not target or element.tag == f"{SVG}a":
            continue
        if match := DATA.fullmatch(target):
            packed = unquote_to_bytes(match["data"])
            media_type, content = inner(_decoded(packed) if match["encoded"] else packed)
            target = f"data:{media_type};base64,{base64.b64encode(content).decode()}"
        elif not target.startswith("#"):
            raise _elsewhere(target)
        element.set(name, target)
    texts = [value for name, value in element.attrib.items() if name not in {"href", HREF}]
    if element.tag == f"{SVG}style":
        texts.append(element.text or "")
    for text in texts:
        if "@import" in text:
            raise _elsewhere("@import")
        for match in URL.finditer(text):
            if not match["target"].startswith("#") and "@font-face" not in text[: match.start()]:
                raise _elsewhere(match["target"])


def _decoded(data: bytes) -> bytes:
    return base64.b64decode(re.sub(rb"\s", b"", data) + b"==")


def _elsewhere(target: str) -> Exception:
    return unportable(
        f"the picture takes “{target[:60]}” from outside itself",
        "embed what it shows in the picture (in Inkscape: Extensions > Images > Embed Images), and save it again",
    )


def _named(root: Element) -> frozenset[str]:
    """Return the names that something in the picture refers to."""
    values = [value for element in root.iter() for value in element.attrib.values() if not value.startswith("data:")]
    styles = [element.text or "" for element in root.iter(f"{SVG}style")]
    return frozenset(name for text in (*values, *styles) for name in NAME.findall(text))


def _without_hidden(element: Element, named: frozenset[str], *, hidden: bool) -> None:
    """Remove what is drawn nowhere because it, or what it is in, is not displayed."""
    for child in list(element):
        name = str(child.tag).removeprefix(SVG)
        if name in TEMPLATES or child.get("id") in named:
            continue
        unseen = hidden or child.get("display") == "none" or "display:none" in child.get("style", "").replace(" ", "")
        if unseen and name in DRAWN:
            _remove(element, child)
        else:
            _without_hidden(child, named, hidden=unseen)
