"""A drawing states its size in one way, whichever way it was given."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kefu.pictures.svg_size import sized, stated


def root(attributes: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<svg {attributes}/>")  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="72pt" height="1in"', (96, 96)),
        ('width="400" height="80.4px"', (400, 80)),
        ('width="25.4mm" height="2.54cm"', (96, 96)),
        ('width="6pc" height="3.5"', (96, 4)),
        ('width="100%" height="100%" viewBox="0 0 300 150.2"', (300, 150)),
        ('viewBox="10,20,30,40"', (30, 40)),
        ('width="30em" viewBox="0 0 30 40"', (30, 40)),
    ],
)
def test_the_size_is_in_css_pixels(attributes: str, expected: tuple[int, int]) -> None:
    element = root(attributes)

    assert sized(element) == expected
    assert stated(element) == expected
    assert len(element.get("viewBox", "").replace(",", " ").split()) == 4


def test_the_box_stays_where_it_is_given() -> None:
    element = root('width="60" height="60" viewBox="10 20 30 30"')
    sized(element)

    assert element.attrib == {"width": "60", "height": "60", "viewBox": "10 20 30 30"}


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'width="0" height="10"',
        'viewBox="a b c d"',
        'viewBox="0 0 nan inf"',
        'viewBox="0 0 1 2 3"',
        'width="10" height="501"',
    ],
)
def test_no_size_is_an_error(attributes: str) -> None:
    with pytest.raises(ValueError, match=r"width and height|convert|thin"):
        sized(root(attributes))
