"""Properties of a paragraph stand in the order that Word insists on, each once."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kefu.engines.docx.xml import ORDER, W, insert, style_of


def paragraph(inside: str = "") -> ET.Element:
    return ET.fromstring(f'<w:p xmlns:w="{W.strip("{}")}">{inside}<w:r/></w:p>')  # noqa: S314 - made here


def names(element: ET.Element) -> list[str]:
    return [child.tag.removeprefix(W) for child in element.findall(f"{W}pPr/*")]


def test_a_paragraph_has_the_style_that_it_names() -> None:
    assert style_of(paragraph('<w:pPr><w:pStyle w:val="Quote"/></w:pPr>')) == "Quote"
    assert style_of(paragraph("<w:pPr/>")) == ""
    assert style_of(paragraph()) == ""


@pytest.mark.parametrize("given", [ORDER, reversed(ORDER)], ids=["in order", "in reverse"])
def test_properties_stand_in_their_order_whenever_they_are_set(given: tuple[str, ...]) -> None:
    element = paragraph()
    for name in given:
        insert(element, name, {})

    assert names(element) == [*ORDER]
    assert element[0].tag == f"{W}pPr", "the properties come before the text"


def test_a_property_replaces_the_one_that_was_there() -> None:
    element = paragraph('<w:pPr><w:spacing w:before="1"/><w:spacing w:after="2"/><w:jc w:val="left"/></w:pPr>')
    insert(element, "spacing", {f"{W}before": "9"})

    assert names(element) == ["spacing", "jc"]
    assert element.find(f"{W}pPr/{W}spacing").attrib == {f"{W}before": "9"}  # type: ignore[union-attr]  # it is there
