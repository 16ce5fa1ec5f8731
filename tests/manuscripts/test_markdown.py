"""Texts are written as authors write them, and it is known on which line each paragraph is."""

from __future__ import annotations

from kefu import tree
from kefu.manuscripts.markdown import levelled, written
from kefu.manuscripts.marking import mark


def para(words: str, number: int) -> tree.Node:
    return tree.para([*tree.text(words), {"t": "Str", "c": mark(number)}])


def test_lines_of_paragraphs_are_known_and_marks_are_gone() -> None:
    place = tree.para([{"t": "Str", "c": mark(3)}])
    (text,) = written([[para("Ett.", 1), para("1. Två.", 2), place, para("50\N{NO-BREAK SPACE}%", 4)]])

    assert text.text == "Ett.\n\n1\\. Två.\n\n50\N{NO-BREAK SPACE}%\n"
    assert text.lines == {1: 1, 2: 3, 3: 5, 4: 5}


def test_attributes_are_written_as_authors_do() -> None:
    box = tree.div(
        tree.attr("exh-a", ["exhibit"], title="Mejl"), [tree.para([tree.span(tree.attr(lang="en"), tree.text("hi"))])]
    )

    assert written([[box]])[0].text == '::: {.exhibit #exh-a title="Mejl"}\n[hi]{lang=en}\n:::\n'


def test_levels_begin_at_the_first_skip_none_and_end() -> None:
    given = [tree.header(level, tree.attr(), []) for level in (2, 4, 4, 5, 6, 7, 2, 3)]

    assert [block["c"][0] for block in levelled(given, 1, 4)] == [1, 2, 2, 3, 4, 4, 1, 2]
    assert [block["c"][0] for block in levelled(given, 2, 5)] == [2, 3, 3, 4, 5, 5, 2, 3]
