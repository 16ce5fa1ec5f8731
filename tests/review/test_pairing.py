"""Paragraphs are known again by their marks, and without them by their text and what stands around it."""

from __future__ import annotations

from tests.review.documents import MARKS, sent, word
from tests.word.ooxml import p, r, table

from kefu.review.pairing import likeness, marks_of, paired, words_of

FIRST = "Kommunen växer med tusen invånare om året."
SECOND = "Skolan på Strandvägen är full sedan länge."
THIRD = "Nämnden vill bygga en ny skola i norr."


def test_marks_lead_to_paragraphs_that_say_something_else_in_another_order() -> None:
    returned = word(
        p(r("Helt andra ord."), mark=MARKS[2]), p(r(SECOND), mark=MARKS[1]), p(r("Nytt."), mark=MARKS[0])
    ).paragraphs

    assert paired(returned, sent(FIRST, SECOND, THIRD).paragraphs) == {0: 2, 1: 1, 2: 0}


def test_of_two_paragraphs_with_one_mark_the_more_similar_one_is_it() -> None:
    returned = word(p(r("En kopia av något."), mark=MARKS[0]), p(r(FIRST), mark=MARKS[0])).paragraphs

    assert paired(returned, sent(FIRST).paragraphs) == {1: 0}


def test_without_marks_texts_are_known_by_their_order_and_their_words() -> None:
    returned = sent(
        FIRST, "Ett stycke som är nytt.", SECOND.replace("full", "överfull"), THIRD, marked=False
    ).paragraphs

    assert paired(returned, sent(FIRST, SECOND, THIRD).paragraphs) == {0: 0, 2: 1, 3: 2}


def test_without_marks_a_paragraph_that_was_moved_is_known() -> None:
    returned = sent(THIRD, FIRST, SECOND, marked=False).paragraphs

    assert paired(returned, sent(FIRST, SECOND, THIRD).paragraphs) == {0: 2, 1: 0, 2: 1}


def test_cells_with_the_same_word_are_known_by_their_order() -> None:
    cells = table([p(r("Ja")), p(r("Ja"))], [p(r("Nej")), p(r("Ja"))])

    assert paired(word(cells).paragraphs, word(cells).paragraphs) == {0: 0, 1: 1, 2: 2, 3: 3}


def test_many_changed_paragraphs_side_by_side_do_not_take_long() -> None:
    ours = word(*(p(r(f"Nytt {number}.")) for number in range(300))).paragraphs
    theirs = word(*(p(r(f"Gammalt {number}.")) for number in range(300))).paragraphs

    assert paired(ours, theirs) == {}
    assert paired(ours[::-1], ours).get(0) == 299


def test_only_marks_of_a_build_are_marks() -> None:
    assert marks_of(word(p(r("A"), mark="_GoBack")).paragraphs[0]) == ()
    assert marks_of(word(p(r("A"), mark=MARKS[0])).paragraphs[0]) == (MARKS[0],)


def test_likeness_is_the_share_of_words_in_common() -> None:
    assert likeness("Skolan är full.", "skolan, är “full”") == 1
    assert likeness("Skolan är full", "Skolan var tom") == 1 / 3
    assert likeness("", "Skolan") == 0
    assert words_of("– …") == ("–", "…")
