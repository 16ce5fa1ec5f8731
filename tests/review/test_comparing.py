"""What came back becomes items: comments with replies, changes, and edits that nobody tracked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.review.documents import MARKS, found, sent, word
from tests.word.ooxml import (
    DATE,
    answers,
    begin,
    changed,
    comment,
    dele,
    end,
    gone,
    ins,
    mark,
    moved,
    note,
    p,
    r,
    refer,
    table,
)

from kefu.review.comparing import NOWHERE, described
from kefu.review.items import ItemKind, Remark

if TYPE_CHECKING:
    from kefu.word import Word

FIRST = "Kommunen växer med tusen invånare om året."
SECOND = "Skolan på Strandvägen är full sedan länge."
THIRD = "Nämnden vill bygga en ny skola i norr."
WAS = sent(FIRST, SECOND, THIRD)


def commented(text: str, words: str, number: int = 0) -> list[str]:
    before, after = text.split(words)
    return [r(before), begin(number), r(words), end(number), r(after)]


def test_a_comment_comes_home_with_its_replies_and_its_state() -> None:
    returned = word(
        p(r(FIRST), mark=MARKS[0]),
        p(*commented(SECOND, "full"), refer(1), mark=MARKS[1]),
        p(r(THIRD), mark=MARKS[2]),
        comments=(
            comment(0, "Stämmer siffran?", who="Anna Ek", para="00000001"),
            comment(1, "Ja.\nSe bilagan.", who="Bo Lund", para="00000002"),
        ),
        extended=(answers("00000001", done=True), answers("00000002", "00000001")),
    )

    (item,) = found(returned, WAS)

    assert (item.number, item.kind, item.words, item.start) == (1, ItemKind.COMMENT, "full", SECOND.index("full"))
    assert item.said == (
        Remark(who="Anna Ek", when=DATE, text="Stämmer siffran?"),
        Remark(who="Bo Lund", when=DATE, text="Ja.\nSe bilagan."),
    )
    assert item.resolved
    assert (item.place.mark, item.place.text, item.place.path) == (MARKS[1], SECOND, NOWHERE)
    assert (item.source, item.thread) == ("svar.docx", "0")


@pytest.mark.parametrize("was", [WAS, None])
def test_a_comment_without_a_place_is_last_and_not_lost(was: Word | None) -> None:
    returned = word(
        p(r(FIRST), mark=MARKS[0]),
        p(r(SECOND), mark=MARKS[1]),
        p(*commented(THIRD, "norr", 1), mark=MARKS[2]),
        comments=(comment(0, "Allmänt: bra."), comment(1, "Var?")),
    )

    assert [(item.said[0].text, item.place.text) for item in found(returned, was)] == [
        ("Var?", THIRD),
        ("Allmänt: bra.", ""),
    ]


def test_a_reply_to_what_is_not_there_is_an_item_of_its_own() -> None:
    returned = word(p(*commented(FIRST, "tusen", 1)), comments=(comment(1, "Håller med.", para="00000002"),),
                    extended=(answers("00000002", "00000009"),))  # fmt: skip

    assert [item.said[0].text for item in found(returned, None)] == ["Håller med."]


def test_a_comment_on_several_paragraphs_stands_at_the_first_and_has_the_words_of_all() -> None:
    returned = word(
        p(r("Kommunen "), begin(0), r("växer."), mark=MARKS[0]),
        p(r("Skolan"), end(0), r(" är full."), mark=MARKS[1]),
        comments=(comment(0, "Källa?"),),
    )

    (item,) = found(returned, None)

    assert item.words == "växer.\nSkolan"
    assert item.place.text == "Kommunen växer."


def test_words_that_were_put_in_are_what_a_comment_is_about_if_nothing_else_is() -> None:
    returned = word(p(r("Nu "), begin(0), ins(r("fyra")), end(0), r(" år.")), comments=(comment(0, "Bra."),))

    assert [(item.kind, item.words, item.instead) for item in found(returned, None)] == [
        (ItemKind.COMMENT, "fyra", ""),
        (ItemKind.INSERTION, "", "fyra"),
    ]


def test_a_move_is_one_item_with_both_places() -> None:
    away, here = moved("move7", r("växer "), r("växer "))
    returned = word(p(r("Kommunen "), away, r("nu."), mark=MARKS[0]), p(r("Skolan "), here, r("också."), mark=MARKS[1]))

    (item,) = found(returned, None)

    assert (item.kind, item.words, item.instead, item.start) == (ItemKind.MOVE, "växer ", "växer ", 9)
    assert item.place.text == "Kommunen växer nu."
    assert item.to
    assert item.to.text == "Skolan också."


def test_a_new_place_of_a_move_whose_old_one_is_gone_is_an_item() -> None:
    _, here = moved("move7", r(""), r("växer "))

    (item,) = found(word(p(r("Skolan "), here, r("också."))), None)

    assert (item.kind, item.words, item.instead, item.to) == (ItemKind.MOVE, "", "växer ", None)


def test_changes_that_no_text_shows_are_items() -> None:
    returned = word(
        p(r("Fet ", properties=changed("rPrChange")), properties=changed("pPrChange")),
        p(r("Första"), properties=mark(dele())),
        p(r("andra")),
    )

    assert [(item.kind, item.what) for item in found(returned, None)] == [
        (ItemKind.FORMAT, "format of text: rPrChange"),
        (ItemKind.FORMAT, "format of paragraph: pPrChange"),
        (ItemKind.STRUCTURE, "deletion: del"),
    ]


def test_edits_without_tracking_are_found_word_by_word() -> None:
    returned = word(
        p(r(FIRST.replace("tusen", "två tusen")), mark=MARKS[0]),
        p(r(SECOND.replace("full sedan", "tom nu")), mark=MARKS[1]),
        p(r(THIRD.replace("ny skola", "ny\u00a0skola")), mark=MARKS[2]),
    )

    assert [(item.kind, item.start, item.words, item.instead, item.said) for item in found(returned, WAS)] == [
        (ItemKind.EDIT, FIRST.index("tusen"), "", "två ", ()),
        (ItemKind.EDIT, SECOND.index("full"), "full sedan", "tom nu", ()),
    ]
    assert found(returned, None) == ()


def test_an_edit_and_a_tracked_change_of_one_paragraph_stand_at_their_places() -> None:
    returned = word(
        p(r("I dag växer kommunen med "), dele(gone("tusen")), ins(r("hundra")), r(" invånare om året."), mark=MARKS[0])
    )

    found_here = [item for item in found(returned, sent(FIRST)) if item.kind is ItemKind.REPLACEMENT]

    assert [(item.start, item.words, item.instead) for item in found_here] == [
        (FIRST.index("tusen"), "tusen", "hundra")
    ]


def test_paragraphs_that_were_added_or_taken_away_without_tracking_are_found() -> None:
    returned = word(p(r(FIRST), mark=MARKS[0]), p(r("Detta är nytt.")), p(r(THIRD), mark=MARKS[2]))

    added, gone_ = sorted(found(returned, WAS), key=lambda item: item.words)

    assert (added.kind, added.instead, added.start) == (ItemKind.EDIT, "\nDetta är nytt.", len(FIRST))
    assert (added.place.mark, added.place.text) == (MARKS[0], FIRST)
    assert (gone_.kind, gone_.words, gone_.instead) == (ItemKind.EDIT, SECOND, "")
    assert (gone_.place.mark, gone_.place.text) == (MARKS[1], SECOND)


def test_comments_and_changes_in_a_paragraph_that_was_added_are_placed_at_the_one_before_it() -> None:
    returned = word(
        p(r(FIRST), mark=MARKS[0]),
        p(*commented("Detta är nytt.", "nytt")),
        p(r(SECOND), mark=MARKS[1]),
        p(r(THIRD), mark=MARKS[2]),
        comments=(comment(0, "Går det?"),),
    )

    assert [(item.kind, item.place.text, item.words) for item in found(returned, WAS)] == [
        (ItemKind.COMMENT, FIRST, "nytt"),
        (ItemKind.EDIT, FIRST, ""),
    ]


def test_tables_of_contents_and_page_numbers_are_no_edits() -> None:
    was = word(p(r("Skolan"), style="TOC1"), p(r(FIRST), mark=MARKS[0]), footers=(p(r("Sida 1")),))
    returned = word(
        p(r("Skolan 7"), style="Innehll1"),
        p(r("Bron 9"), style="TOC2"),
        p(r(FIRST), mark=MARKS[0]),
        footers=(p(r("Sida 12")),),
    )

    assert found(returned, was) == ()


def test_items_in_tables_and_notes_say_where_they_are() -> None:
    returned = word(
        p(r("Prognosen"), style="Rubrik1"),
        table([p(r("År")), p(*commented("Nu 2030", "2030"))]),
        footnotes=(note(1, p(r("Svara "), dele(gone("2001")), ins(r("2011")))),),
        comments=(comment(0, "Var?"),),
    )

    assert [item.place.paragraph for item in found(returned, None)] == [
        "“Prognosen”, table 1, row 1, column 2, paragraph 2",
        "footnote, paragraph 1",
    ]
    assert described(returned.paragraphs[0]) == "paragraph 1"


def test_nothing_is_found_in_what_came_back_as_it_was() -> None:
    assert found(WAS, WAS) == ()
    assert found(sent(FIRST, SECOND, THIRD, marked=False), WAS) == ()
