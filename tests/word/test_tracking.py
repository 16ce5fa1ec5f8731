"""What the elements of tracked changes mean for the text in them; `test_reading.py` has every kind of them."""

from __future__ import annotations

import pytest
from tests.word.ooxml import DATE, changed, dele, gone, ins, moved, p, r, root, signed
from tests.word.written import paragraph

from kefu.word import ChangeKind, Signed, State
from kefu.word.tracking import KEPT, Tracked, marked, of_mathematics, of_properties, within
from kefu.word.tracking import signed as signed_by
from kefu.word.xml import Element, parsed

ANNA, BO = Signed(name="Anna", date=DATE), Signed(name="Bo", date=DATE)


def element(text: str) -> Element:
    return parsed("a.xml", root("w:x", text))[0]


def test_what_one_inserts_and_another_deletes_was_never_there() -> None:
    found = paragraph(p(r("a"), ins(dele(gone("b"), who="Bo"), r("c"))))
    _, both, one = found.pieces

    assert (both.state, both.by, both.inserted_by) == (State.DELETED, BO, ANNA)
    assert (one.state, one.by, one.inserted_by) == (State.INSERTED, ANNA, None)
    assert (found.before, found.after) == ("a", "ac")


def test_an_insertion_in_an_insertion_is_that_of_the_inner_one() -> None:
    (piece,) = paragraph(p(ins(ins(r("a"), who="Bo")))).pieces

    assert (piece.state, piece.by) == (State.INSERTED, BO)


def test_what_is_moved_and_then_deleted_is_deleted() -> None:
    _, target = moved("flytt", r("a"), dele(gone("a"), who="Bo"))
    (piece,) = paragraph(p(target)).pieces

    assert (piece.state, piece.moved, piece.by, piece.inserted_by) == (State.DELETED, False, BO, ANNA)


def test_an_insertion_in_a_deletion_is_gone() -> None:
    inner = within(within(KEPT, element(dele())), element(ins(who="Bo")))

    assert (inner.state, inner.by, inner.inserted_by) == (State.DELETED, ANNA, BO)


def test_a_mark_that_was_inserted_and_deleted_is_both_in_any_order() -> None:
    for changes in (ins() + dele(who="Bo"), dele(who="Bo") + ins()):
        found = marked(KEPT, element(f"<w:rPr>{changes}</w:rPr>"))
        assert (found.state, found.by, found.inserted_by) == (State.DELETED, BO, ANNA)


def test_without_properties_everything_stays_as_it_is() -> None:
    outer = Tracked(state=State.INSERTED, by=ANNA)

    assert marked(outer, None) is outer
    assert [*of_properties(None, "a")] == []


@pytest.mark.parametrize(
    ("state", "moves", "kind"),
    [
        (State.INSERTED, False, ChangeKind.INSERTION),
        (State.INSERTED, True, ChangeKind.MOVE_TO),
        (State.DELETED, False, ChangeKind.DELETION),
        (State.DELETED, True, ChangeKind.MOVE_FROM),
    ],
)
def test_what_has_happened_is_told_by_state_and_move(state: State, moves: bool, kind: ChangeKind) -> None:
    assert Tracked(state=state, moved=moves).kind is kind


def test_the_time_in_utc_is_preferred() -> None:
    local = element(f'<w:ins {signed()} w16du:dateUtc="2026-11-12T08:30:00Z"/>')

    assert signed_by(local).date == "2026-11-12T08:30:00Z"
    assert signed_by(element(ins())).date == DATE
    assert signed_by(element("<w:ins/>")) == Signed()


def test_who_comments_has_initials() -> None:
    assert signed_by(element('<w:comment w:author="A B" w:initials="AB"/>')) == Signed(name="A B", initials="AB")


def test_formats_of_mathematics_are_told() -> None:
    control = element(f"<m:fPr><m:ctrlPr><w:rPr>{changed('rPrChange')}</w:rPr></m:ctrlPr></m:fPr>")

    (change,) = of_mathematics(control, "ab")
    assert (change.kind, change.words, change.by) == (ChangeKind.FORMAT, "ab", ANNA)


def test_a_run_of_mathematics_can_say_itself_that_it_is_inserted() -> None:
    run = f"<m:r><w:rPr>{ins()}</w:rPr><m:t>x</m:t></m:r>"
    found = paragraph(p(f"<m:oMath>{run}<m:r><m:t>y</m:t></m:r></m:oMath>"))

    assert [(piece.text, piece.state) for piece in found.pieces] == [("x", State.INSERTED), ("y", State.KEPT)]
