"""What is left of a document's tree for books: what readers need. And archives whose bytes repeat."""

from __future__ import annotations

import io
import json
import time
import zipfile
from typing import TYPE_CHECKING

from kefu import tree
from kefu.engines.packages import archived, moment, prepared

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

    from kefu.model import Document


def headings(document: Document) -> list[tuple[int, str, list[str]]]:
    return [(n["c"][0], n["c"][1][0], n["c"][1][1]) for n in tree.walk(prepared(document).blocks) if n["t"] == "Header"]


def test_every_heading_has_a_label_of_its_own(rich: Document) -> None:
    labels = [label for _, label, _ in headings(rich)]

    assert all(labels)
    assert len(labels) == len(set(labels))


def test_headings_of_level_1_say_what_their_part_is(books: Mapping[str, Document]) -> None:
    found = headings(books["report report"])

    assert [kinds for level, _, kinds in found if level == 1] == [
        *(["front"], ["body"], ["chapter"], ["chapter"], ["body"], ["references"], ["back"])
    ]
    assert {*(tuple(kinds) for level, _, kinds in found if level > 1)} == {()}


def test_attributes_and_classes_that_are_for_the_build_are_gone(rich: Document) -> None:
    left = json.dumps(prepared(rich).blocks, ensure_ascii=False)

    assert "hemlig" in rich.tree
    assert "hemlig" not in left
    assert "okänd" not in left
    assert "python" not in left


def test_words_and_languages_stay(rich: Document) -> None:
    blocks = prepared(rich).blocks
    languages = [pairs for n in tree.walk(blocks) if (pairs := dict(tree.attributes_of(n)[2]))]

    assert tree.plain(blocks) == tree.plain(tree.blocks(rich.tree))
    assert languages == [{"lang": "en"}] * 3


def test_pictures_have_names_that_say_nothing_of_where_they_came_from(rich: Document) -> None:
    found = prepared(rich)
    named = [n["c"][2][0] for n in tree.walk(found.blocks) if n["t"] == "Image"]

    assert named == [*found.pictures] == ["bild-1.png", "bild-2.svg"]
    assert {asset.name for asset in found.pictures.values()} == {asset.name for asset in rich.assets}


def test_a_document_is_made_at_noon_of_its_date(rich: Document) -> None:
    assert moment(rich) == "2026-03-01T12:00:00Z"


def test_an_archive_holds_its_members_in_the_order_given() -> None:
    content = archived({"b": b"2" * 100, "a": b"1"}, first=("mimetype", b"x"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert [(e.filename, e.compress_type) for e in archive.infolist()] == [
            *(("mimetype", zipfile.ZIP_STORED), ("b", zipfile.ZIP_DEFLATED), ("a", zipfile.ZIP_DEFLATED))
        ]
        assert archive.read("b") == b"2" * 100


def test_an_archive_does_not_know_when_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    before = archived({"a": b"1"})
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(10**9))

    assert archived({"a": b"1"}) == before
