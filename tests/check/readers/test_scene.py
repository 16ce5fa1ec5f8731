"""What a drawing shows is read where it is drawn."""

from __future__ import annotations

import pytest

from kefu.check.readers.limits import LimitError
from kefu.check.readers.scene import DEEPEST, drawn_text


def shown(inner: str) -> list[str]:
    """Return the readings of a drawing, each as one line."""
    content = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</svg>'
    return [" ".join(channel.text.split()) for channel in drawn_text("a.svg", content.encode())]


@pytest.mark.parametrize(
    "inner",
    [
        '<text x="50">två</text><text x="0">ett</text>',
        '<text x="50">två</text><text transform="rotate(0)">ett</text>',
        '<g transform="translate(50)"><text>två</text></g><text>ett</text>',
        '<text><tspan x="50">två</tspan><tspan x="0">ett</tspan></text>',
        '<text>ett<tspan dx="30">två</tspan></text>',
        '<text x="90" text-anchor="end">två</text><text x="50" style="text-anchor:middle">ett</text>',
        '<defs><text id="a">två</text><text id="b">ett</text></defs><use href="#a" x="40"/><use xlink:href="#b"/>',
        '<symbol id="a"><text>två</text></symbol><use href="#a" x="40"/><use href="#c"/><text>ett</text>',
        '<svg x="50"><text>två</text></svg><text>ett</text>',
        '<a transform="translate(50)"><text>två</text></a><switch><text>ett</text></switch>',
        '<!-- två --><g transform="translate(50 0) scale(0.1 -0.1)"/><!-- ett --><g transform="scale(0.1)"/>',
        r'<!-- $\mathrm{tv}å$ --><g transform="translate(50)"/><!-- ett --><g/>',
        '<style>.b, #c { transform: translate(50px) }</style><text class="a b">två</text><text>ett</text>',
        '<style>#b{transform:translate(50px)}</style><text id="b" style="fill:red">två</text><text>ett</text>',
        '<style>text{text-anchor:end}</style><text x="60">två</text><text x="9">ett</text>',
        '<text x="50">t<!-- ord -->vå</text><text>ett</text>',
    ],
)
def test_texts_are_read_where_they_are_drawn(inner: str) -> None:
    assert shown(inner)[0] == "ett två"


def test_each_letter_has_its_own_place_as_long_as_there_is_one() -> None:
    assert shown('<text x="30 0 5">två</text>')[0].replace(" ", "") == "våt"
    assert shown('<text y="0 50" x="30 0">två</text>')[0].replace(" ", "") == "två"


def test_texts_along_a_path_are_read_along_it() -> None:
    texts = '<text><textPath href="#p" startOffset="{}">{}</textPath></text>'
    assert shown(texts.format("80", "två") + texts.format("9", "ett"))[0] == "ett två"


def test_a_comment_that_says_something_else_is_read_too() -> None:
    found = shown('<!-- hemligt --><g><text x="3">ord</text></g><g><text x="90">slut</text></g>')
    assert any("hemligt" in text for text in found)


def test_what_is_only_defined_is_not_drawn() -> None:
    assert shown('<defs><text>ett</text></defs><marker/><rect width="5"/>') == []


def test_a_drawing_that_draws_too_much_is_not_passed() -> None:
    with pytest.raises(LimitError):
        shown('<g id="a"><use href="#a"/></g>')
    with pytest.raises(LimitError):
        shown("<g>" * (DEEPEST + 2) + "</g>" * (DEEPEST + 2))
    bomb = "".join(f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 9 + "</g>" for n in range(9))
    with pytest.raises(LimitError):
        shown(bomb)
