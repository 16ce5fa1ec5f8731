"""Formulas are told from text. The other checks of what stands in lines have fixtures in `tests/load/errors`."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest

from kefu.diagnostics import BuildError
from kefu.load.inlines import check_formulas
from kefu.load.problems import Problems
from kefu.load.texts import inspect
from kefu.model import Source
from kefu.reading import markup


def lines_of_formulas(text: str) -> list[tuple[int | None, int | None]]:
    problems = Problems()
    check_formulas(Source(path=PurePosixPath("a.md"), text=text, digest=""), problems)
    try:
        problems.settle()
    except BuildError as error:
        return [(one.location.line, one.location.column) for one in error.diagnostics]
    return []


@pytest.mark.parametrize(
    "formula",
    [
        r"$x$", r"$2x$", r"$\beta$", r"$x_1$", r"$x^{2}$", r"$a + b$", r"$R^2=0{,}4$", r"$p<0,05$", r"$n = 12$",
        "$$y$$", "$$\na\n= b\n$$", r"\(\chi^2\)", r"\[y = a + bx\]", r"$\mathrm{SEK}\ 10$", "$β$",
    ],
)  # fmt: skip
def test_a_formula_is_found_where_it_begins(formula: str) -> None:
    assert lines_of_formulas(f"Text.\n\nOrd {formula}, och mer.") == [(3, 5)]


@pytest.mark.parametrize(
    "text",
    [
        "$5 och $10", "mellan 5 $ och 10 $", "5$ eller 10$", "$5-$10", "$100", "US$5 = AU$7", r"\$x^2\$", "`$x^2$`",
        "<!-- $x$ -->", "```\n$x = 1$\n```", r"\(en parentes\)", r"\[se not\]", r"\[^1\]", "$ x $", "$$", "$A\n\nB$",
        "$HOME och $PATH", "kostar $5 (5$ per dag)",
    ],
)  # fmt: skip
def test_dollars_and_brackets_that_are_text_are_not_formulas(text: str) -> None:
    assert lines_of_formulas(f"Ord {text} ord.") == []


def test_a_text_is_returned_without_its_formulas_and_with_everything_else_in_its_place() -> None:
    text = "Ord $x^2$ och \\(en parentes\\), $$\na\n$$."
    left = check_formulas(Source(path=PurePosixPath("a.md"), text=text, digest=""), Problems())
    assert left.text == f"Ord {' ' * 5} och \\(en parentes\\), {' ' * 2}\n \n{' ' * 2}."


@pytest.mark.parametrize(("target", "headings"), [("#sec-a", True), ("bilaga.md", False)])
def test_only_who_links_to_a_place_in_the_text_is_told_how_to_label_a_heading(target: str, *, headings: bool) -> None:
    text = f"Se [bilagan]({target}).\n"
    problems = Problems()
    inspect(
        Source(path=PurePosixPath("a.md"), text=text, digest=""), json.loads(markup.read([text], jobs=1)[0]), problems
    )
    with pytest.raises(BuildError) as caught:
        problems.settle()
    (told,) = caught.value.diagnostics
    assert any("give the heading a label" in hint for hint in told.hints) == headings
