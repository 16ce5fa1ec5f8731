"""Answers to comments are put into a Word file as Word itself writes them: in the thread, and at its place."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

import docx as python_docx
import pytest
from tests.word.ooxml import answers as said_of
from tests.word.ooxml import begin, comment, dele, docx, end, gone, note, p, r, refer

from kefu.word import saved
from kefu.word.package import of
from kefu.word.reading import read
from kefu.word.replying import LARGEST, replied
from kefu.word.xml import W, local
from kefu.word.zipped import unpacked, zipped

if TYPE_CHECKING:
    from kefu.word import Package, Word

WHEN: Final = "2026-12-01T10:00:00Z"
BODY: Final = (p(r("Ett "), begin(0), r("ord"), end(0)), p(r("Två"), refer(1)))
SAID: Final = (comment(0, "Stämmer?", para="0000000A"), comment(1, "Källa?", para="0000000B"))


def package(*body: str, **given: Any) -> Package:
    return of("a.docx", docx(*(body or BODY), **({"comments": SAID} | given)))


def answered(file: Package, answers: dict[str, str]) -> tuple[Word, Package]:
    """Return what a file says once it has been answered, and the file."""
    again = of("a.docx", replied(file, answers, "KEFU redaktion", WHEN))
    return read(again), again


def test_an_answer_is_a_reply_in_the_thread_and_at_its_place() -> None:
    found, _ = answered(package(), {"0": "Ja, enligt\nbokslutet."})

    assert [(each.number, each.parent, each.text) for each in found.comments] == [
        ("0", "", "Stämmer?"),
        ("2", "0", "Ja, enligt\nbokslutet."),
        ("1", "", "Källa?"),
    ]
    by = found.comments[1].by
    assert (by.name, by.initials, by.date) == ("KEFU redaktion", "Kr", WHEN)
    assert [(each.comment, each.start, each.end) for each in found.paragraphs[0].anchors] == [("0", 4, 7), ("2", 4, 7)]


def test_a_comment_without_a_range_is_answered_at_its_place() -> None:
    found, _ = answered(package(), {"1": "Bokslutet."})

    assert [(each.comment, each.start, each.end) for each in found.paragraphs[1].anchors] == [("1", 3, 3), ("2", 3, 3)]


def test_an_answer_goes_after_the_last_one_of_the_thread() -> None:
    file = package(
        p(begin(0), begin(1), r("ord"), end(0), end(1)),
        extended=[said_of("0000000A"), said_of("0000000B", "0000000A")],
    )
    for number in ("0", "1"):
        found, again = answered(file, {number: "Ja"})
        assert [(each.text, each.parent) for each in found.comments] == [("Stämmer?", ""), ("Källa?", "0"), ("Ja", "0")]
        order = [each.get(f"{W}id") for each in again.xml(again.main).iter(f"{W}commentReference")]
        assert order == ["0", "1", "2"]


def test_ranges_and_references_stand_as_word_writes_them() -> None:
    _, again = answered(package(), {"0": "Ja"})
    paragraph = next(again.xml(again.main).iter(f"{W}p"))

    assert [(local(each), each.get(f"{W}id")) for each in paragraph] == [
        ("r", None),
        ("commentRangeStart", "0"),
        ("commentRangeStart", "2"),
        ("r", None),
        ("commentRangeEnd", "0"),
        ("r", None),
        ("commentRangeEnd", "2"),
        ("r", None),
    ]


def test_all_comments_can_be_answered_at_once_in_any_order() -> None:
    one, _ = answered(package(), {"0": "a", "1": "b"})
    other, _ = answered(package(), {"1": "b", "0": "a"})

    assert one == other
    assert [(each.text, each.parent) for each in one.comments] == [
        ("Stämmer?", ""), ("a", "0"), ("Källa?", ""), ("b", "1"),
    ]  # fmt: skip


def test_the_same_answers_give_the_same_bytes() -> None:
    assert replied(package(), {"0": "Ja"}, "A", WHEN) == replied(package(), {"0": "Ja"}, "A", WHEN)


def test_everything_else_stays_byte_for_byte() -> None:
    file = package(parts={"word/media/bild.png": b"\x89PNG"}, headers=[p(r("Ovan"))])
    _, again = answered(file, {"0": "Ja"})
    changed = {name for name in again.parts if again.parts[name] != file.parts.get(name)}

    assert changed == {
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/comments.xml",
        "word/commentsExtended.xml",
        "word/commentsIds.xml",
    }
    assert (
        answered(again, {"0": "Och mer"})[1].parts["word/_rels/document.xml.rels"]
        == again.parts["word/_rels/document.xml.rels"]
    )


def test_a_thread_that_is_resolved_stays_so() -> None:
    found, _ = answered(package(extended=[said_of("0000000A", done=True)]), {"0": "Ja", "1": "Nej"})

    assert [each.resolved for each in found.comments] == [True, True, False, False]


def test_comments_without_ids_get_some_that_nothing_else_has() -> None:
    body = p(begin(0), r("ord"), end(0), para="0000000C")
    found, again = answered(package(body, comments=[comment(0, "Stämmer?")]), {"0": "Ja"})
    ids = re.findall(rb'w14:paraId="(\w+)"', again.parts["word/comments.xml"] + again.parts["word/document.xml"])

    assert [each.parent for each in found.comments] == ["", "0"]
    assert len({*ids}) == len(ids) == 3
    assert all(0 < int(each, 16) <= LARGEST for each in ids)
    assert all(re.fullmatch(rb"[0-9A-F]{8}", each) for each in ids)


def test_a_comment_without_a_paragraph_can_be_answered() -> None:
    bare = '<w:comment w:id="0" w:author="A"></w:comment>'
    found, _ = answered(package(comments=[bare]), {"0": "Ja"})

    assert [(each.text, each.parent) for each in found.comments] == [("", ""), ("Ja", "0")]


def test_ids_are_new_even_if_they_are_taken() -> None:
    _, once = answered(package(), {"0": "Ja"})
    (new,) = {*re.findall(rb'paraId="(\w+)"', once.parts["word/comments.xml"])} - {b"0000000A", b"0000000B"}
    _, again = answered(package(p(begin(0), r("ord"), end(0), para=new.decode())), {"0": "Ja"})

    assert new not in again.parts["word/comments.xml"]


def test_comments_in_notes_and_on_nothing_can_be_answered() -> None:
    body = p(r("ord", '<w:footnoteReference w:id="1"/>'))
    notes = [note(1, p(begin(0), r("not"), end(0)))]
    found, again = answered(package(body, footnotes=notes), {"0": "Ja", "1": "Nej"})

    assert [each.comment for each in found.paragraphs[1].anchors] == ["0", "2"]
    assert [(each.text, each.parent) for each in found.comments][-1] == ("Nej", "1")
    assert again.parts["word/document.xml"] == package(body, footnotes=notes).parts["word/document.xml"]


def test_a_comment_in_what_is_deleted_is_answered_there() -> None:
    body = p(dele(begin(0), gone("ord"), end(0)))
    found, _ = answered(package(body), {"0": "Ja"})

    assert [(each.comment, each.start, each.end) for each in found.paragraphs[0].anchors] == [("0", 0, 3), ("2", 0, 3)]


def test_without_answers_nothing_changes() -> None:
    file = package()

    assert replied(file, {}, "A", WHEN) == saved(file, {})
    assert unpacked(replied(of("b.docx", docx(p())), {}, "A", WHEN)) == unpacked(docx(p()))


def test_an_answer_to_nothing_is_an_error() -> None:
    with pytest.raises(KeyError):
        replied(package(), {"0": "Ja", "9": "Nej"}, "A", WHEN)


def test_a_file_of_the_strict_form_stays_one() -> None:
    common, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    parts = {
        name: content.replace(common + b"wordprocessingml/2006", strict + b"wordprocessingml").replace(
            common + b"officeDocument/2006", strict + b"officeDocument"
        )
        for name, content in unpacked(docx(*BODY, comments=SAID)).items()
    }
    found, again = answered(of("a.docx", zipped(parts)), {"0": "Ja"})

    assert [each.parent for each in found.comments] == ["", "0", ""]
    for name in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
        assert common + b"wordprocessingml" not in again.parts[name]
        assert common + b"officeDocument" not in again.parts[name]


def test_another_library_reads_comments_and_answers_and_its_own_comments_can_be_answered() -> None:
    document = python_docx.Document()
    paragraph = document.add_paragraph("Kommunen ")
    run = paragraph.add_run("växer")
    document.add_comment(run, text="Stämmer?", author="SKR AB", initials="AB")
    buffer = io.BytesIO()
    document.save(buffer)
    file = of("a.docx", buffer.getvalue())
    ((anchor,),) = (each.anchors for each in read(file).paragraphs)
    found, again = answered(file, {anchor.comment: "Ja."})

    assert [(each.text, each.by.name, bool(each.parent)) for each in found.comments] == [
        ("Stämmer?", "SKR AB", False),
        ("Ja.", "KEFU redaktion", True),
    ]
    assert [found.paragraphs[0].text[each.start : each.end] for each in found.paragraphs[0].anchors] == ["växer"] * 2
    theirs = python_docx.Document(io.BytesIO(saved(again, {})))
    assert [(each.text, each.author) for each in theirs.comments] == [
        ("Stämmer?", "SKR AB"),
        ("Ja.", "KEFU redaktion"),
    ]
