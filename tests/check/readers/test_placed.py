"""Pieces of text are read as an eye may read them."""

from __future__ import annotations

import math
import random

import pytest

from kefu.check.readers.placed import Piece, orders, words


def piece(text: str, x: float, y: float, *, size: float = 10, angle: float = 0, colour: str = "") -> Piece:
    return Piece(text=text, x=x, y=y, size=size, width=5 * len(text), angle=angle, colour=colour)


def readings(pieces: list[Piece]) -> set[str]:
    """Return all readings of pieces that are drawn in any order, without line ends."""
    shuffled = random.Random(5).sample(pieces, len(pieces))  # noqa: S311 - nothing is secret
    return {" ".join(text.split()) for text in orders(shuffled)}


WORDS = "ett två tre fyra fem sex sju åtta".split()  # noqa: SIM905 - a list of words
WHOLE = " ".join(WORDS)


@pytest.mark.parametrize(
    "place",
    [
        lambda number: (number % 4 * 60, number // 4 * 20),
        lambda number: (number % 4 * 60, number // 4 * 4),
        lambda number: (number // 4 * 90, number % 4 * 20),
        lambda number: (number // 4 * 200 + number % 2 * 60, number % 4 // 2 * 20),
        lambda number: (0, -20 * number),
        lambda number: (30 * number, -20 * number),
        lambda number: (200 - number % 4 * 60, number // 4 * 20),
        lambda number: ((number % 4 if number < 4 else 3 - number % 4) * 60, number // 4 * 20),
        lambda number: (200 - number // 4 * 90, number % 4 * 20),
        lambda number: (number // 4 * 90, (number % 4 if number < 4 else 3 - number % 4) * 20),
        lambda number: (math.cos(number) * (50 + 20 * number), math.sin(number) * (50 + 20 * number)),
        lambda number: (-math.cos(number / 3) * 300, math.sin(number / 3) * 300),
    ],
    ids=[
        "rows",
        "close rows",
        "columns",
        "columns of rows",
        "from below",
        "stairs",
        "from the right",
        "there and back",
        "columns from the right",
        "down and up",
        "a spiral",
        "a curve",
    ],
)
def test_words_are_read_where_they_stand(place: object) -> None:
    assert callable(place)
    assert WHOLE in readings([piece(word, *place(number)) for number, word in enumerate(WORDS)])


def test_columns_under_a_heading_are_read_one_after_the_other() -> None:
    below = [
        piece(word, number // 4 * 200 + number % 2 * 60, number % 4 // 2 * 20) for number, word in enumerate(WORDS)
    ]
    assert f"{'rubrik' * 9} {WHOLE}" in readings([piece("rubrik" * 9, 0, -60), *below])


@pytest.mark.parametrize("angle", [90, 180, 270, 45, 17])
def test_words_that_are_turned_are_read_as_if_they_lay_flat(angle: int) -> None:
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    places = [(number % 4 * 60, number // 4 * 20) for number in range(len(WORDS))]
    turned = [
        piece(word, x * cosine - y * sine, x * sine + y * cosine, angle=angle)
        for word, (x, y) in zip(WORDS, places, strict=True)
    ]
    assert WHOLE in readings(turned)


@pytest.mark.parametrize("other", [{"colour": "white"}, {"size": 3}])
def test_words_that_look_different_are_read_by_themselves(other: dict[str, object]) -> None:
    row = [piece(word, number * 60, 0) for number, word in enumerate(WORDS)]
    others = [piece("på", number * 60 + 30, 0, **other) for number in range(len(WORDS))]  # type: ignore[arg-type]
    assert WHOLE in readings([*row, *others])


def test_numbers_between_words_are_left_out_once() -> None:
    row = [piece(word, number * 60, 0) for number, word in enumerate(WORDS)]
    assert WHOLE in readings([*row, *(piece(str(number), number * 60 + 30, 0) for number in range(8))])


def test_what_is_drawn_twice_is_read_once() -> None:
    row = [piece(word, number * 60, 0) for number, word in enumerate(WORDS)]
    assert WHOLE in readings([*row, *row])


def test_letters_that_touch_are_words_and_numbers_stand_apart() -> None:
    letters = [piece(letter, number * 5 + (10 if number > 2 else 0), 0) for number, letter in enumerate("ettord")]
    assert next(iter(orders(letters))) == "ett ord"
    assert next(iter(orders([piece("040", 0, 0), piece("123456", 40, 0)]))) == "040\n123456"


def test_letters_that_are_drawn_one_after_another_are_one_piece() -> None:
    turned = [piece(letter, 0, -number * 5, angle=-90) for number, letter in enumerate("ord")]
    (word,) = words(turned)
    assert (word.text, word.width, word.x, word.y) == ("ord", 15, 0, 0)
    assert len(words([piece("o", 0, 0), piece("r", 30, 0)])) == 2


def test_what_is_nowhere_is_left_out() -> None:
    assert orders([]) == {}
    assert orders([piece(" ", 0, 0), piece("x", math.inf, 0), piece("y", 0, math.nan)]) == {}
