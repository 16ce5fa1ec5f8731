"""Marks lead from a paragraph back to its place, and are seen by nobody."""

from __future__ import annotations

from kefu import tree
from kefu.manuscripts.marking import MOST, mark, marked, numbers, plain, trimmed, without

INLINES = [*tree.text("Hej du "), {"t": "Str", "c": mark(7)}]


def test_a_mark_has_the_number_of_its_paragraph() -> None:
    assert marked(INLINES) == 7
    assert numbers(f"a{mark(1)}b{mark(2)}") == [1, 2]
    assert marked(tree.text("Hej")) == 0
    assert mark(MOST + 5) == mark(MOST)


def test_text_is_without_marks() -> None:
    assert plain(INLINES) == "Hej du"
    assert tree.plain(without(INLINES)) == "Hej du"
    assert trimmed([{"t": "Space"}, *INLINES]) == [*tree.text("Hej du"), {"t": "Str", "c": mark(7)}]
