"""The texts that a PDF's page draws, each with its place and its looks: what is seen, and in which order."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it has no types

from kefu.check.readers.rearranged import BRIEF, alike
from kefu.check.readers.transforms import STILL, point, times

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from kefu.check.readers.transforms import Matrix

_UNSEEN_MODES: Final = frozenset((3, 7))
"""The text rendering modes that draw nothing: ISO 32000-1, table 106."""
_FILLING: Final = frozenset((0, 4))
_PALE: Final = 240
"""The least red, green and blue, of 255, of a colour that cannot be seen on white."""
_FAINT: Final = 16
_SMALLEST: Final = 2.0
"""The height in points below which letters cannot be seen."""


_DEEPEST: Final = 30
_MOST_COVERS: Final = 200
_SIDES: Final = 6
"""The most segments of a path that is a box."""
_LETTERS: Final = 3

_EDGES: Final = tuple(ctypes.c_float() for _ in range(4))
"""Memory for the edges of a box that pdfium tells."""

Box = tuple[float, float, float, float]
"""The left, bottom, right and top of something, in points."""


class Item(NamedTuple):
    """An object that a page draws: the identifier of its marked content, or -1, its kind, and where its form is."""

    identifier: int
    kind: int
    item: Any
    form: Matrix


class Piece(NamedTuple):
    """A text that one operator draws: where it begins, its size in points, its looks, and whether it is hidden."""

    text: str
    across: float
    down: float
    size: float
    style: Hashable
    hidden: bool


def items(page: Any) -> Iterator[Item]:
    """Yield the objects of a page, and those of forms that it draws, in the order in which they are drawn."""
    top = (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))
    stack: list[tuple[int, Matrix, Iterator[Any]]] = [(-1, STILL, top)]
    while stack:
        outer, form, inner = stack[-1]
        item = next(inner, None)
        if item is None:
            stack.pop()
            continue
        own = pdfium.FPDFPageObj_GetMarkedContentID(item) if len(stack) == 1 else -1
        identifier = own if own >= 0 else outer
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield Item(identifier, kind, item, form)
        elif len(stack) <= _DEEPEST:
            stack.append((identifier, times(form, _matrix(item)), _inside(item)))


def _inside(form: Any) -> Iterator[Any]:
    return (pdfium.FPDFFormObj_GetObject(form, index) for index in range(pdfium.FPDFFormObj_CountObjects(form)))


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def pieces_of(page: Any, texts: Sequence[tuple[int, str]], drawn: Sequence[Item]) -> tuple[Piece, ...]:
    """Return the pieces of text on a page; `texts` gives each with its number among all that is `drawn`."""
    covers = [*_covers(drawn)]
    sheet = (0.0, 0.0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
    looks = _Looks(covers, sheet)
    return tuple(looks.piece(text, number, drawn[number]) for number, text in texts)


def _covers(drawn: Sequence[Item]) -> Iterator[tuple[int, Box]]:
    """Yield the boxes and pictures that are painted, each with its number among all that is drawn."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    count = 0
    for number, each in enumerate(drawn):
        if each.kind == pdfium.FPDF_PAGEOBJ_PATH:
            if pdfium.FPDFPath_CountSegments(each.item) > _SIDES:
                continue
            pdfium.FPDFPath_GetDrawMode(each.item, mode, stroke)
            if not mode.value:
                continue
        elif each.kind != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        count += 1
        if count > _MOST_COVERS:
            return
        yield number, _box(each)


def _box(each: Item) -> Box:
    pdfium.FPDFPageObj_GetBounds(each.item, *_EDGES)
    left, bottom, right, top = (edge.value for edge in _EDGES)
    if each.form is STILL:
        return left, bottom, right, top
    corners = [point(each.form, x, y) for x in (left, right) for y in (bottom, top)]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(down), max(across), max(down)


class _Looks:
    """What pdfium tells of how texts look, in memory that is used for all of them."""

    def __init__(self, covers: Sequence[tuple[int, Box]], sheet: Box) -> None:
        self._covers = covers
        self._sheet = sheet
        self._size = ctypes.c_float()
        self._tints = tuple(ctypes.c_uint() for _ in range(4))

    def piece(self, text: str, number: int, each: Item) -> Piece:
        a, b, c, d, across, down = times(each.form, _matrix(each.item))
        pdfium.FPDFTextObj_GetFontSize(each.item, self._size)
        pdfium.FPDFPageObj_GetFillColor(each.item, *self._tints)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(each.item)
        font = pdfium.FPDFTextObj_GetFont(each.item)
        height = abs(self._size.value) * abs(a * d - b * c) ** 0.5
        *colour, opacity = (tint.value for tint in self._tints)
        box = _box(each)
        hidden = (
            mode in _UNSEEN_MODES
            or height < _SMALLEST
            or (mode in _FILLING and (min(colour) >= _PALE or opacity < _FAINT))
            or not _meet(box, self._sheet)
            or _clipped(each, box)
            or any(later > number and _holds(cover, box) for later, cover in self._covers)
        )
        style = (ctypes.addressof(font.contents), round(height, 1), *colour, opacity, mode) if font else (mode,)
        return Piece(text, across, down, height, style, hidden)


def _clipped(each: Item, box: Box) -> bool:
    """Return whether a text is outside one of the paths that it is clipped by, going by the boxes around them."""
    path = pdfium.FPDFPageObj_GetClipPath(each.item)
    if (count := pdfium.FPDFClipPath_CountPaths(path)) < 1:
        return False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        points = []
        for number in range(min(_MOST_COVERS, pdfium.FPDFClipPath_CountPathSegments(path, index))):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, index, number), x, y)
            points.append(point(each.form, x.value, y.value))
        if points:
            across, down = [x for x, _ in points], [y for _, y in points]
            if not _meet(box, (min(across), min(down), max(across), max(down))):
                return True
    return False


def _meet(one: Box, other: Box) -> bool:
    """Return whether boxes have more in common than an edge."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return (wide > 0 or one[0] == one[2]) and (high > 0 or one[1] == one[3]) and min(wide, high) >= 0


def _holds(outer: Box, inner: Box) -> bool:
    """Return whether the middle of a box is in another one that is not smaller."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def orders(pieces: Sequence[Piece]) -> Iterator[Sequence[int]]:
    """Yield the orders in which somebody may read pieces of text on a page."""
    hidden = [number for number, piece in enumerate(pieces) if piece.hidden]
    seen = [number for number, piece in enumerate(pieces) if not piece.hidden]
    yield from (seen, hidden)
    yield from alike(piece.style for piece in pieces)
    yield _by_lines(pieces, seen)
    short = [number for number in seen if len(pieces[number].text) <= BRIEF]
    yield sorted(short, key=lambda n: (round(pieces[n].across), -pieces[n].down))
    yield _by_lines(pieces, short)[::-1]
    letters = [number for number in short if len(pieces[number].text.strip()) <= _LETTERS]
    yield sorted(letters, key=lambda n: pieces[n].across)
    yield sorted(letters, key=lambda n: -pieces[n].down)


def _by_lines(pieces: Sequence[Piece], numbers: Sequence[int]) -> list[int]:
    """Return pieces line by line: from the top, and from the left."""
    lines: list[list[int]] = []
    top = 0.0
    for number in sorted(numbers, key=lambda n: -pieces[n].down):
        if not lines or top - pieces[number].down > pieces[number].size * 0.4:
            lines.append([])
            top = pieces[number].down
        lines[-1].append(number)
    return [number for line in lines for number in sorted(line, key=lambda n: pieces[n].across)]
