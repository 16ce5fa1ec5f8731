"""Paragraphs while they are read."""

from __future__ import annotations

from kefu.word import Change, ChangeKind, Signed, State, Story
from kefu.word.drafts import Draft, Member, brief
from kefu.word.tracking import KEPT, Tracked

ANNA = Signed(name="Anna")
INSERTED = Tracked(state=State.INSERTED, by=ANNA)
DELETED = Tracked(state=State.DELETED, by=ANNA)


def draft(*texts: tuple[str, Tracked]) -> Draft:
    made = Draft(index=0, story=Story.BODY, place=1)
    for text, tracked in texts:
        made.write(text, tracked)
    return made


def formatted(words: str, by: Signed = ANNA) -> Change:
    return Change(kind=ChangeKind.FORMAT, element="rPrChange", by=by, words=words)


def test_text_of_one_kind_is_one_piece() -> None:
    made = draft(("a", KEPT), ("b", KEPT), ("c", INSERTED), ("d", KEPT))

    assert [piece.text for piece in made.pieces] == ["ab", "c", "d"]
    assert (made.text(), made.text(1), made.text(3), made.text(4)) == ("abcd", "bcd", "d", "")


def test_formats_of_one_stretch_of_text_are_one_change() -> None:
    made = draft()
    for start, change in ((0, formatted("ab")), (2, formatted("c")), (3, formatted("")), (9, formatted("d"))):
        made.format([change], start)
    made.format([formatted("e", Signed(name="Bo"))], 10)

    assert [(each.words, each.by.name) for each in made.changes] == [("abc", "Anna"), ("d", "Anna"), ("e", "Bo")]


def test_the_style_is_that_of_the_text_that_was_there() -> None:
    made = draft(("nytt", INSERTED), ("\n", INSERTED), ("gammalt", KEPT))
    made.members += [Member(start=0, style="Rubrik1", level=1), Member(start=5, style="Normal", level=0)]

    assert made.finished("", 1).style == "Normal"


def test_the_style_of_a_new_paragraph_is_its_own() -> None:
    made = draft(("nytt", INSERTED), ("\n", INSERTED))
    made.members += [Member(start=0, style="A", level=0), Member(start=5, style="B", level=2)]

    assert (made.finished("", 1).style, made.finished("", 1).level) == ("B", 2)


def test_bookmarks_of_what_was_there_come_first() -> None:
    made = draft()
    made.mark("_ny", inserted=True)
    made.mark("_gammal", inserted=False)
    made.mark("_gammal", inserted=True)

    assert made.finished("", 1).marks == ("_gammal", "_ny")


def test_an_end_is_told_to_be_deleted_if_text_is_left_or_there_was_none() -> None:
    assert draft(("a", KEPT), ("b", DELETED)).ended(DELETED, 0) == ANNA
    assert draft().ended(DELETED, 0) == ANNA
    assert draft(("a", DELETED)).ended(DELETED, 0) is None
    assert draft(("a", KEPT), ("b", DELETED)).ended(DELETED, 1) is None
    assert draft(("a", KEPT)).ended(INSERTED, 0) is None
    assert draft(("a", KEPT)).ended(Tracked(state=State.DELETED, by=ANNA, inserted_by=ANNA), 0) is None


def test_the_text_of_several_paragraphs_is_brief() -> None:
    assert brief([draft(("a", KEPT)), draft((" ", KEPT)), draft(("b", KEPT))]) == "a | b"
    assert brief([draft(("a" * 500, KEPT))]) == "a" * 200 + "…"
