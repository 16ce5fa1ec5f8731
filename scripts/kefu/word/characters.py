"""The characters that the elements of a run stand for. Source: ECMA-376 part 1, 17.3.3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.word.xml import M, W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.word.xml import Element

SIGNS: Final[Mapping[str, str]] = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{W}softHyphen": "\N{SOFT HYPHEN}",
}

TEXTS: Final = frozenset((f"{W}t", f"{W}delText", f"{M}t"))

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS: Final = re.compile(r"[\t\r\n]")
_PRIVATE: Final = 0xF000
_OWN: Final = re.compile(r"Symbol|Wingdings.*|Webdings|MT Extra", re.IGNORECASE)
"""Fonts whose signs are not letters at their places in Windows-1252."""

_GREEK: Final = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_GLYPHS: Final[Mapping[str, Mapping[int, str]]] = {
    "symbol": {
        **dict(enumerate(_GREEK[0], ord("A"))),
        **dict(enumerate(_GREEK[1], ord("a"))),
        **dict(zip((0xA3, 0xA5, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF, 0xB0), "≤∞↔←↑→↓°", strict=True)),
        **dict(zip((0xB1, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB, 0xBC), "±≥×•÷≠≈…", strict=True)),
        **dict(zip((0xC7, 0xC8, 0xCE, 0xD6, 0xDE, 0xE5, 0x2D, 0x20), "∩∪∈√⇒∑− ", strict=True)),
    },
    "wingdings": dict(
        zip((0x6C, 0x6E, 0xA7, 0xA8, 0xE0, 0xDF, 0xE8, 0xFC, 0xFB, 0xFE, 0x4A), "●■▪◻→←➔✓✗☑☺", strict=True)
    ),
}
"""Signs of fonts with places of their own, by the number of the place."""


def character(element: Element) -> str:
    """Return what an element in a run shows as text; an empty string for what is none."""
    if element.tag in TEXTS:
        return text(element)
    if element.tag == f"{W}sym":
        return symbol(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
    if element.tag == f"{W}br" and element.get(f"{W}type", "textWrapping") != "textWrapping":
        return ""
    return SIGNS.get(element.tag, "")


def text(element: Element) -> str:
    """Return the text of an element as Word shows it: without spaces around it, unless it says that they count."""
    said = element.text or ""
    if element.get(_SPACE) != "preserve" and element.tag != f"{M}t":
        said = said.strip(" \t\r\n")
    return _BREAKS.sub(" ", said)


def symbol(font: str, code: str) -> str:
    """Return the character for a sign of a font; one of Unicode's private ones if it is not known."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    number = int(code, 16)
    place = number - _PRIVATE if _PRIVATE <= number < _PRIVATE + 256 else number
    if _OWN.fullmatch(font):
        private = chr(_PRIVATE + place) if place < 256 else chr(place)  # noqa: PLR2004 - the places of a font
        return _GLYPHS.get(font.casefold(), {}).get(place, private)
    if place == number:
        return "" if 0xD800 <= number < 0xE000 else chr(number)  # noqa: PLR2004 - surrogates are no characters
    return bytes([place]).decode("cp1252", "replace")
