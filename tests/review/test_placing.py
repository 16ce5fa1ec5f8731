"""Items come home to where their paragraph is now, whatever has been written around it and in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import change
from tests.review.documents import assembled

from kefu.load import load
from kefu.marks import paragraphs
from kefu.review.items import Item, ItemKind, Place
from kefu.review.placing import placed, present
from kefu.tree import blocks, document

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.review.placing import Found

CASE = "cases/01-skolan/case.md"


def item(root: Path, text: str, words: str, start: int | None = None) -> Item:
    """Return an item at words of the paragraph of the first case that begins with a text."""
    marked = next(
        each for each in paragraphs(blocks(assembled(root, "cases/01-skolan").tree)) if each.text.startswith(text)
    )
    place = Place(path=PurePosixPath(), mark=marked.mark, text=marked.text, paragraph="")
    at = marked.text.index(words) if start is None else start
    return Item(number=1, kind=ItemKind.COMMENT, place=place, words=words, start=at, instead="", said=())


def found(root: Path, one: Item) -> Found | None:
    now = present(assembled(root, "cases/01-skolan").tree, load(root, jobs=1).project.sources)
    return placed(one, now)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Anna såg", "klockan", f"{CASE}:3:13"),
        ("Anna såg", "alfa", f"{CASE}:3:106"),
        ("Mejl från", "Bo", f"{CASE}:7:49"),
        ("Lön", "Lön", f"{CASE}:15:3"),
        ("Kostnader för", "skolan", f"{CASE}:18:17"),
        ("Vad står på", "spel", "cases/01-skolan/questions.md:3:16"),
        ("Händelserna i fallet", "fallets uppgifter", "figures/events.yaml:4:9"),
    ],
)
def test_words_are_found_in_paragraphs_tables_captions_and_boxes(
    small: Path, text: str, words: str, expected: str
) -> None:
    where = found(small, item(small, text, words))

    assert where
    assert (str(where.location), where.changed) == (expected, False)


def test_an_item_without_words_stands_after_those_before_it(small: Path) -> None:
    where = found(small, item(small, "Anna såg", "", start=len("Anna såg")))

    assert where
    assert str(where.location) == f"{CASE}:3:9"


def test_what_stands_around_a_paragraph_does_not_matter(small: Path) -> None:
    one = item(small, "Anna såg", "klockan")
    change(small / CASE, "Anna såg", "Ett nytt stycke.\n\nEtt till.\n\nAnna såg")

    where = found(small, one)

    assert where
    assert (str(where.location), where.changed) == (f"{CASE}:7:13", False)


@pytest.mark.parametrize("mark", [True, False])
def test_a_paragraph_that_has_changed_is_known_by_its_words(small: Path, mark: bool) -> None:
    one = item(small, "Anna såg", "klockan")
    change(small / CASE, "Anna såg på klockan", "Hon såg hastigt på klockan igen")
    if not mark:
        one = replace(one, place=replace(one.place, mark=""))

    where = found(small, one)

    assert where
    assert (str(where.location), where.changed) == (f"{CASE}:3:20", True)


def test_without_a_mark_a_paragraph_that_is_as_it_was_has_not_changed(small: Path) -> None:
    one = item(small, "Anna såg", "klockan")
    where = found(small, replace(one, place=replace(one.place, mark="")))

    assert where
    assert (str(where.location), where.changed) == (f"{CASE}:3:13", False)


def test_a_paragraph_that_is_gone_has_no_place(small: Path) -> None:
    one = item(small, "Frågor om", "Frågor")
    place = replace(one.place, mark="_kefuz", text="Detta har aldrig stått någonstans alls.")

    assert found(small, replace(one, place=place)) is None
    assert found(small, replace(one, place=replace(place, text=""))) is None


def test_the_document_need_not_be_there_any_more(small: Path) -> None:
    one = item(small, "Anna såg", "klockan")
    where = placed(one, present(document([]), load(small, jobs=1).project.sources))

    assert where
    assert str(where.location) == f"{CASE}:3:13"


def test_an_entry_of_the_bibliography_is_found_in_its_file(small: Path) -> None:
    one = item(small, "Anna såg", "klockan")
    text = "Svara, J. H. (2001). The Myth of the Dichotomy. Public Administration Review."
    entry = replace(one, place=replace(one.place, mark="", text=text), words="Myth", start=text.index("Myth"))
    where = found(small, entry)

    assert where
    assert str(where.location.path) == "bibliography/references.bib"
    assert where.location.line == 9
