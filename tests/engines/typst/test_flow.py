"""What stays together on a page, as the template is told."""

from __future__ import annotations

import pytest

from kefu import tree
from kefu.engines.typst.flow import lines, together, with_room

SHORT = tree.para(tree.text("Ja, sa hon."))
LONG = tree.para(tree.text("Ordet är fritt. " * 20))
HEADING = tree.header(2, tree.attr(), tree.text("Rubrik"))
FIGURE = tree.figure(tree.attr("fig-a"), tree.text("Bild"), {"t": "Image", "c": [tree.attr(), [], ["a.svg", ""]]})


def bullets(*texts: str) -> tree.Node:
    return {"t": "BulletList", "c": [[{"t": "Plain", "c": tree.text(text)}] for text in texts]}


def told(*blocks: tree.Node) -> list[str]:
    """Return what is said around blocks, and a letter for each of them."""
    return [node["c"][1] if node["t"] == "RawBlock" else node["t"][0] for node in together([*blocks])]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param((HEADING, LONG), ["H", "P"], id="a paragraph of several lines is enough under a heading"),
        pytest.param((HEADING, SHORT, LONG), ["H", "#held[", "P", "]", "P"], id="a line is held to what follows"),
        pytest.param((HEADING, SHORT, SHORT, SHORT), ["H", "#held[", "P", "]", "P", "P"], id="two lines are enough"),
        pytest.param(
            (HEADING, tree.para(tree.text("Ordet är fritt. " * 5)), LONG),
            ["H", "#held[", "P", "]", "P"],
            id="a paragraph that may fit on a line is held",
        ),
        pytest.param((SHORT, SHORT), ["P", "P"], id="without a heading nothing is held"),
        pytest.param((HEADING, bullets("a", "b")), ["H", "#whole[", "B", "]"], id="a short list is not divided"),
        pytest.param((HEADING, bullets(*"abcdefghij")), ["H", "B"], id="a long list is"),
        pytest.param((bullets("a", "b"),), ["B"], id="a short list elsewhere is, too"),
        pytest.param(
            (HEADING, FIGURE), ["H", "#ahead(0, stays: true)", "F"], id="a figure under a heading stays there"
        ),
        pytest.param(
            (HEADING, SHORT, FIGURE),
            ["H", "#held[", "P", "]", "#ahead(0, stays: true)", "F"],
            id="a figure after a line under a heading stays, too",
        ),
        pytest.param(
            (HEADING, LONG, FIGURE, LONG, SHORT),
            ["H", "P", "#ahead(7, stays: false)", "F", "P", "P"],
            id="any other figure knows how much comes after it",
        ),
    ],
)
def test_what_belongs_together_is_told(blocks: tuple[tree.Node, ...], expected: list[str]) -> None:
    assert told(*blocks) == expected


def test_what_is_in_a_part_is_told_in_it() -> None:
    part = tree.div(["", ["part", "case"], []], [HEADING, SHORT, LONG])
    (made,) = together([part])
    assert made["c"][0] == part["c"][0]
    assert made["c"][1] == together([HEADING, SHORT, LONG])


def test_lines_of_a_text_are_estimated() -> None:
    assert lines(SHORT) == 1.5
    assert lines(LONG) == 5.5
    assert lines(bullets("a", "b")) == 4
    assert lines(FIGURE) > 20


def test_room_is_left_after_each_question_and_nothing_else() -> None:
    questions = {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], [[SHORT], [SHORT]]]}
    made = with_room(tree.div(["", ["part", "questions"], []], [LONG, questions]))
    assert [node["c"][1] for node in tree.walk([made]) if node["t"] == "RawBlock"] == ["#question[", "]"] * 2
    other = tree.div(["", ["part", "case"], []], [questions])
    assert with_room(other) == other
