"""Letters are known by their outlines."""

from __future__ import annotations

import random
import re

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from kefu.check.readers.outlines import LETTERS, letters_of
from kefu.plotting import styled
from kefu.theme import THEME

STEPS = {1: "M", 2: "L", 3: "Q", 79: "z"}
SOURCE, DEJAVU = "Source Sans Pro", "DejaVu Sans"


def outline(
    text: str, moved: Affine2D | None = None, *, family: str = SOURCE, slanted: bool = False, weight: int = 400
) -> str:
    """Return the outlines of a text as matplotlib writes them."""
    with styled(THEME):
        font = FontProperties(family=family, style="italic" if slanted else "normal", weight=weight)
        path = TextPath((3, 5), text, size=12, prop=font).transformed(moved or Affine2D())
    pieces = []
    for points, code in path.iter_segments(simplify=False):
        numbers = [] if code == 79 else [f"{number:.5f}" for number in points]
        pieces.append(f"{STEPS[int(code)]} {' '.join(numbers)}")
    return "\n".join(pieces)


def read(path: str) -> str:
    return "".join(letter.text for letter in letters_of(path))


@pytest.mark.parametrize(
    ("family", "slanted", "weight"),
    [
        *((SOURCE, False, weight) for weight in (400, 600, 700)),
        (SOURCE, True, 400),
        *((DEJAVU, slanted, weight) for slanted in (False, True) for weight in (400, 700)),
    ],
)
def test_every_letter_is_known(family: str, weight: int, *, slanted: bool) -> None:
    assert read(outline(LETTERS, family=family, slanted=slanted, weight=weight)) == LETTERS


@pytest.mark.parametrize(
    "moved",
    [
        Affine2D().scale(0.01),
        Affine2D().scale(1, -1),
        Affine2D().scale(-300, 300),
        Affine2D().rotate_deg(71),
        Affine2D().scale(9, 1),
        Affine2D().skew_deg(20, 0).translate(-500, 90),
    ],
    ids=["small", "upside down", "mirrored", "turned", "stretched", "slanted"],
)
def test_a_letter_is_known_whatever_is_done_to_it(moved: Affine2D) -> None:
    path = outline("Rektorn har inget svar, men DIN lista är lång 2026.", moved)
    assert read(path) == "RektornharingetsvarmenDINlistaärlång2026"


def test_a_letter_knows_its_place() -> None:
    first, second = letters_of(outline("on", Affine2D().rotate_deg(90)))
    assert first.placed[:2] == pytest.approx((0, 12), abs=0.1)
    assert first.placed[4:] == pytest.approx((-5, 3), abs=0.1)
    assert second.placed[5] - first.placed[5] == pytest.approx(12 * first.width, abs=0.3)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "M 0 0",
        "M 0 0 L 5 0 L 5 5 L 0 5 z",
        "M 0 0 L 50 0 L 50 8 L 0 8 L 0 0 z",
        "M 0 0 L 9 9 L 3 0 z",
        "M 0 0 Q 1 2 3 4 z",
        "m 0 0 l 5 0 z",
        "M 1e999 0 L 1 0 L 1 9 L 0 9 z",
        "M 0 0 L 0 0 L 0 0 L 0 0 z",
        "M x y L z",
    ],
)
def test_what_is_no_letter_is_not_taken_for_one(path: str) -> None:
    assert letters_of(path) == ()


def test_lines_that_follow_a_move_may_be_written_without_their_letter() -> None:
    path = outline("Kil")
    short = re.sub(r"(M [-\d. ]+)\nL ", r"\1 ", path)

    assert short.count("L") < path.count("L")
    assert read(short) == read(path) == "Kil"


@pytest.mark.parametrize("away", [0, 100_000])
def test_a_shape_that_is_not_quite_a_letter_is_none_wherever_it_stands(away: int) -> None:
    path = outline("k", Affine2D().translate(away, away))
    moved = re.sub(r"(L )([\d.]+)", lambda match: f"{match[1]}{float(match[2]) + 1}", path, count=1)

    assert (read(path), read(moved)) == ("k", "")


def test_letters_of_four_corners_alone_are_read_and_bars_are_not() -> None:
    assert {*read(outline("II"))} <= {"I", "l"}
    assert len(read(outline("II"))) == 2
    assert read(outline("II", Affine2D().scale(9, 1))) == ""


@pytest.mark.parametrize("away", [0, 100_000])
def test_a_bar_beside_letters_is_none_wherever_they_stand(away: int) -> None:
    corners = [(away + x, away + y) for x, y in ((50, 0), (90, 0), (90, 8), (50, 8))]
    bar = "M {} {} L {} {} L {} {} L {} {} z".format(*(number for corner in corners for number in corner))
    path = outline("ko", Affine2D().translate(away, away))

    assert read(f"{path}\n{bar}") == "ko"


def test_what_is_drawn_at_random_is_no_text() -> None:
    chance = random.Random(1)  # noqa: S311 - nothing is secret
    steps = ("L {} {}", "Q {} {} {} {}")
    paths = (
        "M 0 0 "
        + " ".join(chance.choice(steps).format(*(chance.random() for _ in range(4))) for _ in range(size))
        + " z"
        for size in range(3, 60)
        for _ in range(20)
    )
    assert [path for path in paths if letters_of(path)] == []
