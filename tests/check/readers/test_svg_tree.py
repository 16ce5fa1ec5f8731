"""The elements of a drawing, and what its style sheets say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

import pytest

from kefu.check.readers.svg_tree import COMMENT, local_name, target_of, tree_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def elements(inner: str) -> list[Element]:
    return [*tree_of(f"<svg:svg>{inner}</svg:svg>".encode())]


def test_prefixes_need_not_be_declared() -> None:
    (element,) = elements('<svg:use xlink:href="#a"/>')
    assert (local_name(element), target_of(element)) == ("use", "#a")
    assert [target_of(one) for one in elements('<use href="#b"/><use/>')] == ["#b", ""]


def test_comments_are_elements() -> None:
    assert [(one.tag, one.text) for one in elements("<!-- ett --><g/>")] == [(COMMENT, " ett "), ("g", None)]


@pytest.mark.parametrize(
    ("sheet", "style"),
    [
        ("text{fill:red}", "fill:red;x:1"),
        (".b{fill:red}", "fill:red;x:1"),
        ("g , #c {fill:red}", "fill:red;x:1"),
        ("text{fill:blue} .b{fill:red}", "fill:blue;fill:red;x:1"),
        (".b{fill:red} .b{x:2}", "fill:red;x:2;x:1"),
        ("*{fill:red}", "x:1"),
        ("g text{fill:red}", "x:1"),
        ("nonsense", "x:1"),
    ],
)
def test_an_element_has_the_declarations_of_style_sheets_before_its_own(sheet: str, style: str) -> None:
    _, text = elements(f'<style>{sheet}</style><text class="a b" id="c" style="x:1"/>')
    assert text.get("style") == style


def test_what_a_drawing_says_is_no_style_sheet() -> None:
    _, _, text = elements("<style>g{x:2}</style><text>text{x:1}</text><text/>")
    assert text.get("style") is None


def test_a_drawing_that_does_not_end_is_refused() -> None:
    with pytest.raises(expat.ExpatError, match="no element found"):
        tree_of(b"<svg><g/>")
