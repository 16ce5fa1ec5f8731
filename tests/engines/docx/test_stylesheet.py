"""The part with the styles says what Word needs to know of each, and sizes follow that of running text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kefu.engines.docx.styles import styles
from kefu.engines.docx.stylesheet import WORDS_OWN, stylesheet
from kefu.engines.docx.xml import W
from kefu.theme import THEME


def sheet(size: float = 11) -> ET.Element:
    return ET.fromstring(stylesheet(THEME, size=size, language="sv-SE"))  # noqa: S314 - made here


def by_id(root: ET.Element) -> dict[str, ET.Element]:
    return {str(style.get(f"{W}styleId")): style for style in root.iter(f"{W}style")}


def size_of(element: ET.Element | None) -> list[str]:
    return [str(found.get(f"{W}val")) for found in (element.iter(f"{W}sz") if element is not None else ())]


def test_every_style_of_the_theme_is_in_it() -> None:
    assert {style.id for style in styles(THEME)} | {"Table", "TableNormal", "NoList"} == set(by_id(sheet()))


@pytest.mark.parametrize(("size", "normal", "title"), [(11, "22", "57"), (16, "32", "83")])
def test_sizes_follow_that_of_running_text_in_half_points(size: float, normal: str, title: str) -> None:
    root = sheet(size)

    assert size_of(root.find(f"{W}docDefaults")) == [normal]
    assert size_of(by_id(root)["Title"]) == [title]
    assert size_of(by_id(root)["BodyText"]) == []


def test_the_language_is_the_documents() -> None:
    language = sheet().find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")

    assert language is not None
    assert (language.get(f"{W}val"), language.get(f"{W}eastAsia")) == ("sv-SE", "sv-SE")


def test_word_is_told_which_styles_are_not_its_own() -> None:
    for style in by_id(sheet()).values():
        name = style.find(f"{W}name")
        assert name is not None
        if style.get(f"{W}type") in {"paragraph", "character"}:
            assert (style.get(f"{W}customStyle") is None) == (name.get(f"{W}val") in WORDS_OWN)


def test_one_style_of_each_kind_is_the_default() -> None:
    default = [(style.get(f"{W}type"), name) for name, style in by_id(sheet()).items() if style.get(f"{W}default")]

    assert sorted(default, key=str) == [
        ("character", "DefaultParagraphFont"),
        ("numbering", "NoList"),
        ("paragraph", "Normal"),
        ("table", "TableNormal"),
    ]
