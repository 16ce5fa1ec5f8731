"""Each tracked change is one change, with what was there, what is instead, and where."""

from __future__ import annotations

import pytest
from tests.review.documents import word
from tests.word.ooxml import changed, dele, gone, ins, moved, p, r

from kefu.review.items import ItemKind
from kefu.review.tracked import before, changes_in

FROM, TO = moved("move1", r("flyttat "), r("flyttat "))


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([ins(r("nya "))], [("insertion", 4, "", "nya ")]),
        ([dele(gone("gamla "))], [("deletion", 4, "gamla ", "")]),
        ([dele(gone("tre")), ins(r("fyra"))], [("replacement", 4, "tre", "fyra")]),
        ([ins(r("fyra")), dele(gone("tre"))], [("replacement", 4, "tre", "fyra")]),
        (
            [dele(gone("tre"), who="Anna"), ins(r("fyra"), who="Bo")],
            [("deletion", 4, "tre", ""), ("insertion", 7, "", "fyra")],
        ),
        (
            [ins(r("fyra")), r(" av "), dele(gone("tio"))],
            [("insertion", 4, "", "fyra"), ("deletion", 8, "tio", "")],
        ),
        (
            [ins(dele(gone("fem"), who="Bo"), who="Anna")],
            [("insertion", 4, "", "fem"), ("deletion", 4, "fem", "")],
        ),
        ([FROM], [("move", 4, "flyttat ", "")]),
        ([TO], [("move", 4, "", "flyttat ")]),
        ([ins(r("a"), when="2026-11-12T09:30:00Z"), ins(r("b"), when="2026-11-12T09:31:00Z")],
         [("insertion", 4, "", "ab")]),
    ],
)  # fmt: skip
def test_changes_of_text(pieces: list[str], expected: list[tuple[str, int, str, str]]) -> None:
    (paragraph,) = word(p(r("Här "), *pieces, r("slut"))).paragraphs

    assert [(one.kind, one.start, one.words, one.instead) for one in changes_in(paragraph)] == expected
    assert all(one.by.name in {"Anna", "Bo"} and not one.what for one in changes_in(paragraph))


def test_a_change_of_format_says_what_it_is() -> None:
    (paragraph,) = word(p(r("Här är "), r("fet text", properties=changed("rPrChange")))).paragraphs
    (one,) = changes_in(paragraph)

    assert (one.kind, one.start, one.words) == (ItemKind.FORMAT, 7, "fet text")
    assert one.what == "format of text: rPrChange"


def test_places_are_in_the_text_before_the_changes() -> None:
    (paragraph,) = word(p(r("ab"), ins(r("XY")), dele(gone("cd")), r("e"))).paragraphs

    assert [before(paragraph, at) for at in range(8)] == [0, 1, 2, 2, 2, 3, 4, 5]
