"""What stands alone on a page is found, and what does not is not."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest
from tests.check.layout.test_blocks import leaf, structure

from kefu import tree
from kefu.check.layout import layout
from kefu.check.readers import Element
from kefu.rules.rule import Severity
from kefu.theme import THEME
from kefu.themes import THEMES

FILE = PurePosixPath("public/report/kefu-rapport.pdf")
CASE = PurePosixPath("cases/01-a/case.md")


def document(*blocks: tree.Node) -> Any:
    part = tree.div(["", ["part", "case"], [["origin", str(CASE)]]], [*blocks])
    return SimpleNamespace(tree=tree.document([part]), theme=THEME)


def page(number: int, lines: int, text: str = "Ord.", top: float = 750) -> Element:
    """Return a paragraph of a number of lines from the top of a page."""
    return leaf("P", text, *((number, top - 16 * line) for line in range(lines)))


TEXT = document(tree.header(1, tree.attr(), tree.text("Rubrik")), tree.para(tree.text("Ord.")))
H1 = leaf("H1", "Rubrik", (3, 770))


def found(*elements: Element, of: Any = TEXT) -> list[tuple[str, str]]:
    return [(one.rule.name, one.message) for one in layout(of, structure(*elements), FILE)]


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        pytest.param((H1, page(3, 40), page(4, 5)), "the text ends with 5 lines on page 2", id="five lines"),
        pytest.param((H1, page(3, 40), page(4, 1)), "the text ends with one line on page 2", id="one line"),
        pytest.param((H1, page(3, 40), page(4, 6)), "", id="six lines"),
        pytest.param((H1, page(3, 3)), "", id="a chapter of a few lines"),
        pytest.param(
            (H1, page(3, 40), page(4, 2), leaf("H1", "Rubrik", (4, 600)), page(4, 9, top=580)),
            "", id="something follows on the page",
        ),
        pytest.param((H1, page(3, 40), Element(role="Figure", page=4), page(4, 2)), "", id="a figure is there, too"),
        pytest.param(
            (H1, page(3, 40), page(4, 2), leaf("H1", "Rubrik", (5, 770)), page(5, 9)),
            "the text ends with 2 lines on page 2", id="the next chapter begins a page",
        ),
    ],
)  # fmt: skip
def test_a_last_page_of_a_few_lines_is_found(elements: tuple[Element, ...], expected: str) -> None:
    told = [("last-pages-have-six-lines", f"{expected} (kefu-rapport.pdf)")] if expected else []
    assert found(*elements) == told


def test_a_back_cover_is_no_last_page_even_if_its_words_stand_in_the_text() -> None:
    covered = document(tree.header(1, tree.attr(), tree.text("Rubrik")), tree.para(tree.text("Ord.")))
    covered.theme = THEMES["samspel"]
    elements = (H1, page(3, 40), page(4, 2))

    assert [name for name, _ in found(*elements)] == ["last-pages-have-six-lines"]
    assert found(*elements, of=covered) == []
    assert found(*elements, page(5, 3), of=covered) == found(*elements)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param((page(3, 1, top=60), page(4, 9)), "the heading has one line under it on page 1", id="one line"),
        pytest.param((page(4, 9),), "the heading has no line under it on page 1", id="none"),
        pytest.param((page(3, 2, top=60), page(4, 9)), "", id="two lines"),
        pytest.param((page(3, 1, top=60),), "", id="there is no more text"),
        pytest.param((Element(role="Figure", page=3), page(4, 9)), "", id="a figure"),
        pytest.param(
            (leaf("Note", "Not", (3, 60), (3, 50)), page(4, 9)),
            "the heading has no line under it on page 1", id="footnotes are no text under it",
        ),
    ],
)  # fmt: skip
def test_a_heading_with_hardly_anything_under_it_is_found(after: tuple[Element, ...], expected: str) -> None:
    heading = leaf("H2", "Rubrik", (3, 80))
    told = [("headings-have-text-under-them", f"{expected} (kefu-rapport.pdf)")] if expected else []
    assert found(H1, page(3, 30), heading, *after) == told


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param((3, 3, 4), "one row of the table stands alone on page 2", id="the last row"),
        pytest.param((3, 4, 4), "one row of the table stands alone on page 1", id="the first row"),
        pytest.param((3, 3, 4, 4), "", id="two and two"),
        pytest.param((3, 3, 3), "", id="on one page"),
        pytest.param((3,), "", id="a table of one row"),
    ],
)
def test_a_row_alone_is_found(pages: tuple[int, ...], expected: str) -> None:
    rows = tuple(leaf("TR", "Ord.", (at, 700 - 20 * number)) for number, at in enumerate(pages))
    told = [("tables-leave-no-row-behind", f"{expected} (kefu-rapport.pdf)")] if expected else []
    assert found(H1, page(3, 3), Element(role="Table", children=rows), page(4, 9)) == told


def test_a_figure_after_all_text_is_found_also_if_it_was_written_before() -> None:
    figure = Element(role="Figure", page=5)
    expected = [("figures-stand-in-their-chapter", "the figure comes after all text, on page 3 (kefu-rapport.pdf)")]
    assert found(H1, page(3, 9), figure, page(4, 9)) == expected
    assert found(H1, page(3, 9), figure, page(5, 9)) == []


def test_a_short_exhibit_on_two_pages_is_found_and_a_long_one_is_not() -> None:
    title = tree.div(tree.attr(classes=["exhibit-title"]), [tree.para(tree.text("Underlag 1. Mejl"))])
    box = tree.div(["exh-a", ["exhibit"], []], [title, tree.para(tree.text("Hej på dig."))])
    of = document(tree.header(1, tree.attr(), tree.text("Rubrik")), box, tree.para(tree.text("Ord.")))
    named = leaf("P", "Underlag 1. Mejl", (3, 80))

    def told(*lines: tuple[int, float]) -> list[tuple[str, str]]:
        return found(H1, page(3, 9), named, leaf("P", "Hej på dig.", *lines), page(4, 9, top=300), of=of)

    expected = "the exhibit is divided between two pages, from page 1 (kefu-rapport.pdf)"
    assert told((3, 60), (4, 750)) == [("short-exhibits-are-whole", expected)]
    assert told((3, 60), (3, 44)) == []
    assert told(*((4, 750 - 16 * line) for line in range(25))) == []


def test_findings_are_warnings_at_the_text_and_what_comes_after_it_is_not_looked_at() -> None:
    back = leaf("P", "Baksidan", (5, 700))
    (finding,) = layout(TEXT, structure(H1, page(3, 40), page(4, 2), back), FILE)
    assert finding.severity is Severity.WARNING
    assert finding.location.path == CASE
    assert finding.passage == "Ord."
