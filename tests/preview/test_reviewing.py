"""Open items of a review are shown at the paragraph that they are about, or as without a place; none is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from kefu.diagnostics import Location
from kefu.preview.places import Place as Shown
from kefu.preview.reviewing import Reviews, told
from kefu.review import Decision, Item, ItemKind, Place, Remark, Round, Sent, save

CASE = PurePosixPath("cases/02-bron/case.md")
ID = "student/02-bron"
TEXT = "Bron skulle byggas om före valet."
PLACES = (
    Shown(location=Location(path=CASE, line=1), text="Bron", mark="_kefua"),
    Shown(location=Location(path=CASE, line=3), text=TEXT, mark="_kefub"),
)


def item(number: int = 1, *, mark: str = "_kefub", text: str = TEXT, path: PurePosixPath = CASE) -> Item:
    said = (
        Remark(who="SKR", when="2026-11-12T08:00:00Z", text="Stämmer det?"),
        Remark(who="VGR", when="", text="Ja."),
    )
    place = Place(path=path, mark=mark, text=text, paragraph="Bron, 2")
    return Item(number=number, kind=ItemKind.COMMENT, place=place, words="byggas", start=12, instead="", said=said)


def round_of(*items: Item, document: str = "cases/02-bron") -> Round:
    return Round(name="remiss", sent=Sent(document=document, edition="student", digest="d"), files=(), items=items)


def test_an_item_is_told_with_who_when_what_and_replies() -> None:
    found = told([round_of(item())], ID, PLACES)
    assert found["title"] == "Granskning: 1 öppna punkter"
    assert found["lost"] == ""
    assert found["items"] == [
        {
            "name": "remiss/1",
            "by": "SKR, 2026-11-12",
            "words": "byggas",
            "text": "Stämmer det?",
            "replies": [{"by": "VGR", "text": "Ja."}],
            "notes": [],
            "source": 1,
        }
    ]


@pytest.mark.parametrize(
    ("mark", "text", "source", "notes"),
    [
        ("", TEXT, 1, []),
        ("_kefub", "Något annat.", 1, ["Stycket har ändrats sedan dess."]),
        ("", TEXT.replace("byggas om", "rivas"), 1, ["Stycket har ändrats sedan dess."]),
        ("", "Inget av detta finns.", None, ["Bron, 2"]),
    ],
)
def test_an_item_is_placed_by_its_mark_its_text_or_what_is_like_it(
    mark: str, text: str, source: int | None, notes: list[str]
) -> None:
    (found,) = told([round_of(item(mark=mark, text=text))], ID, PLACES)["items"]
    assert found.get("source") == source
    assert found["notes"] == notes


def test_what_is_in_no_source_is_told_with_the_document_that_was_sent() -> None:
    lost = item(path=PurePosixPath(), mark="", text="Borta")
    assert told([round_of(lost)], ID, PLACES)["lost"] == "Utan plats i dokumentet"
    assert told([round_of(lost)], "student/01-skolan", PLACES)["items"] == []


def test_what_is_answered_or_about_another_document_is_not_shown() -> None:
    done = [replace(item(1), answer="Ja."), replace(item(2), decision=Decision.REJECTED)]
    other = item(3, path=PurePosixPath("cases/01-skolan/case.md"))
    assert told([round_of(*done, other)], ID, PLACES)["items"] == []


@pytest.mark.parametrize(
    ("kind", "words", "instead", "text"),
    [
        (ItemKind.REPLACEMENT, "byggas", "rivas", "”byggas” → ”rivas”"),
        (ItemKind.INSERTION, "", "nya ", "Lägg till ”nya ”"),
        (ItemKind.DELETION, "byggas", "", "Stryk ”byggas”"),
        (ItemKind.MOVE, "byggas", "", "Flytta ”byggas”"),
        (ItemKind.FORMAT, "byggas", "", "Ändrad form: ”byggas”"),
    ],
)
def test_a_change_says_what_it_would_do(kind: ItemKind, words: str, instead: str, text: str) -> None:
    (found,) = told([round_of(replace(item(), kind=kind, words=words, instead=instead))], ID, PLACES)["items"]
    assert (found["text"], found["words"]) == (text, "")


def test_rounds_are_read_again_when_they_have_changed(tmp_path: Path) -> None:
    reviews = Reviews(tmp_path)
    assert not reviews.changed()
    assert reviews.version == ""
    save(tmp_path, round_of(item()))
    assert reviews.changed()
    before = reviews.version
    assert not reviews.changed()
    save(tmp_path, round_of(replace(item(), answer="Ja.")))
    assert reviews.changed()
    assert reviews.version != before
    (tmp_path / "review" / "remiss.yaml").write_text("[", encoding="utf-8")
    assert reviews.changed()
    assert reviews.rounds == ()
