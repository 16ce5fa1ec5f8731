"""The list of works at the end of a manuscript is recognised, compared, and left out."""

from __future__ import annotations

import pytest
from tests.manuscripts.citations.known import WORKS

from kefu import tree
from kefu.manuscripts.citations.lists import parted
from kefu.manuscripts.citations.values import Fate


def heading(text: str, level: int = 1) -> tree.Node:
    return tree.header(level, tree.attr(), tree.text(text))


def para(text: str) -> tree.Node:
    return tree.para(tree.text(text))


ENTRIES = [
    para("Ek, Cia (2019). Samtal för alla. En handbok."),
    para("Dal, E. (2001b). Två."),
    para("Okänd, O. (1999). Borta."),
]


@pytest.mark.parametrize("title", ["Referenser", "7. Litteratur", "KÄLLOR OCH LITTERATUR", "References"])
def test_entries_go_and_are_told_with_their_keys_and_letters(title: str) -> None:
    found = parted([para("Text."), heading(title), *ENTRIES, heading("Bilaga"), para("Mer.")], WORKS)

    assert found.blocks == [para("Text."), heading("Bilaga"), para("Mer.")]
    assert [one.fate for one in found.told] == [Fate.LEFT_OUT] * 3
    assert [one.keys for one in found.told] == [("ek2019",), ("dal2001b",), ()]
    assert found.told[2].why == "the bibliography does not have it"
    assert found.letters == {"dal2001b": "b"}


def test_what_is_no_entry_stays_under_the_heading() -> None:
    found = parted([heading("Källor"), *ENTRIES, para("intervjuerna sparas hos forskarna")], WORKS)

    assert found.blocks == [heading("Källor"), para("intervjuerna sparas hos forskarna")]


@pytest.mark.parametrize(
    "blocks",
    [
        [heading("Referenser i arbetslivet"), *ENTRIES],
        [heading("Referenser"), para("det här är mest text"), para("och det här"), ENTRIES[0]],
        [*ENTRIES],
    ],
)
def test_a_text_that_is_no_list_of_works_stays(blocks: list[tree.Node]) -> None:
    assert parted(blocks, WORKS).blocks == blocks
