"""Each paragraph of a page knows where it is written."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

from kefu import tree
from kefu.model import Source
from kefu.preview.places import Place, changed, marked, with_attributes
from kefu.reading import markup

PATH = PurePosixPath("cases/01-a/case.md")
TEXT = """# Rubrik

Ett stycke som
börjar så här.[^a]

- en punkt
- en annan punkt

[^a]: En not om detta.

Ett stycke som
slutar annorlunda än det @fig-ett visar.
"""
SOURCE = Source(path=PATH, text=TEXT, digest="")


def places_of(blocks: list[tree.Node]) -> tuple[str, tuple[Place, ...]]:
    part = tree.div(["", ["part", "case"], [["origin", str(PATH)]]], blocks)
    return marked(tree.document([part]), {PATH: SOURCE})


def parsed() -> list[tree.Node]:
    (blocks,) = markup.read([TEXT], jobs=1)
    found: list[tree.Node] = json.loads(blocks)
    return found


def test_what_an_author_wrote_is_found_where_it_is_written() -> None:
    _, places = places_of(parsed())

    assert {(place.text.split(" @")[0][:26], place.location.line) for place in places} == {
        ("Rubrik", 1),
        ("Ett stycke som börjar så h", 3),
        ("En not om detta.", 9),
        ("en punkt", 6),
        ("en annan punkt", 7),
        ("Ett stycke som slutar anno", 11),
    }


def test_the_number_before_a_heading_is_not_looked_for() -> None:
    span = tree.span(tree.attr(classes=["number"]), tree.text("2.1"))
    _, (place,) = places_of([tree.header(1, tree.attr(), [span, *tree.text("Rubrik")])])

    assert (place.text, place.location.line) == ("Rubrik", 1)


def test_what_is_in_no_text_has_no_place() -> None:
    blocks = tree.div(tree.attr(classes=["part", "references"]), [tree.para(tree.text("Referenser"))])
    document, places = marked(tree.document([blocks]), {PATH: SOURCE})

    assert places == ()
    assert document == tree.document([blocks])


def test_marks_become_attributes_of_the_elements_that_they_begin() -> None:
    _, places = places_of(parsed())
    page = b'<h2 id="a"><!--at0--><span>1</span> Rubrik</h2><li><a href="#a"><!--at0-->Rubrik</a> x<!--at1--></li>'

    made = with_attributes(page, places, lambda place: f'x:"{place.line}"')

    assert made == (
        b'<h2 data-source="0" data-editor="x:&quot;1&quot;" id="a"><span>1</span> Rubrik</h2>'
        b'<li><a href="#a">Rubrik</a> x</li>'
    )


def test_what_was_not_there_before_has_changed() -> None:
    _, places = places_of(parsed())

    assert changed(places, places) == []
    assert changed(places[1:], places) == [0]
