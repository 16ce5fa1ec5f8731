"""SVG → the pieces of text that it draws, each where a reader sees it, whatever the order of the elements.

Pieces are texts (a piece for each letter that has a place of its own), letters that are drawn as outlines, and the
comments in which matplotlib says what the outlines after them are. Source: SVG 1.1 (second edition), 7.6 and 10.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kefu.check.readers.channels import Channel
from kefu.check.readers.limits import LimitError
from kefu.check.readers.outlines import letters_of
from kefu.check.readers.placed import WIDTH, WORD_SPACE, Piece, orders, words
from kefu.check.readers.svg_tree import COMMENT, local_name, target_of, tree_of
from kefu.check.readers.transforms import SIZE, STILL, UNITS, first, matrix, numbers, point, scale, times

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from kefu.check.readers.transforms import Matrix

DRAWN: Final = "SVG drawn text"
"""The name of this module's channel."""

DEEPEST: Final = 210
"""How many elements may be in each other, or refer to each other: a little more than in a picture of the project."""
MOST_ELEMENTS: Final = 100_000
MOST: Final = 20_000
"""The most pieces."""
OUTLINED: Final = 100
"""The size in which matplotlib draws outlines, before it scales them."""
DEFINED: Final = ("path", "text", "g", "symbol", "use")
"""What is not drawn where it is defined."""
PLAIN: Final = frozenset({"href", "xlink:href", "transform"})
"""The attributes of a letter that is only moved."""


_TRANSLATE: Final = re.compile(r"translate\(([-\d.]+) [-\d.]+\)")
_SIZED: Final = re.compile(
    r"(?<![\w-])font(?:-size)?\s*:\s*[^;]*?([\d.]+(?:e-?\d+)?)\s*(px|pt|mm|cm|in|pc|em|rem)?(?![\w.%])"
)
_DECLARED: Final = re.compile(r"(?<![\w-])(transform|fill|text-anchor)\s*:\s*([^;]*)")
_COMMAND: Final = re.compile(r"\\[A-Za-z]+\s*|[{}$^_\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What an element inherits: how it is placed, its size and colour, and what a text in it begins with."""

    placed: Matrix = STILL
    size: float = SIZE
    colour: str = ""
    anchor: str = "start"
    depth: int = 0


@dataclass(slots=True)
class _Pen:
    """Where a text goes on: its place, and the places that are still to come for its letters.

    What is `told` is the path that it follows; it is `going` if the next letter belongs to the last piece.
    """

    x: float = 0.0
    y: float = 0.0
    lists: dict[str, list[float]] = field(default_factory=dict)
    told: str = ""
    going: bool = False

    def take(self, element: Element) -> None:
        """Take the places that an element gives its letters."""
        for name in ("x", "y", "dx", "dy"):
            if name in element.attrib:
                self.lists[name] = numbers(element.attrib[name])


def drawn_text(name: str, content: bytes) -> tuple[Channel, ...]:
    """Return the texts that a drawing shows, given as well-formed SVG, in each order in which it may be read.

    Raises `LimitError` if it draws too much.
    """
    return tuple(Channel(name=DRAWN, place=f"{name}, {order}", text=text) for order, text in _texts(content))


@lru_cache(maxsize=128)
def _texts(content: bytes) -> tuple[tuple[str, str], ...]:
    """Return texts with the names of their orders; one drawing is in several documents, and in all their formats."""
    root = tree_of(content)
    scene = _Scene(root)
    scene.read(root, _State())
    drawn, told = words(scene.outlines), words(scene.pieces)
    kinds = ((" of outlines", drawn), ("", told)) if drawn != told else (("", told),)
    return tuple((f"{order}{what}", text) for what, pieces in kinds for text, order in orders(pieces).items())


class _Scene:
    """Walks through a drawing and collects its pieces, and of these what is drawn as outlines."""

    def __init__(self, root: Element) -> None:
        self.pieces: list[Piece] = []
        self.outlines: list[Piece] = []
        self._named = {name: element for element in root.iter() if (name := element.get("id"))}
        self._glyphs: dict[str, tuple[tuple[str, float, float], ...]] = {}
        self._seen = 0

    def read(self, element: Element, state: _State) -> None:
        self._seen += 1
        if state.depth > DEEPEST:
            raise LimitError(f"what it draws is more than {DEEPEST} levels deep")
        if self._seen > MOST_ELEMENTS or len(self.pieces) > MOST:
            raise LimitError(f"it draws more than {MOST_ELEMENTS} elements or {MOST} texts")
        inner = _inherited(element, state)
        match local_name(element):
            case "text":
                self._text(element, inner, _Pen())
            case "path":
                self._outlines(element.get("d", ""), inner)
            case "use":
                self._used(element, inner)
            case "svg" | "symbol" | "g" | "a" | "switch" | "defs" | "clipPath" | "mask" | "pattern" | "marker":
                self._children(element, inner)

    def _children(self, element: Element, state: _State) -> None:
        """Read the elements in another one, and what a comment says of the outlines after it if it says more."""
        said = ""
        for child in element:
            if child.tag == COMMENT:
                said = child.text or ""
            elif local_name(child) != "symbol" and (local_name(element) != "defs" or local_name(child) not in DEFINED):
                start = len(self.pieces)
                row = self._row(child, state) if local_name(child) == "g" else None
                if row:
                    self._draw(row)
                else:
                    self.read(child, state)
                text = _COMMAND.sub("", said) if "$" in said else said
                if _alone(text) not in {"", _alone("".join(piece.text for piece in self.pieces[start:]))}:
                    self.pieces[start:] = [_told(text, _inherited(child, state))]
                said = ""

    def _row(self, element: Element, state: _State) -> Piece | None:
        """Return the letters in an element as one piece, if it has nothing but letters, from the left to the right.

        That is how matplotlib draws a text, so that most texts can be read without placing every letter.
        """
        text, reached = "", 0.0
        for use in element:
            if use.tag == "defs":
                continue
            glyph = self._glyph(target_of(use).removeprefix("#"))
            move = _TRANSLATE.fullmatch(use.get("transform", "translate(0 0)"))
            if glyph is None or not move or not use.attrib.keys() <= PLAIN:
                return None
            for letter, at, width in glyph:
                start = float(move[1]) + at
                if start < reached - OUTLINED * WORD_SPACE:
                    return None
                text += letter if start < reached + OUTLINED * WORD_SPACE else f" {letter}"
                reached = start + width
        if not text:
            return None
        return replace(_told(text, inner := _inherited(element, state)), width=reached * scale(inner.placed))

    def _glyph(self, name: str) -> tuple[tuple[str, float, float], ...] | None:
        """Return the letters of a path that has a name, where they begin, and their widths."""
        if name not in self._glyphs:
            path = self._named.get(name)
            if path is None or local_name(path) != "path":
                return None
            a, *_, e, _ = matrix(path.get("transform", ""))
            found = letters_of(path.get("d", ""))
            self._glyphs[name] = tuple(
                (one.text, a * one.placed[4] + e, a * one.placed[0] * one.width) for one in found
            )
        return self._glyphs[name]

    def _draw(self, piece: Piece) -> None:
        self.outlines.append(piece)
        self.pieces.append(piece)

    def _used(self, element: Element, state: _State) -> None:
        found = self._named.get(target_of(element).removeprefix("#"))
        if found is not None:
            x, y = (first(element.get(name, "")) for name in ("x", "y"))
            self.read(found, replace(state, placed=times(state.placed, (1, 0, 0, 1, x, y))))

    def _outlines(self, path: str, state: _State) -> None:
        for letter in letters_of(path):
            placed = times(state.placed, letter.placed)
            *_, x, y = placed
            piece = _piece(letter.text, x, y, scale(placed), placed, state.colour)
            self._draw(replace(piece, width=letter.width * math.hypot(*placed[:2])))

    def _text(self, element: Element, state: _State, pen: _Pen) -> None:
        if state.depth > DEEPEST:
            raise LimitError(f"its texts are more than {DEEPEST} levels deep")
        if local_name(element) == "textPath":
            pen.x, pen.told, pen.going = first(element.get("startOffset", "")), target_of(element), False
        pen.take(element)
        self._letters(element.text or "", state, pen)
        for child in element:
            if local_name(child) in {"tspan", "textPath", "a", "tref"}:
                self._text(child, _inherited(child, state), pen)
            self._letters(child.tail or "", state, pen)

    def _letters(self, text: str, state: _State, pen: _Pen) -> None:
        """Add a text, or each letter of it that has a place of its own as long as there is one."""
        rest = " ".join(f"<{text}>".split())[1:-1]
        while rest.strip() or (rest and pen.going):
            moved = {name: values.pop(0) for name, values in pen.lists.items() if values}
            single = any(pen.lists.values())
            piece, rest = (rest[0], rest[1:]) if single else (rest, "")
            width = WIDTH * state.size * len(piece)
            if pen.going and not moved:
                before = self.pieces[-1]
                self.pieces[-1] = replace(before, text=before.text + piece, width=before.width + width)
            else:
                pen.x = moved.get("x", pen.x) + moved.get("dx", 0)
                pen.y = moved.get("y", pen.y) + moved.get("dy", 0)
                x = pen.x - {"middle": width / 2, "end": width}.get(state.anchor, 0)
                size = state.size * scale(state.placed)
                place = point(state.placed, x, pen.y)
                self.pieces.append(_piece(piece, *place, size, state.placed, f"{state.colour}{pen.told}"))
            pen.x += width
            pen.going = not single


def _told(text: str, state: _State) -> Piece:
    """Return a piece that says what outlines of matplotlib show."""
    *_, x, y = state.placed
    return _piece(" ".join(text.split()), x, y, scale(state.placed) * OUTLINED, state.placed, state.colour)


def _alone(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _inherited(element: Element, state: _State) -> _State:
    """Return what an element hands on to what is in it."""
    style = element.get("style", "")
    declared = dict(_DECLARED.findall(style))
    placed = state.placed
    for written in (element.get("transform", ""), declared.get("transform", "")):
        placed = times(placed, matrix(written))
    if local_name(element) == "svg":
        placed = times(placed, (1, 0, 0, 1, first(element.get("x", "")), first(element.get("y", ""))))
    sized = _SIZED.search(f"font-size:{element.get('font-size', '')};{style}")
    size = float(sized[1]) * UNITS.get(sized[2] or "", 1.0) if sized else state.size
    return _State(
        placed=placed,
        size=size,
        colour=(declared.get("fill") or element.get("fill") or state.colour).strip(),
        anchor=(declared.get("text-anchor") or element.get("text-anchor") or state.anchor).strip(),
        depth=state.depth + 1,
    )


def _piece(text: str, x: float, y: float, size: float, placed: Matrix, colour: str) -> Piece:
    angle = math.degrees(math.atan2(placed[1], placed[0]))
    return Piece(text=text, x=x, y=y, size=size, width=WIDTH * size * len(text), angle=angle, colour=colour)
