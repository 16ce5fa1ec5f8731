"""Pieces of text on a page → the texts that they make, read in the orders in which an eye may read them.

What is drawn last may be read first. So the pieces are sorted by where they stand, and not in one way alone: in rows,
in columns, along slanted lines, from each to the nearest, and those of one colour by themselves.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

MOST_ON_A_CURVE: Final = 1_500
"""The most pieces that are followed from each to the nearest, which takes the square of their number."""
MOST_TWICE: Final = 200
MOST_ANGLES, MOST_LOOKS, MOST_BANDS = 12, 6, 3
MOST_COLUMNS: Final = {1: 6, 2: 3, 3: 3}

SAME_ROW: Final = (0.4, 0.1)
"""How far apart, in ems, two pieces of one row may be in height: at most, and if rows are close."""
WORD_SPACE: Final = 0.14
"""From here on, in ems, the space between two letters is one between words."""
WIDTH: Final = 0.5
"""The width of a letter in ems, where it is not known."""
STEP: Final = 5
"""Degrees; what is turned by less than half of this is not turned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text that is drawn as one: where it begins (y counts downwards), its size, and where it ends if it lies flat.

    `angle` is the direction in which it runs, in degrees clockwise.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    angle: float
    colour: str


def orders(pieces: Sequence[Piece]) -> Mapping[str, str]:
    """Return the texts that pieces make, each with the name of its order; what is drawn twice in a place is one."""
    places = {(piece.text, round(piece.x, 2), round(piece.y, 2)): piece for piece in pieces if _is_somewhere(piece)}
    kept = [piece for piece in places.values() if piece.text.strip()]
    found: dict[str, tuple[str, str]] = {}
    if kept:
        for name, text in _orders(kept):
            found.setdefault("".join(text.split()), (text, name))
    return dict(found.values())


def _is_somewhere(piece: Piece) -> bool:
    return all(map(math.isfinite, (piece.x, piece.y, piece.size, piece.width, piece.angle)))


def words(letters: Sequence[Piece]) -> list[Piece]:
    """Return pieces with letters as the words that they make: each drawn right after the one before, in one colour."""
    found: list[Piece] = []
    for letter in letters:
        if found and len(letter.text) == 1 and _follows(found[-1], letter):
            word = found[-1]
            width = math.hypot(letter.x - word.x, letter.y - word.y) + letter.width
            found[-1] = replace(word, text=word.text + letter.text, width=width)
        else:
            found.append(letter)
    return found


def _follows(word: Piece, letter: Piece) -> bool:
    angle = math.radians(word.angle)
    x, y = word.x + word.width * math.cos(angle), word.y + word.width * math.sin(angle)
    near = math.hypot(letter.x - x, letter.y - y) < WORD_SPACE * word.size
    return near and abs(letter.angle - word.angle) < STEP and letter.colour == word.colour


def _orders(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    yield from _flat(pieces, "")
    rows, stacks = _rows(pieces, SAME_ROW[0]), [sorted(stack, key=_from_top) for stack in _stacks(pieces)]
    yield "by rows from the right", _lines(row[::-1] for row in rows)
    yield "by columns from the right", _lines(reversed(stacks))
    yield "by rows there and back", _lines(row[:: -1 if number % 2 else 1] for number, row in enumerate(rows))
    yield "by columns there and back", _lines(stack[:: -1 if number % 2 else 1] for number, stack in enumerate(stacks))
    for bands in range(1, MOST_BANDS + 1):
        for columns in range(2, MOST_COLUMNS[bands] + 1):
            parts = (part for band in _bands(pieces, bands) for part in _columns(band, columns))
            yield "by columns of rows", _lines(row for part in parts for row in _rows(part, SAME_ROW[0]))
    angles: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        angles[round(piece.angle / STEP) * STEP % 360].append(piece)
    turned = sorted(((angle, group) for angle, group in angles.items() if angle), key=lambda one: -len(one[1]))
    for angle, group in turned[:MOST_ANGLES]:
        yield from _flat([_turned(piece, -angle) for piece in group], f" at {angle}°")
    yield from (("from each to the nearest", _joined(chain)) for chain in _chains(pieces[:MOST_ON_A_CURVE]))
    for number, group in enumerate(_alike(pieces), start=1):
        yield from _flat(group, f" of kind {number}")


def _alike(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces that have letters, those of one colour, of one size, and of both."""
    yield [piece for piece in pieces if any(map(str.isalpha, piece.text))]
    keys: tuple[Callable[[Piece], object], ...] = (
        lambda piece: piece.colour,
        lambda piece: round(piece.size, 1),
        lambda piece: (piece.colour, round(piece.size, 1)),
    )
    for key in keys:
        looks: defaultdict[object, list[Piece]] = defaultdict(list)
        for piece in pieces:
            looks[key(piece)].append(piece)
        if len(looks) > 1:
            yield from sorted(looks.values(), key=len, reverse=True)[:MOST_LOOKS]


def _flat(pieces: Sequence[Piece], what: str) -> Iterator[tuple[str, str]]:
    rows = _rows(pieces, SAME_ROW[0])
    yield f"by rows{what}", _lines(rows)
    yield f"by close rows{what}", _lines(_rows(pieces, SAME_ROW[1]))
    yield f"from below{what}", _lines(reversed(rows))
    yield f"by columns{what}", _lines(sorted(column, key=_from_top) for column in _stacks(pieces))
    yield (
        f"by columns apart{what}",
        _lines(sorted(part, key=_from_top) for part in _columns(pieces, len(pieces)) if part),
    )
    ended = [replace(piece, x=piece.x + piece.width) for piece in pieces]
    yield f"by columns to the right{what}", _lines(sorted(column, key=_from_top) for column in _stacks(ended))


def _lines(rows: Iterable[Sequence[Piece]]) -> str:
    return "\n".join(map(_joined, rows))


def _from_top(piece: Piece) -> tuple[float, float]:
    return piece.y, piece.x


def _from_left(piece: Piece) -> tuple[float, float]:
    return piece.x, piece.y


def _rows(pieces: Sequence[Piece], near: float) -> list[list[Piece]]:
    """Return pieces in rows from the top, each from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=_from_top):
        if rows and piece.y - rows[-1][-1].y <= near * max(piece.size, rows[-1][-1].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=_from_left) for row in rows]


def _stacks(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return pieces that begin at the same distance from the left as stacks, from the left."""
    stacks: list[list[Piece]] = []
    for piece in sorted(pieces, key=_from_left):
        if stacks and piece.x - stacks[-1][-1].x <= SAME_ROW[0] * max(piece.size, stacks[-1][-1].size):
            stacks[-1].append(piece)
        else:
            stacks.append([piece])
    return stacks


def _columns(pieces: Sequence[Piece], count: int) -> list[list[Piece]]:
    """Return pieces in so many columns from the left, between which the gaps are the widest."""
    return _cut(sorted(pieces, key=_from_left), count, lambda piece: (piece.x, piece.x + piece.width))


def _bands(pieces: Sequence[Piece], count: int) -> list[list[Piece]]:
    """Return pieces in so many bands from the top, between which the gaps are the highest."""
    return _cut(sorted(pieces, key=_from_top), count, lambda piece: (piece.y - piece.size, piece.y))


def _cut(pieces: Sequence[Piece], count: int, reach: Callable[[Piece], tuple[float, float]]) -> list[list[Piece]]:
    gaps: list[tuple[float, int]] = []
    reached = -math.inf
    for index, piece in enumerate(pieces):
        start, end = reach(piece)
        if index and start > reached:
            gaps.append((start - reached, index))
        reached = max(reached, end)
    cuts = sorted(index for _, index in sorted(gaps, reverse=True)[: count - 1])
    return [[*pieces[start:end]] for start, end in pairwise((0, *cuts, len(pieces)))]


def _turned(piece: Piece, degrees: float) -> Piece:
    angle = math.radians(degrees)
    cosine, sine = math.cos(angle), math.sin(angle)
    x, y = piece.x * cosine - piece.y * sine, piece.x * sine + piece.y * cosine
    return replace(piece, x=x, y=y)


def _chains(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces as a way from each to the nearest of those that are left, from the leftmost on and from the middle.

    If there are many pieces, only the first way is followed.
    """
    left = sorted(pieces, key=_from_left)
    places = np.array([(piece.x, piece.y) for piece in left], dtype=float)
    middle = int(np.square(places - places.mean(axis=0)).sum(axis=1).argmin())
    for start in (0, middle) if len(left) <= MOST_TWICE else (0,):
        still, at, chain = places.copy(), start, [left[start]]
        for _ in left[1:]:
            here = still[at].copy()
            still[at] = np.inf
            at = int(np.square(still - here).sum(axis=1).argmin())
            chain.append(left[at])
        yield chain


def _joined(pieces: Sequence[Piece]) -> str:
    """Return pieces as one text: letters that touch make words, and numbers stand apart."""
    texts = [pieces[0].text]
    for before, piece in pairwise(pieces):
        gap = math.hypot(piece.x - before.x, piece.y - before.y) - before.width
        single = len(before.text) == len(piece.text) == 1
        if single and gap < WORD_SPACE * before.size:
            space = ""
        elif before.text[-1:].isdigit() and piece.text[:1].isdigit():
            space = "\n"
        else:
            space = " "
        texts.append(space + piece.text)
    return "".join(texts)
