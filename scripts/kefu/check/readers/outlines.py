"""Letters that are drawn as outlines, known by their shapes: those of the fonts with which figures are drawn.

A shape is compared whatever its place, size, slant and reflection, so what a script turns into paths is read as well as
what matplotlib does. The outlines of other fonts are not known.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from fontTools.pens.basePen import decomposeQuadraticSegment  # type: ignore[import-untyped]  # it ships no types
from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped]  # same reason
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # same reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kefu.check.readers.transforms import Matrix

FONTS: Final = {
    "font_source_sans_pro": ("files/SourceSansPro-{}.ttf", ("Regular", "It", "Semibold", "Bold")),
    "matplotlib": ("mpl-data/fonts/ttf/DejaVuSans{}.ttf", ("", "-Oblique", "-Bold", "-BoldOblique")),
}
"""The fonts of figures, and of the formulas in them, in their packages."""

LETTERS: Final = f"{string.ascii_letters}{string.digits}åäöÅÄÖéÉüÜæøÆØ"

NEAR: Final = 0.006
"""How far, as a share of its height, a point of a letter may be from where it is expected."""
ALIKE: Final = 0.06
"""How much the matrix of a shape of four corners, as that of an I, may differ from that of the letters around it, or
from one that does not stretch: bars and ticks are no letters."""
CORNERS: Final = "MLLL"
LONGEST: Final = 120
"""The most steps in an outline that is compared."""

_STEP: Final = re.compile(r"([MLQZz])([^A-Za-z]*)")
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
_ABSOLUTE: Final = re.compile(r"[MLQZze\d\s.,+-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that an outline draws: how it is placed, in ems from its origin (y counts upwards), and its width.

    `corners` counts the points of its outline.
    """

    text: str
    placed: Matrix
    width: float
    corners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contour:
    """A closed line: its steps, each by its letter in SVG, and all points of them."""

    steps: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """A letter of a font, as outlines in ems, and the matrix that fits them to other points."""

    text: str
    width: float
    points: NDArray[Any] = field(repr=False)
    fitting: NDArray[Any] = field(repr=False)


@lru_cache(maxsize=4096)
def letters_of(path: str) -> tuple[Letter, ...]:
    """Return the letters that a path draws, given by its `d` in SVG, in the order in which it draws them."""
    if not _ABSOLUTE.fullmatch(path):
        return ()
    contours = tuple(_contours(path))
    found = _letters(contours, None)
    around = next((letter for letter in found if letter.corners != len(CORNERS)), None)
    return _letters(contours, around) if around and CORNERS in {contour.steps for contour in contours} else found


def _letters(contours: Sequence[_Contour], around: Letter | None) -> tuple[Letter, ...]:
    shapes, most = _shapes()
    found: list[Letter] = []
    at = 0
    while at < len(contours):
        for count in range(min(most, len(contours) - at), 0, -1):
            taken = contours[at : at + count]
            letter = _letter(taken, shapes.get("".join(contour.steps for contour in taken), ()), around)
            if letter:
                found.append(letter)
                at += count
                break
        else:
            at += 1
    return tuple(found)


def _contours(path: str) -> Iterator[_Contour]:
    steps: list[str] = []
    points: list[tuple[float, float]] = []
    for match in [*_STEP.finditer(path), None]:
        if steps and (match is None or match[1] == "M"):
            yield _closed(steps, points)
            steps, points = [], []
        if match is None or match[1] in "Zz":
            continue
        numbers = [*map(float, _NUMBER.findall(match[2]))]
        each = 4 if match[1] == "Q" else 2
        for start in range(0, len(numbers) - each + 1, each):
            steps.append("L" if match[1] == "M" and start else match[1])
            points += [(numbers[index], numbers[index + 1]) for index in range(start, start + each, 2)]


def _closed(steps: Sequence[str], points: Sequence[tuple[float, float]]) -> _Contour:
    """Return a contour without the line that only leads back to where it began."""
    kept, ends = len(steps), len(points)
    while kept > 1 and steps[kept - 1] == "L" and points[ends - 1] == points[0]:
        kept, ends = kept - 1, ends - 1
    return _Contour(steps="".join(steps[:kept]), points=tuple(points[:ends]))


def _letter(contours: Sequence[_Contour], shapes: Sequence[_Shape], around: Letter | None) -> Letter | None:
    """Return the letter whose outlines some contours are, if there is one."""
    if not shapes:
        return None
    target = np.array([point for contour in contours for point in contour.points])
    if not np.isfinite(target).all():
        return None
    best: tuple[float, Letter] | None = None
    for shape in shapes:
        fitted = shape.fitting @ target
        off = float(np.abs(shape.points @ fitted - target).max())
        values = np.linalg.svd(fitted[:2], compute_uv=False)
        if not values[1] > 0 or off > NEAR * values[0]:
            continue
        (a, b), (c, d), (e, f) = fitted.tolist()
        letter = Letter(text=shape.text, placed=(a, b, c, d, e, f), width=shape.width, corners=len(target))
        unlike = _unlike(letter, around) if around else float(values[0] / values[1]) - 1
        if len(target) == len(CORNERS) and unlike > ALIKE:
            continue
        cost = off / float(values[0]) + unlike / 1000
        if best is None or cost < best[0]:
            best = cost, letter
    return best[1] if best else None


def _unlike(letter: Letter, other: Letter) -> float:
    """Return how much the shapes of two letters are stretched, slanted or enlarged unlike each other."""
    size = max(map(abs, other.placed[:4]))
    return max(abs(one - two) for one, two in zip(letter.placed[:4], other.placed[:4], strict=True)) / size


@cache
def _shapes() -> tuple[Mapping[str, tuple[_Shape, ...]], int]:
    """Return all shapes of letters, by the steps of their outlines, and the most contours that a letter has."""
    found: defaultdict[str, list[_Shape]] = defaultdict(list)
    most = 1
    for path in _files():
        with TTFont(path, lazy=True) as font:
            glyphs, names, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
            for letter in LETTERS:
                pen = DecomposingRecordingPen(glyphs)
                glyphs[names[ord(letter)]].draw(pen)
                contours = tuple(_recorded(pen.value, em))
                most = max(most, len(contours))
                points = np.array([(*point, 1.0) for contour in contours for point in contour.points])
                steps = "".join(contour.steps for contour in contours)
                width = glyphs[names[ord(letter)]].width / em
                if len(steps) <= LONGEST * len(contours):
                    found[steps].append(_Shape(text=letter, width=width, points=points, fitting=np.linalg.pinv(points)))
    return {steps: tuple(shapes) for steps, shapes in found.items()}, most


def _files() -> Iterator[Path]:
    for package, (name, styles) in FONTS.items():
        found = find_spec(package)
        for folder in (found.submodule_search_locations or ()) if found else ():
            yield from (Path(folder, name.format(style)) for style in styles)


def _recorded(value: Sequence[tuple[str, Any]], em: float) -> Iterator[_Contour]:
    steps: list[str] = []
    points: list[tuple[float, float]] = []
    for name, given in value:
        match name:
            case "moveTo" | "lineTo":
                steps.append(name[0].upper())
                points += given
            case "qCurveTo":
                for control, end in decomposeQuadraticSegment(given):
                    steps.append("Q")
                    points += [control, end]
            case _:
                yield _closed(steps, [(x / em, y / em) for x, y in points])
                steps, points = [], []
