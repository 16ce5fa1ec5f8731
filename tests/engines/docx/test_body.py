"""Blocks become what pandoc makes real styles of: boxes, lists in boxes, front matter, contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kefu import tree, words
from kefu.engines.docx.body import body, styled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document


@pytest.fixture(scope="module")
def case(books: Mapping[str, Document]) -> Document:
    return books["cases/01-skolan student"]


@pytest.fixture(scope="module")
def report(books: Mapping[str, Document]) -> Document:
    return books["report report"]


def para(text: str) -> tree.Node:
    return tree.para(tree.text(text))


def div(classes: list[str], *blocks: tree.Node) -> tree.Node:
    return tree.div(["", classes, []], [*blocks])


def style_of(block: tree.Node) -> str:
    return str(dict(tree.attributes_of(block)[2]).get("custom-style", ""))


def made(document: Document, *blocks: tree.Node) -> list[tree.Node]:
    """Return what a document's own blocks become, without what stands before and after them."""
    alone = body(document, [], {})
    whole = body(document, [*blocks], {})
    before = next(n for n, (one, other) in enumerate(zip([*alone, None], whole, strict=False)) if one != other)
    return whole[before : before + len(whole) - len(alone)]


def shown(blocks: list[tree.Node]) -> list[str]:
    return [style_of(block) for block in blocks]


def test_a_handout_begins_with_its_title_and_ends_with_its_imprint(case: Document) -> None:
    styles = shown(body(case, [para("Texten.")], {}))

    assert styles[:5] == [words.styles.PUBLISHER, words.styles.EYEBROW, "Title", "Subtitle", words.styles.EDITION]
    assert styles[-1] == words.styles.IMPRINT
    assert styles.index("") < styles.index(words.styles.IMPRINT_TITLE)


def test_a_report_has_its_imprint_and_contents_before_its_text(report: Document) -> None:
    heading = {"t": "Header", "c": [1, ["a", [], []], tree.text("Ett")]}
    styles = shown(body(report, [heading], {}))

    assert styles[-3:] == ["TOC Heading", "toc 1", ""]
    assert styles.index(words.styles.IMPRINT_TITLE) < styles.index("TOC Heading")


def test_contents_name_chapters_and_sections_but_no_scenes_of_a_case(report: Document) -> None:
    note = {"t": "Note", "c": [para("Not")]}
    headings = [
        {"t": "Header", "c": [1, ["a", [], []], [*tree.text("Ett"), note]]},
        {"t": "Header", "c": [2, ["b", [], []], tree.text("Avsnitt")]},
        {"t": "Header", "c": [3, ["c", [], []], tree.text("Djupare")]},
        {"t": "Header", "c": [1, ["d", ["chapter"], []], tree.text("Fall")]},
        {"t": "Header", "c": [2, ["e", [], []], tree.text("Scen")]},
    ]
    entries = [block for block in body(report, headings, {}) if style_of(block).startswith("toc ")]

    assert [(style_of(block), tree.plain(block["c"][1][0]["c"])) for block in entries] == [
        ("toc 1", "Ett"),
        ("toc 2", "Avsnitt"),
        ("toc 1", "Fall"),
    ]
    assert not [node for node in tree.walk(entries) if node["t"] == "Note"]


@pytest.mark.parametrize(
    ("name", "style"),
    [("pullquote", "Quote"), ("notice", words.styles.NOTICE), ("csl-entry", "Bibliography"), ("other", "")],
)
def test_boxes_have_the_style_of_their_class(case: Document, name: str, style: str) -> None:
    (block,) = made(case, div([name], para("Ord")))

    assert style_of(block) == style
    assert tree.attributes_of(block)[1] == []


def test_an_exhibit_has_styles_for_its_title_its_text_and_its_lists(case: Document) -> None:
    items: Any = {"t": "BulletList", "c": [[{"t": "Plain", "c": tree.text("Ett")}], [para("Två")]]}
    (box,) = made(case, div(["exhibit"], div(["exhibit-title"], para("Mejl")), para("Hej"), items))
    title, text, listed = box["c"][1]

    assert style_of(box) == words.styles.EXHIBIT
    assert style_of(title) == words.styles.EXHIBIT_TITLE
    assert text == para("Hej")
    assert [[style_of(block) for block in item] for item in listed["c"]] == [[words.styles.EXHIBIT_LIST]] * 2
    assert not [node for node in tree.walk([listed]) if node["t"] == "Plain"], "a tight list has a style of its own"


def test_exhibits_that_follow_each_other_do_not_become_one(case: Document) -> None:
    box = div(["exhibit"], para("Ett"))
    first, between, second = made(case, box, box)

    assert (style_of(first), style_of(second)) == (words.styles.EXHIBIT, words.styles.EXHIBIT)
    assert between["t"] == "RawBlock"
    assert words.ascii_letters(words.styles.GAP) in between["c"][1]


def test_pictures_have_their_share_of_the_width_and_no_title(case: Document) -> None:
    image = {"t": "Image", "c": [tree.attr(width="50%"), tree.text("Alt"), ["a.svg", "titel"]]}
    whole = body(case, [tree.para([image])], {"a.svg": (30, 20)})
    (found,) = (node for node in tree.walk(whole) if node["t"] == "Image")

    assert found["c"] == [tree.attr(width="68.5mm"), tree.text("Alt"), ["a.svg", ""]]


def test_addresses_in_the_imprint_are_links(case: Document) -> None:
    links = [node["c"][2][0] for node in tree.walk(body(case, [], {})[-1:]) if node["t"] == "Link"]

    assert any(link.startswith("https://") for link in links)
    assert any(link.startswith("mailto:") for link in links)


def test_a_style_is_an_attribute_that_pandoc_reads() -> None:
    assert styled("Quote", [para("Ord")]) == tree.div(["", [], [["custom-style", "Quote"]]], [para("Ord")])
