"""The table of contents of web pages, and the identifiers that it leads to."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kefu import tree
from kefu.engines.html.contents import contents, with_identifiers
from kefu.reading import markup

TOP = (0, "Till början", "#innehall")
"""The link of the title; the page around the text has its target."""


def parsed(markdown: str) -> list[tree.Node]:
    (blocks,) = markup.read([markdown], jobs=1)
    found: list[tree.Node] = json.loads(blocks)
    return found


def outline(blocks: list[tree.Node]) -> list[tuple[int, str, str]]:
    """Return the links of the table of contents: in how many lists they are, what they say, where they lead."""
    root = ElementTree.fromstring(markup.write(tree.document(contents(with_identifiers(blocks))), "html5"))  # noqa: S314 - our own page
    found = []

    def walk(node: ElementTree.Element, depth: int) -> None:
        for child in node:
            if child.tag == "a":
                found.append((depth, " ".join("".join(child.itertext()).split()), child.get("href") or ""))
            walk(child, depth + (child.tag == "ul"))

    walk(root, 0)
    return found


def identifiers(blocks: list[tree.Node]) -> list[str]:
    return [tree.attributes_of(node)[0] for node in tree.walk(with_identifiers(blocks)) if node["t"] == "Header"]


def test_headings_of_two_levels_are_named_in_order_and_within_each_other() -> None:
    assert outline(parsed("# A {#sec-a}\n\n## Å ö\n\n### Djupt\n\n# B")) == [
        TOP,
        (1, "A", "#sec-a"),
        (2, "Å ö", "#avsnitt-a-o"),
        (1, "B", "#avsnitt-b"),
    ]


def test_a_case_in_a_report_is_named_and_its_scenes_are_not() -> None:
    chapter = tree.div(tree.attr(classes=["part", "chapter"]), parsed("# Fall 1\n\n## En scen"))

    assert outline([chapter, *parsed("# Analys\n\n## Ett")]) == [
        TOP,
        (1, "Fall 1", "#avsnitt-fall-1"),
        (1, "Analys", "#avsnitt-analys"),
        (2, "Ett", "#avsnitt-ett"),
    ]


def test_footnotes_and_links_in_headings_are_left_out_and_languages_are_kept() -> None:
    blocks = parsed("# [Yes]{lang=en} [ja](https://example.org)[^a]\n\n[^a]: Not")
    code = markup.write(tree.document(contents(with_identifiers(blocks))), "html5")

    assert '<span lang="en">Yes</span>' in code
    assert "example.org" not in code
    assert "Not" not in code


def test_a_text_without_headings_has_no_table_of_contents() -> None:
    assert contents(parsed("Ord")) == []


def test_labels_are_kept_and_other_identifiers_are_made_of_words_without_the_number() -> None:
    number = tree.span(tree.attr(classes=["number"]), tree.text("1.2"))
    numbered = tree.header(1, tree.attr(), [number, {"t": "Space"}, *tree.text("Älgen?")])

    assert identifiers([numbered, *parsed("# A {#sec-a}\n\n# …")]) == ["avsnitt-algen", "sec-a", "avsnitt"]


@given(st.lists(st.text("abÅ 2-!", max_size=5), max_size=8))
def test_no_two_headings_have_the_same_identifier(titles: list[str]) -> None:
    found = identifiers([tree.header(1, tree.attr(), tree.text(title)) for title in titles])

    assert len(found) == len(set(found)) == len(titles)
