"""A round takes in what is new, and keeps what has been answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.review.documents import MARKS, found, sent, word
from tests.word.ooxml import answers, begin, comment, dele, end, gone, ins, p, r

from kefu.authored import Reviewing
from kefu.review.items import Decision, Item, Round, Sent
from kefu.review.rounds import called, joined, matching, name_of, numbered
from kefu.word import Signed

SENT = Sent(document="cases/02-bron", edition="student", digest="0" * 64)


def commented(*texts: str, replies: int = 0, also: str = "") -> tuple[Item, ...]:
    own = [comment(number, text, para=f"0000000{number}") for number, text in enumerate(texts)]
    more = [comment(9, "Svar.", para="00000009")] if replies else []
    body = (p(begin(number), r("Ja"), end(number), mark=MARKS[number]) for number in range(len(texts)))
    return found(
        word(*body, *([p(r("A"), ins(r(also)))] if also else []), comments=(*own, *more),
             extended=(answers("00000000", done=bool(replies)), answers("00000009", "00000000"))),
        None,
    )  # fmt: skip


def test_the_same_file_again_adds_nothing() -> None:
    items = numbered(commented("Ett", "Två", also="B"), 0)
    answered = (replace(items[0], answer="Så här.", decision=Decision.ACCEPTED), *items[1:])

    assert joined(answered, [items]) == answered


def test_what_is_new_comes_after_what_was_there_with_numbers_of_its_own() -> None:
    first = numbered(commented("Ett"), 0)
    answered = (replace(first[0], answer="Så här."),)
    together = joined(answered, [commented("Ett", "Två", replies=1)])

    (old, new) = numbered(together, 1)

    assert (old.number, old.answer, old.resolved) == (1, "Så här.", True)
    assert [remark.text for remark in old.said] == ["Ett", "Svar."]
    assert (new.number, new.said[0].text) == (2, "Två")


def test_two_files_with_the_same_comment_have_one_item_and_one_with_it_twice_has_two() -> None:
    one = commented("Ett")
    twice = found(word(p(begin(0), r("Ja"), end(0), begin(1), r(""), end(1), mark=MARKS[0]),
                       p(begin(2), r("Ja"), end(2), mark=MARKS[0]),
                       comments=(comment(0, "Ett"), comment(2, "Ett"))), None)  # fmt: skip

    assert len(joined((), [one, one])) == 1
    assert len(joined((), [twice])) == 2


def test_edits_of_two_people_without_tracking_are_two() -> None:
    was = sent("Kommunen växer.")
    one = found(word(p(r("Kommunen krymper."), mark=MARKS[0])), was)
    other = [replace(item, source="annan.docx") for item in one]

    assert len(joined((), [one, other])) == 2


def test_files_belong_to_the_round_of_their_document_that_has_the_file_or_any_of_its_items() -> None:
    items = commented("Ett")
    own = Round(name="a", sent=SENT, files=("svar.docx",), items=items)

    assert matching([own], SENT, {"svar.docx": ()}) is own
    assert matching([own], SENT, {"svar v2.docx": items}) is own
    assert matching([own], SENT, {"ny.docx": commented("Nytt")}) is None
    assert matching([own], replace(SENT, digest="1" * 64), {"svar.docx": items}) is None


def test_a_round_is_named_after_its_file_and_its_newest_remark() -> None:
    items = found(word(p(dele(gone("A"), when="2026-11-30T08:00:00Z"), r("B"), ins(r("C")))), None)

    assert name_of(SENT, {"Fall 2 – SKR.docx": items}, ()) == "fall-2-skr-2026-11-30"
    assert name_of(SENT, {"Fall 2 – SKR.docx": items}, ["fall-2-skr-2026-11-30"]) == "fall-2-skr-2026-11-30-2"
    assert name_of(SENT, {"a.docx": items, "b.docx": ()}, ()) == "02-bron-2026-11-30"
    assert name_of(SENT, {"….docx": ()}, ()) == "02-bron"


@pytest.mark.parametrize(
    ("names", "by", "expected"),
    [
        ("initials", Signed(name="Anna Ek", initials="AEk"), "AEk"),
        ("initials", Signed(name="Anna-Lena Ek"), "ALE"),
        ("full", Signed(name="Anna Ek", initials="AE"), "Anna Ek"),
        ("roles", Signed(name="Anna Ek", initials="AE"), "SKR"),
        ("roles", Signed(name="Bo Lund", initials="BL"), "BL"),
        ("initials", Signed(), ""),
    ],
)
def test_reviewers_are_called_what_the_publication_says(names: str, by: Signed, expected: str) -> None:
    assert called(by, Reviewing.model_validate({"names": names, "roles": {"Anna Ek": "SKR"}})) == expected
