"""Accepted changes are put into the sources where their place is certain; everything else is told and left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from kefu.review import Decision, Item, ItemKind, Place, Remark, Round, Sent
from kefu.review.applying import plan

CASE = PurePosixPath("cases/01-a/case.md")
SENT = "Den viktiga saken är klar. En annan mening här."
TEXT = "Den **viktiga** saken är klar. En annan mening här.\r\n\r\nSe @fig-x nu.\r\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "cases" / "01-a").mkdir(parents=True)
    (tmp_path / CASE).write_bytes(TEXT.encode())
    (tmp_path / "cases" / "01-a" / "case.yaml").write_text("title: En titel\n", encoding="utf-8")
    return tmp_path


def item(
    number: int,
    words: str,
    instead: str,
    *,
    who: str = "SKR",
    kind: ItemKind = ItemKind.REPLACEMENT,
    decision: Decision = Decision.ACCEPTED,
    sent: str = SENT,
    path: PurePosixPath = CASE,
) -> Item:
    place = Place(path=path, mark="", text=sent, paragraph="Rubrik, 1")
    said = (Remark(who=who, when="2026-11-12", text=""),)
    return Item(
        number=number, kind=kind, place=place, words=words, start=sent.index(words), instead=instead, said=said,
        decision=decision, source=f"{who}.docx",
    )  # fmt: skip


def round_of(*items: Item) -> Round:
    sent = Sent(document="cases/01-a", edition="student", digest="d")
    return Round(name="remiss", sent=sent, files=("a.docx",), items=items)


def test_accepted_changes_are_made_and_noted_and_others_are_not(root: Path) -> None:
    given = round_of(
        item(1, "viktiga ", "", kind=ItemKind.DELETION),
        item(2, "annan", "helt ny"),
        item(3, "mening", "sats", decision=Decision.OPEN),
        item(4, "nu", "sedan", sent="Se figur 3 nu."),
        item(5, "titel", "ny titel", sent="En titel", path=CASE.with_name("case.yaml")),
    )
    found = plan(root, [given], ())
    after = TEXT.replace("**viktiga** ", "").replace("annan", "helt ny").replace(" nu", " sedan")
    assert [(change.path, change.after) for change in found.changes] == [
        (CASE, after),
        (CASE.with_name("case.yaml"), "title: En ny titel\n"),
    ]
    assert [str(named) for named in found.applied] == ["remiss/1", "remiss/2", "remiss/4", "remiss/5"]
    assert found.left == ()
    (decided,) = found.rounds
    applied = [one.number for one in decided.items if one.decision is Decision.APPLIED]
    assert applied == [1, 2, 4, 5]
    assert replace(decided, items=given.items) == given
    assert (root / CASE).read_bytes() == TEXT.encode()


def test_items_that_are_named_are_made_whatever_is_decided(root: Path) -> None:
    given = round_of(item(1, "viktiga", "stora"), item(2, "annan", "ny", decision=Decision.OPEN))
    found = plan(root, [given], {("remiss", 2)})
    assert [str(named) for named in found.applied] == ["remiss/2"]


def test_two_reviewers_changes_of_one_sentence_are_told_side_by_side(root: Path) -> None:
    given = round_of(
        item(1, "annan", "ny"), item(2, "mening", "sats", who="VGR", decision=Decision.OPEN), item(3, "klar", "färdig")
    )
    found = plan(root, [given], ())
    ((left),) = found.left
    assert [str(named) for named in left.items] == ["remiss/1", "remiss/2"]
    assert str(left.location) == f"{CASE}:1:35"
    assert "name the change" in left.reason
    assert [str(named) for named in found.applied] == ["remiss/3"]
    named = plan(root, [given], {("remiss", 2)})
    assert [str(one) for one in named.applied] == ["remiss/2"]
    both = plan(root, [given], {("remiss", 1), ("remiss", 2)})
    assert (both.applied, both.changes, len(both.left)) == ((), (), 1)


def test_one_reviewer_may_change_a_sentence_twice(root: Path) -> None:
    found = plan(root, [round_of(item(1, "annan", "ny"), item(2, "mening", "sats"))], ())
    assert "En ny sats här." in found.changes[0].after


@pytest.mark.parametrize(
    ("one", "reason", "line"),
    [
        (item(1, "annan", "", kind=ItemKind.FORMAT), "by hand", ":1:35"),
        (item(1, "annan", "", kind=ItemKind.MOVE), "by hand", ":1:35"),
        (item(1, "annan", "", kind=ItemKind.STRUCTURE), "by hand", ":1:35"),
        (item(1, "Borta", "x", sent="Borta."), "has changed since", ""),
        (item(1, "figur", "bild", sent="Se figur 3 nu."), "in a citation or a reference", ":3:4"),
        (item(1, "annan", "x", path=PurePosixPath("cases/01-a/borta.md")), "cannot be read", ""),
    ],
)
def test_what_cannot_be_applied_is_told_with_its_place(root: Path, one: Item, reason: str, line: str) -> None:
    found = plan(root, [round_of(one)], ())
    ((left),) = found.left
    assert reason in left.reason
    assert str(left.location) == f"{one.place.path}{line}"
    assert (found.changes, found.applied, found.rounds) == ((), (), ())


def test_what_is_in_no_source_is_told(root: Path) -> None:
    found = plan(root, [round_of(item(1, "annan", "x", path=PurePosixPath()))], ())
    assert found.left[0].reason == "the paragraph is in no source"


def test_a_comment_that_is_named_changes_nothing(root: Path) -> None:
    comment = item(1, "annan", "", kind=ItemKind.COMMENT)
    assert plan(root, [round_of(comment)], ()).left == ()
    assert "answer it" in plan(root, [round_of(comment)], {("remiss", 1)}).left[0].reason


def test_a_later_change_of_a_paragraph_is_made_after_an_earlier_one(root: Path) -> None:
    first = round_of(item(1, "viktiga ", "", kind=ItemKind.DELETION), item(2, "annan", "ny", decision=Decision.OPEN))
    done = plan(root, [first], ())
    (root / CASE).write_bytes(done.changes[0].after.encode())
    later = plan(root, done.rounds, {("remiss", 2)})
    assert later.changes[0].after == TEXT.replace("**viktiga** ", "").replace("annan", "ny")
