"""The paragraphs of a text: those of the file, and as they were before the changes where they have been split."""

from __future__ import annotations

from tests.word.ooxml import alternatives, begin, changed, comment, dele, end, gone, ins, mark, p, r, signed, table
from tests.word.written import texts, word

from kefu.word import ChangeKind, State


def both(*body: str) -> list[tuple[str, str]]:
    """Return the texts of the paragraphs before and after the changes."""
    return [(each.before, each.after) for each in word(*body).paragraphs]


def test_paragraphs_are_read_in_whatever_stands_around_them() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"

    assert texts(
        control.format(p(r("a"))), f"<w:customXml>{p(r('b'))}</w:customXml>", alternatives(p(r("c")), p(r("c")))
    ) == [*"abc"]


def test_mathematics_and_text_between_paragraphs_are_not_lost() -> None:
    assert texts(p(r("a")), "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>", ins(r("b"))) == [
        "a",
        "x",
        "b",
    ]


def test_a_paragraph_that_was_split_is_one() -> None:
    assert both(p(r("ett "), properties=mark(ins())), p(r("två")), p(r("tre"))) == [
        ("ett två", "ett \ntvå"),
        ("tre", "tre"),
    ]


def test_a_new_paragraph_after_another_belongs_to_it() -> None:
    """A reviewer has pressed Enter at the end of a paragraph, and has written a new one."""
    found = word(p(r("gammal"), properties=mark(ins()), mark="_kefu1"), p(ins(r("ny"))), p(r("sist")))

    assert [(each.before, each.after, each.marks) for each in found.paragraphs] == [
        ("gammal", "gammal\nny", ("_kefu1",)),
        ("sist", "sist", ()),
    ]
    assert [piece.text for piece in found.paragraphs[0].pieces] == ["gammal", "\nny"]


def test_new_paragraphs_before_another_belong_to_it() -> None:
    body = (p(ins(r("ny")), properties=mark(ins())), p(ins(r("ny till")), properties=mark(ins())), p(r("gammal")))

    assert both(*body) == [("gammal", "ny\nny till\ngammal")]


def test_a_new_paragraph_before_a_table_or_at_the_end_is_its_own() -> None:
    new = p(ins(r("ny")), properties=mark(ins()))

    assert both(new, table([new], [p(r("a"))]), new) == [("", "ny"), ("", "ny"), ("a", "a"), ("", "ny")]


def test_paragraphs_that_were_joined_stay_two_and_the_end_is_told() -> None:
    found = word(p(r("ett "), properties=mark(dele())), p(r("två")))

    assert [(each.before, each.after) for each in found.paragraphs] == [("ett ", "ett "), ("två", "två")]
    assert [(each.kind, each.element, each.words) for each in found.paragraphs[0].changes] == [
        (ChangeKind.DELETION, "del", "\n")
    ]


def test_a_paragraph_that_was_deleted_is_told_by_its_text_alone() -> None:
    found = word(p(dele(gone("bort")), properties=mark(dele())), p(r("kvar")))

    assert [(each.before, each.after, each.changes) for each in found.paragraphs] == [
        ("bort", "", ()),
        ("kvar", "kvar", ()),
    ]


def test_an_empty_paragraph_that_was_deleted_is_told() -> None:
    assert [each.words for each in word(p(properties=mark(dele())), p(r("kvar"))).paragraphs[0].changes] == ["\n"]


def test_an_end_that_was_put_in_and_deleted_was_never_there() -> None:
    found = word(p(r("ett "), properties=mark(ins(), dele(who="Bo"))), p(r("två")))

    assert [(each.before, each.after) for each in found.paragraphs] == [("ett två", "ett två")]
    assert [piece.state for piece in found.paragraphs[0].pieces] == [State.KEPT, State.DELETED, State.KEPT]


def test_a_paragraph_that_was_moved_goes_with_the_one_that_it_was_put_before() -> None:
    move = f'<w:moveToRangeStart {signed(number=1)} w:name="flytt"/><w:moveTo {signed()}>{r("flyttad")}</w:moveTo>'
    at = mark(f"<w:moveTo {signed()}/>")
    (found,) = word(p(move, properties=at), p('<w:moveToRangeEnd w:id="1"/>', r("kvar"), mark="_kefu2")).paragraphs

    assert (found.before, found.after) == ("kvar", "flyttad\nkvar")
    assert [(piece.text, piece.moved, piece.move) for piece in found.pieces] == [
        ("flyttad\n", True, "flytt"),
        ("kvar", False, ""),
    ]


def test_a_comment_in_a_split_paragraph_is_at_its_place() -> None:
    body = (p(r("ett"), properties=mark(ins())), p(r("två "), begin(0), r("tre"), end(0)))
    (found,) = word(*body, comments=[comment(0, "Ja")]).paragraphs

    assert [found.text[each.start : each.end] for each in found.anchors] == ["tre"]


def test_a_level_of_its_own_goes_before_that_of_the_style() -> None:
    found = word(
        p(r("a"), properties='<w:outlineLvl w:val="1"/>'),
        p(r("b"), style="Rubrik1", properties='<w:outlineLvl w:val="9"/>'),
        p(r("c"), style="Rubrik3"),
    )

    assert [each.level for each in found.paragraphs] == [2, 0, 3]


def test_a_section_that_ends_with_a_paragraph_is_told_there() -> None:
    found = word(p(r("a"), properties=f"<w:sectPr>{changed('sectPrChange')}</w:sectPr>"), p(r("b")))

    assert [[change.kind for change in each.changes] for each in found.paragraphs] == [[ChangeKind.SECTION], []]


def test_what_is_changed_in_a_file_without_text_is_told() -> None:
    (found,) = word(f"<w:sectPr>{changed('sectPrChange')}</w:sectPr>").paragraphs

    assert [each.kind for each in found.changes] == [ChangeKind.SECTION]


def test_bookmarks_between_paragraphs_belong_to_the_next_one() -> None:
    found = word(p(r("a")), '<w:bookmarkStart w:id="1" w:name="_kefu1"/>', p(r("b")), '<w:bookmarkEnd w:id="1"/>')

    assert [each.marks for each in found.paragraphs] == [(), ("_kefu1",)]
