"""Pieces of text are read as an eye may read them."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

from kefu.check.readers.placed import WORD_SPACE, Piece, orders, words


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


def told(pieces: list[Piece]) -> list[tuple[str, str]]:
    """Return all orders of pieces: the name of each, and its lines, apart by slashes."""
    return [(name, text.replace("\n", "/")) for text, name in orders(pieces).items()]


def test_all_orders_of_two_rows_are_told() -> None:
    rows = [piece(word, number % 3 * 60, number // 3 * 20) for number, word in enumerate(WORDS[:6])]

    assert told(rows) == [
        ("by rows", "ett två tre/fyra fem sex"),
        ("from below", "fyra fem sex/ett två tre"),
        ("by columns", "ett fyra/två fem/tre sex"),
        ("by rows from the right", "tre två ett/sex fem fyra"),
        ("by columns from the right", "tre sex/två fem/ett fyra"),
        ("by rows there and back", "ett två tre/sex fem fyra"),
        ("by columns there and back", "ett fyra/fem två/tre sex"),
        ("by columns of rows", "ett två/fyra fem/tre/sex"),
        ("from each to the nearest", "två fem fyra ett tre sex"),
    ]


def test_all_bands_and_columns_are_told() -> None:
    letters = "abcdefghijklmnopqr"
    found = told([piece(f"{letters[n]}.", n % 6 // 2 * 200 + n % 2 * 60, n // 6 * 100) for n in range(18)])

    assert [text.replace(". ", "").replace(".", "") for name, text in found if name == "by columns of rows"] == [
        "abcd/ghij/mnop/ef/kl/qr",
        "ab/gh/mn/cd/ij/op/ef/kl/qr",
        "ab/gh/mn/cd/ij/op/e/k/q/f/l/r",
        "ab/gh/mn/c/i/o/d/j/p/e/k/q/f/l/r",
        "abcd/ghij/ef/kl/mnop/qr",
        "ab/gh/cd/ij/ef/kl/mn/op/qr",
    ]
    assert [text.replace(". ", "").replace(".", "") for name, text in found if name == "from each to the nearest"] == [
        "abhgmnopjicdeflkqr",
        "ijdcbaghnmopqrlkef",
    ]


def test_pieces_that_look_different_are_told_apart() -> None:
    looks = [("r", 10), ("g", 10), ("r", 12), ("g", 12.04), ("r", 10)]
    row = [piece(text, 20 * n, 0, colour=looks[n][0], size=looks[n][1]) for n, text in enumerate("abcd7")]

    assert [text.replace(" ", "") for name, text in told(row) if " of kind " in name] == [
        *("abcd", "ac7", "bd", "ab7", "cd", "a7", "b", "c", "d")
    ]
    assert [name for name, _ in told(row) if " of kind " in name] == [f"by rows of kind {n}" for n in range(1, 10)]


def test_turned_pieces_are_told_apart_by_their_angle() -> None:
    angles = {"upp": (0, 100, -90), "ner": (20, 100, -92), "rakt": (50, 0, 2), "sned": (90, 0, 3), "vänd": (9, 9, 357)}
    found = told([piece(text, x, y, angle=angle) for text, (x, y, angle) in angles.items()])

    assert [(name, text) for name, text in found if " at " in name] == [
        ("by rows at 270°", "upp/ner"),
        ("from below at 270°", "ner/upp"),
        ("by rows at 5°", "sned"),
        ("by rows at 355°", "vänd"),
    ]


@pytest.mark.parametrize(
    ("sizes", "down", "text"),
    [
        ((10, 10), 1.0, "a b"),
        ((10, 10), 1.1, "a b"),
        ((10, 10), 4.0, "a b"),
        ((10, 10), 4.1, "a/b"),
        ((20, 10), 8.0, "a b"),
        ((10, 20), 8.0, "a b"),
        ((20, 10), 8.1, "a/b"),
    ],
)
def test_pieces_of_one_row_may_stand_a_little_higher(sizes: tuple[int, int], down: float, text: str) -> None:
    above, right, left = (piece("a", 0, 0, size=sizes[0]), *(piece("b", x, down, size=sizes[1]) for x in (60, -60)))

    assert told([above, right])[0] == ("by rows", text)
    assert told([above, left])[0] == ("by rows", text.replace("a b", "b a"))
    assert (("by close rows", "a/b") in told([above, left])) == (0.1 * max(sizes) < down <= 0.4 * max(sizes))


def test_a_row_goes_on_from_the_piece_before() -> None:
    stairs = [piece(text, 60 * n, 3 * n) for n, text in enumerate("abcd")]

    assert told(stairs)[0] == ("by rows", "a b c d")
    stack = [piece(text, 3 * n, 60 * n) for n, text in enumerate("abcd")]
    assert ("by columns", "a b c d/e") in told([*stack, piece("e", 200, 0)])


@pytest.mark.parametrize(
    ("sizes", "across", "text"),
    [
        ((10, 10), 4.0, "a b/c d"),
        ((10, 10), 4.1, "b/a/c d"),
        ((20, 10), 8.0, "a b/c d"),
        ((10, 20), 8.0, "a b/c d"),
        ((20, 10), 8.1, "b/a/c d"),
    ],
)
def test_pieces_of_one_column_may_begin_a_little_further_in(sizes: tuple[int, int], across: float, text: str) -> None:
    left = [piece("a", across, 0, size=sizes[0]), piece("b", 0, 90, size=sizes[1])]

    assert ("by columns", text) in told([*left, piece("c", 200, 0), piece("d", 200, 90)])


@pytest.mark.parametrize(
    ("gap", "angle", "joined"),
    [(1.3, 0, True), (1.5, 0, False), (-1.3, 0, True), (-1.5, 0, False), (0, 4.9, True), (0, 5, False), (0, -5, False)],
)
def test_a_letter_belongs_to_the_word_before_it_if_it_is_close_and_runs_the_same_way(
    gap: float, angle: float, *, joined: bool
) -> None:
    found = words([piece("or", 3, 7), piece("d", 13 + gap, 7, angle=angle)])

    assert [one.text for one in found] == (["ord"] if joined else ["or", "d"])
    assert len(words([piece("or", 3, 7), piece("d", 13, 7 + (gap or 9))])) == (1 if joined and gap else 2)
    assert len(words([piece("or", 3, 7), piece("de", 13, 7)])) == 2
    assert len(words([piece("or", 3, 7), piece("d", 13, 7, colour="r")])) == 2


def test_a_word_runs_the_way_that_its_letters_do() -> None:
    slanted = [
        piece(letter, 5 + 4 * n, 9 + 3 * n, angle=math.degrees(math.atan2(3, 4))) for n, letter in enumerate("ord")
    ]

    assert [one.text for one in words(slanted)] == ["ord"]


def test_letters_that_stand_a_little_apart_are_one_word() -> None:
    (word,) = words([piece(letter, 6 * n, 0) for n, letter in enumerate("ordet")])

    assert (word.text, word.width) == ("ordet", 29)


@pytest.mark.parametrize(
    ("gap", "text"),
    [(1.3, "or"), (1.5, "o r")],
)
def test_letters_make_words_if_they_touch(gap: float, text: str) -> None:
    assert told([piece("o", 0, 0), piece("r", 5 + gap, 0)])[0] == ("by rows", text)
    assert told([piece("o", 0, 0), piece("rd", 5, 0)])[0] == ("by rows", "o rd")
    assert told([piece("do", 0, 0), piece("r", 10, 0)])[0] == ("by rows", "do r")


@pytest.mark.parametrize(("before", "after"), [("4", "x"), ("x", "4"), ("4 x", "4"), ("4", "x 4")])
def test_numbers_stand_apart_from_numbers_alone(before: str, after: str) -> None:
    assert told([piece(before, 0, 0), piece(after, 60, 0)])[0] == ("by rows", f"{before} {after}")


@pytest.mark.parametrize(
    "nowhere",
    [
        piece("x", math.inf, 0),
        piece("x", 0, math.nan),
        piece("x", 0, 0, size=math.inf),
        piece("x", 0, 0, angle=math.inf),
        Piece(text="x", x=0, y=0, size=10, width=math.inf, angle=0, colour=""),
    ],
)
def test_a_piece_must_have_a_place_and_a_size(nowhere: Piece) -> None:
    assert orders([nowhere]) == {}


def test_what_is_drawn_again_at_almost_the_same_place_is_drawn_once() -> None:
    assert told([piece("a", 1, 1), piece("a", 1.004, 1.004)])[0] == ("by rows", "a")
    assert told([piece("a", 1, 1), piece("a", 1.006, 1)])[0] == ("by rows", "aa")
    assert told([piece("a", 1, 1), piece("a", 1, 1.006)])[0] == ("by rows", "aa")


def grid(rows: list[str], across: list[float], down: list[float]) -> list[Piece]:
    """Return the words of rows, at distances from the left and from the top."""
    return [
        piece(word, x, y)
        for row, y in zip(rows, down, strict=True)
        for word, x in zip(row.split(), across, strict=True)
    ]


def test_three_rows_are_told_there_and_back() -> None:
    rows = ["aa bb cc", "dd ee ff", "gg hh ii"]

    assert ("by rows there and back", "aa bb cc/ff ee dd/gg hh ii") in told(grid(rows, [0, 60, 120], [0, 20, 40]))


def test_pieces_of_a_row_that_stand_a_little_higher_are_told_from_the_right_and_by_columns() -> None:
    pair = [piece("aa", 0, 0), piece("bb", 60, 3)]
    assert ("by rows from the right", "bb aa") in told(pair)

    columns = [*grid(["aa cc", "ee gg"], [0, 200], [3, 53]), *grid(["bb dd", "ff hh"], [30, 230], [0, 50])]
    assert ("by columns of rows", "aa bb/ee ff/cc dd/gg hh") in told(columns)


def test_columns_and_bands_are_cut_where_the_space_between_texts_is_widest() -> None:
    wide = [*grid(["a" * 20, "b" * 20], [0], [0, 20]), *grid(["cc dd", "ee ff"], [110, 160], [0, 20])]
    assert ("by columns of rows", f"{'a' * 20} cc/{'b' * 20} ee/dd/ff") in told(wide)

    high = [
        replace(each, size=30 if each.y == 40 else 10)
        for each in grid(["aa bb", "cc dd", "ee ff"], [0, 90], [0, 40, 70])
    ]
    assert ("by columns of rows", "aa/cc/bb/dd/ee/ff") in told(high)


def test_texts_that_touch_are_in_one_column() -> None:
    assert "by columns of rows" not in dict(told(grid(["aa bb cc", "dd ee ff"], [0, 10, 20], [0, 20])))


def test_there_are_so_many_columns_at_most() -> None:
    def found(rows: list[str], columns: int, bands: int) -> bool:
        across = [float(column * 200 + within * 60) for column in range(columns) for within in (0, 1)]
        down = [float(band * 300 + within * 20) for band in range(bands) for within in (0, 1)]
        words = [[f"{row}{letter}" for letter in "abcdefghijklmnopqr"[: 2 * columns]] for row in rows]
        parts = [
            f"{above[at]}{above[at + 1]}{below[at]}{below[at + 1]}"
            for above, below in zip(words[::2], words[1::2], strict=True)
            for at in range(0, 2 * columns, 2)
        ]
        pieces = grid([" ".join(row) for row in words], across, down)
        return "".join(parts) in {"".join(text.split()) for text in orders(pieces)}

    assert found(["x", "y"], 6, 1)
    assert not found(["x", "y"], 7, 1)
    assert found(["x", "y", "v", "w"], 3, 2)
    assert not found(["x", "y", "v", "w"], 4, 2)
    assert found(["x", "y", "v", "w", "s", "t"], 3, 3)
    assert not found(["x", "y", "v", "w", "s", "t"], 4, 3)


def test_pieces_of_one_colour_and_about_one_size_are_told_apart() -> None:
    looks = {"aa": ("r", 10), "cc": ("r", 20), "dd": ("g", 10), "bb": ("r", 10.04)}
    row = [piece(text, 60 * n, 0, colour=colour, size=size) for n, (text, (colour, size)) in enumerate(looks.items())]

    assert "aa bb" in {text for name, text in told(row) if " of kind " in name}


def test_kinds_are_numbered_in_the_order_in_which_they_are_told() -> None:
    row = [piece("aa", 0, 0), piece("bb", 60, 0, size=20), piece("cc", 120, 0)]

    assert [one for one in told(row) if " of kind " in one[0]] == [
        ("by rows of kind 2", "aa cc"),
        ("by rows of kind 3", "bb"),
    ]


def test_so_many_angles_colours_and_ways_are_told_at_most() -> None:
    turned = [piece(f"a{n}a", 0, 50 * n, angle=20 * n) for n in range(1, 15)]
    assert sum(name.startswith("by rows at") for name, _ in told(turned)) == 12

    coloured = [piece(f"a{n}a", 0, 50 * n, colour=str(n)) for n in range(8)]
    assert sum(name.startswith("by rows of kind") for name, _ in told(coloured)) == 6

    def ways(count: int) -> list[str]:
        stairs = [piece(f"a{n}a", 50 * n, 50 * n) for n in range(count)]
        return [text for name, text in told(stairs) if name == "from each to the nearest"]

    (way,) = ways(200)
    assert way.startswith("a99a ")
    assert ways(201) == []


def test_a_way_is_followed_through_so_many_pieces() -> None:
    row = [piece("aa", 3 * n, 0) for n in range(1_499)]
    found = told([*row, piece("bb", -90, 900), piece("cc", -90, 990)])

    (way,) = (text for name, text in found if name == "from each to the nearest")
    assert "bb" in way
    assert "cc" not in way


def test_slanted_rows_are_told_from_the_left() -> None:
    def slanted(text: str, along: float, below: float) -> Piece:
        cosine, sine = math.cos(math.radians(30)), math.sin(math.radians(30))
        return piece(text, along * cosine - below * sine, along * sine + below * cosine, angle=30)

    assert ("by rows at 30°", "aa bb") in told([slanted("aa", 0, 3), slanted("bb", 1, 0), piece("xx", -0.3, 1.5)])


def test_letters_stand_apart_from_the_space_of_a_word_on() -> None:
    assert [word.text for word in words([piece("or", -10, 0), piece("d", WORD_SPACE * 10, 0)])] == ["or", "d"]
    assert told([replace(piece("o", 0, 0), width=0), piece("r", WORD_SPACE * 10, 0)])[0] == ("by rows", "o r")
    assert told([piece("o", 0, 50), piece("r", 5, 50)])[0] == ("by rows", "or")


@pytest.mark.parametrize(("before", "after"), [("4", "5"), ("x4", "5"), ("4", "5x")])
def test_numbers_after_each_other_stand_on_lines_of_their_own(before: str, after: str) -> None:
    assert told([piece(before, 0, 0), piece(after, 60, 0)])[0] == ("by rows", f"{before}/{after}")
