"""A Word file is written again with some parts changed, and all others byte for byte."""

from __future__ import annotations

from tests.word.ooxml import comment, docx, p, r

from kefu.word.package import of
from kefu.word.writing import registered, saved
from kefu.word.zipped import unpacked

FILE = docx(p(r("ord")), comments=[comment(0, "Ja")], parts={"word/media/bild.png": bytes(range(256)) * 9})


def test_everything_else_stays_byte_for_byte() -> None:
    package = of("a.docx", FILE)
    again = unpacked(saved(package, {"word/document.xml": b"<a/>", "word/z.xml": b"<z/>", "word/ny.xml": b"<b/>"}))

    assert [*again] == [*package.parts, "word/ny.xml", "word/z.xml"]
    assert again["word/document.xml"] == b"<a/>"
    assert {name for name in package.parts if again[name] != package.parts[name]} == {"word/document.xml"}


def test_the_same_parts_give_the_same_bytes() -> None:
    package = of("a.docx", FILE)
    first = saved(package, {"b": b"1", "a": b"2"})

    assert saved(package, {"a": b"2", "b": b"1"}) == first
    assert saved(of("b.docx", first), {}) == first


def test_new_parts_are_known_by_type_and_relationship() -> None:
    package = of("a.docx", FILE)
    new = ("word/people.xml", "application/people+xml", "http://example.org/people")
    again = of("a.docx", saved(package, {"word/people.xml": b"<a/>"} | registered(package, [new])))

    assert again.related(again.main, "people") == ("word/people.xml",)
    assert again.related(again.main, "comments") == ("word/comments.xml",)
    assert len({link.id for link in again.links(again.main)}) == len(again.links(again.main))
    assert b'PartName="/word/people.xml" ContentType="application/people+xml"' in again.parts["[Content_Types].xml"]
    assert registered(package, []) == {}


def test_a_main_part_without_relationships_gets_some() -> None:
    parts = {name: content for name, content in unpacked(docx(p(), styles="")).items() if "word/_rels" not in name}
    package = of("a.docx", saved(of("a.docx", docx(p())), {}))
    bare = type(package)(name="a.docx", main=package.main, parts=parts)

    again = of(
        "a.docx", saved(bare, {"word/b.xml": b"<a/>"} | registered(bare, [("word/b.xml", "a/b+xml", "http://x/b")]))
    )

    assert again.related(again.main, "b") == ("word/b.xml",)
