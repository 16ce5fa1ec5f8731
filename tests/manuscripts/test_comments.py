"""Comments of a manuscript become items of a round, none of them lost."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.word.ooxml import answers, begin, comment, end, p, r
from tests.word.written import word

from kefu import tree
from kefu.manuscripts.comments import commented

if TYPE_CHECKING:
    from kefu.review import Round

CASE = PurePosixPath("cases/01-a/case.md")


def rounded() -> Round:
    found = word(
        p(r("Rubriken"), style="Rubrik1"),
        p(r("Kommunen "), begin(1), r("växer"), end(1), r(" varje år (Ek 2019).")),
        p(begin(0), r("Borta ur texten helt och hållet"), end(0)),
        p(r("Slut.")),
        comments=(
            comment(0, "Varför?", para="A0"),
            comment(1, "Stämmer det?", para="A1"),
            comment(2, "Ja.", who="Bo", para="A2"),
            comment(3, "Utan plats."),
        ),
        extended=(answers("A1", done=True), answers("A2", "A1")),
    )
    blocks = [tree.para(tree.text("Kommunen växer varje år Ek.")), tree.para(tree.text("Slut."))]
    return commented(found, [(CASE, blocks)], name="manus", file="a.docx", who=lambda by: by.name)


def test_items_in_are_items_out_with_replies_and_state() -> None:
    found = rounded()

    assert [(one.thread, [said.text for said in one.said]) for one in found.items] == [
        ("1", ["Stämmer det?", "Ja."]),
        ("0", ["Varför?"]),
        ("3", ["Utan plats."]),
    ]
    assert [one.resolved for one in found.items] == [True, False, False]
    assert [one.number for one in found.items] == [1, 2, 3]


def test_the_place_is_the_paragraph_that_was_written() -> None:
    first, gone, nowhere = rounded().items

    assert (first.place.path, first.words, first.start) == (CASE, "växer", 9)
    assert first.place.mark.startswith("_kefu")
    assert first.place.paragraph == "Rubriken, 1"
    assert (gone.place.path, gone.place.text) == (PurePosixPath(), "Borta ur texten helt och hållet")
    assert (nowhere.place.path, nowhere.words) == (PurePosixPath(), "")
