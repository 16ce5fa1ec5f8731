"""What comments are about: places and ranges, in one paragraph or several, and comments that are about nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.word.ooxml import begin, comment, dele, end, gone, ins, note, p, r, refer, table
from tests.word.written import word

from kefu.word import Anchor, anchoring

if TYPE_CHECKING:
    import pytest

SAID = [comment(0, "Ja"), comment(1, "Nej")]


def anchored(*body: str, **given: object) -> list[tuple[str, str, str]]:
    """Return the number of each anchor, the text of its paragraph, and what it is about."""
    return [
        (anchor.comment, each.text, each.text[anchor.start : anchor.end])
        for each in word(*body, comments=SAID, **given).paragraphs
        for anchor in each.anchors
    ]


def test_a_range_is_about_its_words_deleted_ones_too() -> None:
    assert anchored(p(r("a "), begin(0), r("b"), dele(gone("c")), ins(r("d")), end(0), r(" e"))) == [
        ("0", "a bcd e", "bcd")
    ]


def test_ranges_overlap() -> None:
    assert anchored(p(begin(0), r("a"), begin(1), r("b"), end(0), r("c"), end(1))) == [
        ("0", "abc", "ab"),
        ("1", "abc", "bc"),
    ]


def test_a_range_over_several_paragraphs_has_an_anchor_in_each() -> None:
    body = (p(r("a "), begin(0), r("b")), p(r("c")), p(), table([p(r("d"))]), p(r("e"), end(0), r(" f")))

    assert anchored(*body) == [("0", "a b", "b"), ("0", "c", "c"), ("0", "d", "d"), ("0", "e f", "e")]


def test_a_range_does_not_reach_into_boxes_that_hang_on_its_paragraphs() -> None:
    box = r(inner=f"<w:pict><v:textbox><w:txbxContent>{p(r('box'))}</w:txbxContent></v:textbox></w:pict>")

    assert anchored(p(begin(0), r("a"), box), p(r("b"), end(0))) == [("0", "a", "a"), ("0", "b", "b")]


def test_a_range_between_paragraphs_is_about_those_in_it() -> None:
    assert anchored(p(r("a")), begin(0), p(r("b")), '<w:commentRangeEnd w:id="0"/>', p(refer(0), r("c"))) == [
        ("0", "b", "b")
    ]


def test_a_comment_without_a_range_has_a_place() -> None:
    assert anchored(p(r("ab"), refer(0), r("c"))) == [("0", "abc", "")]
    assert word(p(r("ab"), refer(0)), comments=SAID).paragraphs[0].anchors == (Anchor(comment="0", start=2, end=2),)


def test_a_range_that_does_not_begin_is_a_place() -> None:
    assert anchored(p(r("a"), end(0))) == [("0", "a", "")]


def test_a_range_that_does_not_end_is_about_the_rest_of_its_paragraph() -> None:
    assert anchored(p(r("a "), begin(0), r("b"), refer(0)), p(r("c"))) == [("0", "a b", "b")]


def test_a_number_has_one_place() -> None:
    assert anchored(p(begin(0), r("a"), end(0)), p(begin(0), r("b"), end(0), refer(0))) == [("0", "a", "a")]


def test_a_comment_on_a_note_is_in_the_note() -> None:
    body = p(r("a", '<w:footnoteReference w:id="1"/>'))

    assert anchored(body, footnotes=[note(1, p(begin(0), r("not"), end(0)))]) == [("0", "not", "not")]


def test_a_comment_on_nothing_is_kept() -> None:
    found = word(p(r("a")), comments=SAID)

    assert [each.text for each in found.comments] == ["Ja", "Nej"]
    assert found.paragraphs[0].anchors == ()


def test_a_comment_on_a_file_without_text_is_kept() -> None:
    assert [anchor.comment for anchor in word(begin(0), comments=SAID).paragraphs[0].anchors] == ["0"]


def test_very_many_anchors_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchoring, "ANCHORS", 3)
    body = (p(begin(0), begin(1), r("a")), *(p(r("b")) for _ in range(9)), p(r("c"), end(0), end(1)))

    assert [about for _, about, _ in anchored(*body)] == ["a", "a", "b", "b", "b"]
