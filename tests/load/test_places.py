"""Where in a Markdown text its nodes stand. More of it is among the fixtures of `test_project.py`."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest

from kefu import tree
from kefu.load.places import bracketed, from_root, heading, labels, literally, target_places, targets
from kefu.model import Source
from kefu.reading import markup


def source(text: str) -> Source:
    return Source(path=PurePosixPath("report/a.md"), text=text, digest="")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("x<br>y<br>", [2, 7]),
        ("`<br>` \\<br> <!-- <br> --> <br>", [28]),
        ("ingen", []),
    ],
    ids=["every", "not-in-code-or-comments", "none"],
)
def test_a_passage_is_found_as_it_is(text: str, columns: list[int]) -> None:
    assert [place.column for place in literally(source(text), "<br>")] == columns


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("# A {#sec-a}", [6]),
        ("# A {lang=sv #sec-a .x}", [14]),
        ("# A {id=sec-a}", [6]),
        ('# A {id="sec-a"}', [6]),
        ("# A {#sec-a-b} `{#sec-a}` {#sec-a}", [28]),
        ("[x](#sec-a) <https://example.org/#sec-a> {#sec-a}", [43]),
    ],
)
def test_a_label_is_found_where_it_is_given(text: str, columns: list[int]) -> None:
    assert [place.column for place in labels(source(text), "sec-a")] == columns


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Bron.\n\n## Bron {.x}\n", (3, 4)),
        ("Bron.\n\n## *Bron* igen\n\n## *Bron*\n", (5, 4)),
        ("> # Bron #\n", (1, 5)),
        ("Bron\n====\n", (1, 1)),
    ],
    ids=["not-a-paragraph", "whole", "in-a-quote", "underlined"],
)
def test_a_heading_is_found_where_its_text_begins(text: str, place: tuple[int, int]) -> None:
    found = heading(source(text), tree.text("Bron"))
    assert (found.line, found.column) == place


@pytest.mark.parametrize(
    ("text", "then", "place"),
    [
        ("En bro, och [en *bro*]{.x}", "{", (1, 13)),
        ("[en bro], och [en bro]{.x}", "{", (1, 15)),
        ("[en bro]{.x}", "", (1, 1)),
        ("Här är\nen bro.", "", (2, 1)),
    ],
)
def test_a_passage_is_found_in_its_brackets_or_else_where_its_words_stand(
    text: str, then: str, place: tuple[int, int]
) -> None:
    found = bracketed(source(text), tree.text("en bro"), then)
    assert (found.line, found.column) == place


def test_targets_are_told_apart_by_their_order() -> None:
    text = source("[a](x.png) <https://x> ![b](./x.png) [c](<å b.md>) [d][1] [e](x.png)\n\n[1]: y.md\n")
    (blocks,) = markup.read([text.text], jobs=1)
    nodes = [node for node in tree.walk(json.loads(blocks)) if node["t"] in {"Link", "Image"}]
    places = targets(text, nodes)
    assert [(places[id(node)].line, places[id(node)].column) for node in nodes] == [
        (1, 5),
        (1, 13),
        (1, 29),
        (1, 43),
        (3, 6),
        (1, 63),
    ]


def test_links_that_share_a_target_have_its_place() -> None:
    text = source("[a][1] [b][1] [c][1]\n\n[1]: y.md\n")
    (blocks,) = markup.read([text.text], jobs=1)
    nodes = [node for node in tree.walk(json.loads(blocks)) if node["t"] == "Link"]
    assert [(place.line, place.column) for place in targets(text, nodes).values()] == [(3, 6)] * 3


def test_a_picture_is_found_by_its_path_from_the_root() -> None:
    (place,) = target_places(source("`![](b/../x.png)` ![](b/../x.png)"), "report/x.png")
    assert place.column == 23


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("x.png", "report/x.png"),
        ("./b/../x%20y.png", "report/x y.png"),
        ("../../x.png", "../x.png"),
        ("../../../x.png", "../../x.png"),
        ("/x.png", "/x.png"),
        ("https://example.org/x.png", "https://example.org/x.png"),
        ("figure:bars", "figure:bars"),
    ],
)
def test_a_file_is_named_from_the_root(target: str, path: str) -> None:
    assert from_root(source(""), target) == path
