"""Items are shown in a line each: where, who, when, what, and at which words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from tests.review.documents import found, sent, word
from tests.review.test_store import ITEM
from tests.word.ooxml import changed, dele, gone, ins, moved, p, r

from kefu.diagnostics import Location
from kefu.review.items import Decision, Remark
from kefu.review.placing import Found
from kefu.review.showing import by, shown

HERE = Found(
    location=Location(path=PurePosixPath("cases/02-prognosen/case.md"), line=41, column=18), order=(1, 1), changed=False
)
AWAY, BACK = moved("m", r("Bort "), r("Bort "))


def test_a_comment_is_shown_with_its_replies() -> None:
    said = (
        Remark(who="SKR AB", when="2026-11-12T09:30:00Z", text="Stämmer\nsiffran?"),
        Remark(who="", when="", text="Ja."),
    )

    assert [*shown(replace(ITEM, said=said, resolved=False), HERE)] == [
        "cases/02-prognosen/case.md:41:18  [SKR AB, 12 nov] “Stämmer siffran?” at “stängd”  #1",
        "    [?] “Ja.”",
    ]


def test_what_has_become_of_an_item_is_shown() -> None:
    (line,) = shown(replace(ITEM, answer="Ja", decision=Decision.ACCEPTED), replace(HERE, changed=True))

    assert line.endswith(" (resolved, the paragraph has changed since, answered, accepted)  #1")


def test_what_has_no_place_says_where_it_is_in_the_word_file() -> None:
    (line,) = shown(replace(ITEM, resolved=False), None)
    (nowhere,) = shown(replace(ITEM, place=replace(ITEM.place, paragraph="")), None)

    assert line.startswith("svar.docx, “Bron”  [AE, 12 nov] “Stämmer det? Sedan när?”")
    assert line.endswith("(not found in the sources)  #1")
    assert nowhere.startswith("svar.docx, without a place  ")


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([ins(r("nya"))], "[Anna, 12 nov] puts in “nya”"),
        ([dele(gone("x " * 90))], f"[Anna, 12 nov] takes away “{('x ' * 40).strip()}…”"),
        ([dele(gone("tre")), ins(r("fyra"))], "[Anna, 12 nov] “tre” → “fyra”"),
        ([AWAY, BACK], "[Anna, 12 nov] moves “Bort” to paragraph 1"),
        ([AWAY], "[Anna, 12 nov] moves “Bort” away"),
        ([BACK], "[Anna, 12 nov] moves “Bort” here"),
        ([r("fet", properties=changed("rPrChange"))], "[Anna, 12 nov] format of text: rPrChange of “fet”"),
    ],
)
def test_changes_are_shown(pieces: list[str], expected: str) -> None:
    lines = [line for item in found(word(p(*pieces)), None) for line in shown(item, HERE)]

    assert [line.split("  ")[1] for line in lines] == [expected]


@pytest.mark.parametrize(
    ("now", "expected"),
    [("En bro", "“skola” → “bro”"), ("En", "takes away “skola”"), ("En liten skola", "puts in “liten”")],
)
def test_edits_without_tracking_are_shown(now: str, expected: str) -> None:
    (item,) = found(sent(now), sent("En skola"))

    assert [line.split("  ")[1] for line in shown(item, HERE)] == [f"[without tracking] {expected}"]


def test_a_time_that_is_none_is_left_out() -> None:
    assert by(Remark(who="AE", when="i går", text="")) == "AE"
    assert by(Remark(who="AE", when="2026-13-41", text="")) == "AE"
