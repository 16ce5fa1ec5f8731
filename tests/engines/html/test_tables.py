"""Tables of web pages: captions, scopes, alignment, and the region that moves sideways."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from kefu import tree
from kefu.engines.html.tables import table
from kefu.reading import markup

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SPANNING = """
+-----+-----+-----+
| a   | b   | c   |
+=====+====:+:===:+
| A   | 1         |
|     +-----+-----+
|     | 2   | 3   |
+-----+-----+-----+
"""


def written(markdown: str) -> Element:
    (blocks,) = markup.read([markdown], jobs=1)
    (node,) = json.loads(blocks)
    return ElementTree.fromstring(markup.write(tree.document(table(node)), "html5"))  # noqa: S314 - our own page


def cells(region: Element, path: str) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (cell.tag, "".join(cell.itertext()), cell.get("scope"), cell.get("class"))
        for row in region.findall(f"table/{path}/tr")
        for cell in row
    ]


def test_headers_say_what_they_are_headers_of_and_numbers_stand_to_the_right() -> None:
    region = written("| Post | Kr | Ja |\n|:--|--:|:-:|\n| Lön | 10 | x |\n\n: Kostnader {#tbl-k}")

    assert cells(region, "thead") == [
        ("th", "Post", "col", None),
        ("th", "Kr", "col", "right"),
        ("th", "Ja", "col", "centre"),
    ]
    assert cells(region, "tbody") == [
        ("td", "Lön", None, None),
        ("td", "10", None, "right"),
        ("td", "x", None, "centre"),
    ]


def test_the_caption_names_the_region() -> None:
    region = written("| a |\n|:--|\n| b |\n\n: Kostnader {#tbl-k}")
    (caption,) = region.findall("table/caption/span")

    assert region.get("role") == "region"
    assert region.get("tabindex") == "0"
    assert region.get("aria-labelledby") == caption.get("id")
    assert caption.text == "Kostnader"
    assert [found.get("id") for found in region.findall("table")] == ["tbl-k"]


def test_a_table_without_a_caption_has_a_name_all_the_same() -> None:
    region = written("| a |\n|:--|\n| b |")

    assert region.get("aria-label") == "Tabell"
    assert region.findall("table/caption") == []


def test_nothing_says_how_wide_a_column_is_or_how_it_looks() -> None:
    code = ElementTree.tostring(written(f"| a | b |\n|:{'-' * 70}|--:|\n| c | {'d ' * 40}|"), encoding="unicode")

    assert "style" not in code
    assert "<col" not in code


def test_cells_that_span_keep_the_others_in_their_columns() -> None:
    region = written(SPANNING)
    first, second = region.findall("table/tbody/tr")

    assert [(c.get("rowspan"), c.get("colspan"), c.get("class")) for c in first] == [
        ("2", None, None),
        (None, "2", "right"),
    ]
    assert [("".join(c.itertext()).strip(), c.get("class")) for c in second] == [("2", "right"), ("3", "centre")]


def test_columns_of_headers_are_headers_of_rows() -> None:
    (blocks,) = markup.read(["| a | b |\n|:--|:--|\n| c | d |"], jobs=1)
    (node,) = json.loads(blocks)
    node["c"][4][0][1] = 1
    region = ElementTree.fromstring(markup.write(tree.document(table(node)), "html5"))  # noqa: S314 - our own page

    assert cells(region, "tbody") == [("th", "c", "row", None), ("td", "d", None, None)]
