"""What stands in a paragraph becomes text once, whatever it stands in."""

from __future__ import annotations

import pytest
from tests.word.ooxml import alternatives, comment, dele, gone, ins, moved, p, r, signed
from tests.word.written import paragraph, texts, word

from kefu.word import ChangeKind, State, Story

BOX = "<w:txbxContent>{}</w:txbxContent>"
RUN = r("ord")


@pytest.mark.parametrize(
    "around",
    [
        '<w:hyperlink r:id="rId1">{}</w:hyperlink>',
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:bdo w:val="rtl">{}</w:bdo>',
        '<w:dir w:val="rtl">{}</w:dir>',
        '<w:fldSimple w:instr="REF x">{}</w:fldSimple>',
        "<w14:somethingNew>{}</w14:somethingNew>",
        alternatives("{0}", "{0}"),
        alternatives("", "{}"),
    ],
)
def test_text_is_read_in_whatever_stands_around_it(around: str) -> None:
    assert paragraph(p(r("ett "), around.format(RUN), r("."))).text == "ett ord."


def test_text_of_mathematics_and_the_base_of_ruby_are_read() -> None:
    ruby = f"<w:ruby><w:rt>{r('uttal')}</w:rt><w:rubyBase>{r('bas')}</w:rubyBase></w:ruby>"

    assert paragraph(p(r("a"), "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", r(inner=ruby))).text == "axbas"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    shape = f"<w:drawing><wps:wsp><wps:txbx>{BOX.format(p(r('I rutan')))}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:textbox>{BOX.format(p(r('I rutan')))}</v:textbox></w:pict>"
    both = alternatives(shape, old)

    assert [(each.story, each.text) for each in word(p(r("a", both), r("b")), p(r("c"))).paragraphs] == [
        (Story.BODY, "ab"),
        (Story.TEXT_BOX, "I rutan"),
        (Story.BODY, "c"),
    ]


def test_text_boxes_stand_in_text_boxes() -> None:
    inner = r("inre", f"<w:pict><v:textbox>{BOX.format(p(r('innerst')))}</v:textbox></w:pict>")

    assert texts(p(r("yttre", f"<w:pict><v:textbox>{BOX.format(p(inner))}</v:textbox></w:pict>"))) == [
        "yttre",
        "inre",
        "innerst",
    ]


@pytest.mark.parametrize(
    ("inner", "element", "words"),
    [
        (
            '<w:drawing><wp:inline><wp:docPr id="1" name="Bild 1" descr="En graf"/></wp:inline></w:drawing>',
            "drawing",
            "En graf",
        ),
        ('<w:drawing><wp:inline><wp:docPr id="1" name="Bild 1"/></wp:inline></w:drawing>', "drawing", "Bild 1"),
        ("<w:pict/>", "pict", ""),
        ("<w:object/>", "object", ""),
        ('<w:footnoteReference w:id="9"/>', "footnoteReference", ""),
    ],
)
def test_what_has_no_text_and_is_put_in_or_taken_out_is_told(inner: str, element: str, words: str) -> None:
    found = paragraph(p(ins(r(inner=inner)), r("a"), dele(gone(inner=inner)), r(inner=inner)))

    assert [(each.kind, each.element, each.words) for each in found.changes] == [
        (ChangeKind.INSERTION, element, words),
        (ChangeKind.DELETION, element, words),
    ]


def test_a_move_has_its_name_at_both_places_even_across_paragraphs() -> None:
    source, target = moved("flytt1", r("ord"), r("ord"))
    one, two = word(p(source, r("kvar")), p(r("här "), target)).paragraphs

    assert [(each.text, each.state, each.move) for each in (*one.pieces, *two.pieces)] == [
        ("ord", State.DELETED, "flytt1"),
        ("kvar", State.KEPT, ""),
        ("här ", State.KEPT, ""),
        ("ord", State.INSERTED, "flytt1"),
    ]


def test_the_range_of_a_move_may_begin_in_what_is_moved() -> None:
    start = f'<w:moveFromRangeStart {signed(number=1)} w:name="flytt1"/>'
    first = f"<w:moveFrom {signed()}>{start}{r('a')}</w:moveFrom>"
    second = f"<w:moveFrom {signed()}><w:moveFromRangeEnd w:id='1'/>{r('b')}</w:moveFrom>"

    assert [(each.text, each.move) for each in paragraph(p(first, second, r("c"))).pieces] == [
        ("ab", "flytt1"),
        ("c", ""),
    ]


def test_the_space_after_the_number_of_a_note_is_not_its_text() -> None:
    found = word(
        p(r("a", '<w:footnoteReference w:id="1"/>')),
        footnotes=[f'<w:footnote w:id="1">{p(r(inner="<w:footnoteRef/>"), r("  En not"))}</w:footnote>'],
    )

    assert found.paragraphs[1].text == " En not"


def test_a_bookmark_of_an_insertion_comes_after_that_of_the_paragraph() -> None:
    inner = '<w:bookmarkStart w:id="5" w:name="_ny"/>'

    assert paragraph(p(ins(inner, r("a")), mark="_gammal")).marks == ("_gammal", "_ny")


def test_the_mark_of_a_comment_in_its_own_text_is_no_text() -> None:
    inside = comment(0, "Ja").replace("<w:r>", "<w:r><w:annotationRef/></w:r><w:r>")

    assert word(p(RUN), comments=[inside]).comments[0].text == "Ja"
