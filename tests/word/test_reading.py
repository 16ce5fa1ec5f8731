"""What a Word file says, as a whole; and of every kind of annotation of ECMA-376 part 1, 17.13, what becomes of it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

import pytest
from tests.word.ooxml import (
    DATE,
    answers,
    begin,
    changed,
    comment,
    dele,
    docx,
    end,
    gone,
    ins,
    mark,
    moved,
    note,
    p,
    r,
    refer,
    signed,
    table,
)
from tests.word.written import paragraph, texts, word

from kefu.word import ChangeKind, Signed, State, Story, opened, read, replied
from kefu.word.anchoring import ANCHORS
from kefu.word.inline import MARKERS
from kefu.word.package import of
from kefu.word.tracking import DELETING, INSERTING, PROPERTIES, RANGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kefu.word import Word

ANNA: Final = Signed(name="Anna", date=DATE)
BOX: Final = "<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>"


def test_the_body_comes_first_then_notes_headers_and_footers() -> None:
    reference = '<w:footnoteReference w:id="2"/>'
    found = word(
        p(r("Ett", f'{reference}<w:endnoteReference w:id="1"/>{BOX.format(p(r("I en ruta")))}')),
        p(r("Två")),
        footnotes=[
            note(-1, p(r(inner="<w:separator/>"))).replace("<w:footnote ", '<w:footnote w:type="separator" '),
            note(1, p(r("Ingen hänvisar hit"))),
            note(2, p(r(inner="<w:footnoteRef/>"), r(" En not"))),
        ],
        endnotes=[note(1, p(r("Sist")), kind="endnote")],
        headers=[p(r("Ovan"))],
        footers=[p(r("Under"))],
    )

    assert [(each.story, each.text) for each in found.paragraphs] == [
        (Story.BODY, "Ett"),
        (Story.TEXT_BOX, "I en ruta"),
        (Story.BODY, "Två"),
        (Story.FOOTNOTE, "En not"),
        (Story.FOOTNOTE, "Ingen hänvisar hit"),
        (Story.ENDNOTE, "Sist"),
        (Story.HEADER, "Ovan"),
        (Story.FOOTER, "Under"),
    ]


def test_a_paragraph_has_the_heading_above_it_and_its_number_under_it() -> None:
    found = word(
        p(r("Först")), p(r("En rubrik"), style="Rubrik1"), p(r("Ett")), p(), p(r("Två")),
        p(r("En till"), style="Rubrik2"), p(r("Ett igen")),
        footnotes=[note(1, p(r("En not")))],
    )  # fmt: skip

    assert [(each.heading, each.number, each.level) for each in found.paragraphs] == [
        ("", 1, 0),
        ("", 2, 1),
        ("En rubrik", 1, 0),
        ("En rubrik", 1, 0),
        ("En rubrik", 2, 0),
        ("En rubrik", 3, 2),
        ("En till", 1, 0),
        ("", 1, 0),
    ]


def test_a_heading_is_told_as_it_is_after_the_changes() -> None:
    found = word(p(r("Ny"), dele(gone("gammal")), ins(r("tt")), style="Rubrik1"), p(r("Text")))

    assert found.paragraphs[1].heading == "Nytt"


def test_properties_of_the_core_are_not_hidden_by_others() -> None:
    found = word(core={"creator": "Anna", "title": "Prognosen"}, custom={"kefu-document": "report x", "creator": "Bo"})

    assert found.properties == {"creator": "Anna", "title": "Prognosen", "kefu-document": "report x"}


def test_the_text_of_an_inserted_note_is_inserted() -> None:
    found = word(p(ins(r(inner='<w:footnoteReference w:id="1"/>'))), footnotes=[note(1, p(r("En not")))])

    assert [piece.state for piece in found.paragraphs[1].pieces] == [State.INSERTED]
    assert found.paragraphs[1].before == ""


def test_a_file_without_text_has_no_paragraphs() -> None:
    assert word().paragraphs == ()


@pytest.mark.slow
def test_very_many_comments_are_read_in_seconds() -> None:
    """All but the last one are about everything, and each answers the one before it."""
    count = 8_000
    found = word(
        *(begin(number) for number in range(count - 1)),
        *(p(r(f"Stycke {number}")) for number in range(count)),
        p(*(end(number) for number in range(count))),
        comments=(comment(number, "Ja", para=f"{number + 1:08X}") for number in range(count)),
        extended=(answers(f"{number + 1:08X}", f"{number:08X}" if number else "") for number in range(count)),
    )

    assert len(found.paragraphs) == count + 1
    assert {each.parent for each in found.comments[1:]} == {"0"}
    anchors = [anchor.comment for each in found.paragraphs for anchor in each.anchors]
    assert {*anchors} == {*map(str, range(count))}
    assert len(anchors) < ANCHORS + 2 * count


FODT: Final = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"><office:body><office:text>
<text:tracked-changes>
<text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>Anna</dc:creator>
<dc:date>2026-11-12T09:30:00</dc:date></office:change-info></text:insertion></text:changed-region>
<text:changed-region text:id="c2"><text:deletion><office:change-info><dc:creator>Bo</dc:creator>
<dc:date>2026-11-12T09:31:00</dc:date></office:change-info><text:p>fort</text:p></text:deletion></text:changed-region>
</text:tracked-changes><text:h text:outline-level="1">Rubrik</text:h>
<text:p>Kommunen <office:annotation office:name="k1" loext:resolved="true"><dc:creator>SKR AB</dc:creator>
<dc:date>2026-11-12T09:30:00</dc:date><text:p>Stämmer?</text:p></office:annotation>växer<office:annotation-end
office:name="k1"/> <text:change-start text:change-id="c1"/>mycket <text:change-end text:change-id="c1"/><text:change
text:change-id="c2"/>.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>En not</text:p></text:note-body></text:note></text:p>
<text:p>Punkt<office:annotation><dc:creator>SKR AB</dc:creator><dc:date>2026-11-12T09:30:00</dc:date>
<text:p>Utan</text:p></office:annotation>.</text:p></office:text></office:body></office:document>
"""
"""A document as LibreOffice keeps it: a heading, two comments, one on words and resolved, two changes, a footnote."""

SEPARATORS: Final = tuple(
    note(number, p(r(inner=f"<w:{kind}/>"))).replace("<w:footnote ", f'<w:footnote w:type="{kind}" ')
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


def in_short(found: Word) -> list[tuple[str, list[tuple[str, str]], list[str]]]:
    """Return each paragraph: its story, the states and texts of its pieces, and what comments are about in it."""
    return [
        (each.story, [(piece.state.value, piece.text) for piece in each.pieces],
         sorted(each.text[anchor.start : anchor.end] for anchor in each.anchors))
        for each in found.paragraphs
    ]  # fmt: skip


def test_what_libreoffice_writes_and_writes_again_is_read(soffice: str, tmp_path: Path) -> None:
    """LibreOffice 7.4 keeps a comment that answers another as one of its own; everything else comes home."""
    source, target = moved("flytt", r("Flyttas. "), r("Flyttas. "))
    returned = docx(
        p(r("Rubrik"), style="Rubrik1"),
        p(r("Hon "), begin(0), r("gick"), end(0), dele(gone(" fort")), ins(r(" sakta"), who="Bo"), mark="_kefu12"),
        p(source, r("Sist. ", '<w:footnoteReference w:id="2"/>'), target),
        table([p(r("a"), dele(gone("b"))), p(r("c"), refer(1))]),
        p(r("Delas "), properties=mark(ins())), p(r("här.")),
        comments=[comment(0, "Stämmer?\nOch sen?", para="00000001"), comment(1, "Utan", para="00000002")],
        extended=[answers("00000001", done=True), answers("00000002")],
        footnotes=[*SEPARATORS, note(2, p(r(inner="<w:footnoteRef/>"), r(" En "), ins(r("ny ")), r("not")))],
    )  # fmt: skip
    first = of("a.docx", returned)
    (tmp_path / "a.docx").write_bytes(replied(first, {"0": "Ja, enligt bokslutet."}, "KEFU", DATE))
    (tmp_path / "b.fodt").write_text(FODT, encoding="utf-8")
    profile, out = (tmp_path / "profile").as_uri(), tmp_path / "out"
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx", "--outdir", out,
         tmp_path / "a.docx", tmp_path / "b.fodt"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    again, own = read(opened(out / "a.docx")), read(opened(out / "b.docx"))
    wanted = in_short(read(first))
    wanted[1][2].append("gick")
    assert in_short(again) == wanted
    assert again.paragraphs[1].marks == ("_kefu12",)
    assert {piece.move for piece in again.paragraphs[2].pieces if piece.moved} == {"flytt"}
    assert {(each.text, each.by.name, each.resolved) for each in again.comments} == {
        ("Stämmer?\nOch sen?", "SKR AB", True),
        ("Ja, enligt bokslutet.", "KEFU", True),
        ("Utan", "SKR AB", False),
    }
    assert in_short(own) == [
        (Story.BODY, [("kept", "Rubrik")], []),
        (
            Story.BODY,
            [("kept", "Kommunen växer "), ("inserted", "mycket "), ("deleted", "fort"), ("kept", ".")],
            ["växer"],
        ),
        (Story.BODY, [("kept", "Punkt.")], [""]),
        (Story.FOOTNOTE, [("kept", "En not")], []),
    ]
    assert own.paragraphs[0].level == 1
    assert [(each.text, each.resolved) for each in own.comments] == [("Stämmer?", True), ("Utan", False)]


# What becomes of every kind of annotation.

MATHS: Final = (
    "<m:oMath><m:f><m:fPr><m:ctrlPr>{}</m:ctrlPr></m:fPr><m:num><m:r><m:t>ab</m:t></m:r></m:num></m:f></m:oMath>"
)
CELL: Final = "<w:tc><w:tcPr>{}</w:tcPr>" + p(r("cell")) + "</w:tc>"


def is_comment(found: Word) -> bool:
    anchors = [anchor for each in found.paragraphs for anchor in each.anchors]
    return [each.text for each in found.comments] == ["Ja"] and [each.comment for each in anchors] == ["7"]


def is_nothing(found: Word) -> bool:
    (only,) = found.paragraphs
    return (only.text, only.changes, only.anchors) == ("ord", (), ())


def is_mark(found: Word) -> bool:
    return found.paragraphs[0].marks == ("_kefu1",) and is_nothing(found)


def is_piece(state: State, *, move: str = "") -> Callable[[Word], bool]:
    def found_in(found: Word) -> bool:
        (piece,) = found.paragraphs[0].pieces
        told = (piece.text, piece.state, piece.by, piece.moved, piece.move)
        return told == ("ord", state, ANNA, bool(move), move)

    return found_in


def is_change(kind: ChangeKind, element: str, words: str, by: Signed = ANNA) -> Callable[[Word], bool]:
    def found_in(found: Word) -> bool:
        told = [(each.kind, each.element, each.words, each.by) for each in found.paragraphs[0].changes]
        return told == [(kind, element, words, by)]

    return found_in


def is_split(found: Word) -> bool:
    (only,) = found.paragraphs
    return (only.before, only.after) == ("etttvå", "ett\ntvå")


def is_joined(kind: ChangeKind) -> Callable[[Word], bool]:
    def found_in(found: Word) -> bool:
        one, _ = found.paragraphs
        return (one.before, one.changes[0].words, one.changes[0].kind) == ("ett", "\n", kind)

    return found_in


def two(change: str) -> str:
    return p(r("ett"), properties=mark(change)) + p(r("två"))


def row(properties: str) -> str:
    return f"<w:tbl><w:tr>{properties}<w:tc>{p(r('cell'))}</w:tc></w:tr></w:tbl>"


def ranged(name: str) -> str:
    return p(f"<w:{name}Start {signed()}/>", r("ord"), f'<w:{name}End w:id="900"/>')


def put(change: str) -> Callable[[Word], bool]:
    """Tell of a row or cell what was put in or taken out: a change of the table, and what it says has the state."""
    state = State.DELETED if change.lower().endswith("del") else State.INSERTED
    told = is_change(ChangeKind.TABLE, change, "cell")
    return lambda found: told(found) and [each.state for each in found.paragraphs[0].pieces] == [state]


FROM, TO = moved("flytt", r("ord"), r("ord"))
COMMENT: Final = p(begin(7), r("ord"), end(7))

FATES: Final[Mapping[str, tuple[str, Callable[[Word], bool]]]] = {
    # 17.13.4, comments
    "comments": (COMMENT, is_comment),
    "comment": (COMMENT, is_comment),
    "annotationRef": (COMMENT, is_comment),
    "commentRangeStart": (COMMENT, lambda found: found.paragraphs[0].anchors[0].start == 0),
    "commentRangeEnd": (COMMENT, lambda found: found.paragraphs[0].anchors[0].end == len("ord")),
    "commentReference": (p(r("ord"), refer(7)), is_comment),
    # 17.13.5, revisions
    "ins, run content": (p(ins(r("ord"))), is_piece(State.INSERTED)),
    "ins, paragraph": (two(ins()), is_split),
    "ins, table row": (row(f"<w:trPr>{ins()}</w:trPr>"), put("ins")),
    "ins, numbering properties": (
        p(r("ord"), properties=f'<w:numPr><w:numId w:val="1"/>{ins()}</w:numPr>'),
        is_change(ChangeKind.PARAGRAPH, "ins", "ord"),
    ),
    "ins, mathematical control character": (
        p(MATHS.format(ins(r()))), is_change(ChangeKind.INSERTION, "ins", "ab"),
    ),
    "del, run content": (p(dele(gone("ord"))), is_piece(State.DELETED)),
    "del, paragraph": (two(dele()), is_joined(ChangeKind.DELETION)),
    "del, table row": (row(f"<w:trPr>{dele()}</w:trPr>"), put("del")),
    "del, mathematical control character": (
        p(MATHS.format(dele(r()))), is_change(ChangeKind.DELETION, "del", "ab"),
    ),
    "moveFrom, run content": (p(FROM), is_piece(State.DELETED, move="flytt")),
    "moveFrom, paragraph": (two(f"<w:moveFrom {signed()}/>"), is_joined(ChangeKind.MOVE_FROM)),
    "moveFromRangeStart": (p(FROM), is_piece(State.DELETED, move="flytt")),
    "moveFromRangeEnd": (p(FROM, r("kvar")), lambda found: not found.paragraphs[0].pieces[1].moved),
    "moveTo, run content": (p(TO), is_piece(State.INSERTED, move="flytt")),
    "moveTo, paragraph": (two(f"<w:moveTo {signed()}/>"), is_split),
    "moveToRangeStart": (p(TO), is_piece(State.INSERTED, move="flytt")),
    "moveToRangeEnd": (p(TO, r("kvar")), lambda found: not found.paragraphs[0].pieces[1].moved),
    "rPrChange, run": (
        p(r("ord", properties=f"<w:b/>{changed('rPrChange')}")), is_change(ChangeKind.FORMAT, "rPrChange", "ord"),
    ),
    "rPrChange, paragraph mark": (
        p(r("ord"), properties=mark(changed("rPrChange"))), is_change(ChangeKind.FORMAT, "rPrChange", ""),
    ),
    "pPrChange": (
        p(r("ord"), properties=changed("pPrChange")), is_change(ChangeKind.PARAGRAPH, "pPrChange", "ord"),
    ),
    "numberingChange": (
        p(r("ord"), properties=f"<w:numPr>{changed('numberingChange')}</w:numPr>"),
        is_change(ChangeKind.PARAGRAPH, "numberingChange", "ord"),
    ),
    "sectPrChange": (
        p(r("ord")) + f"<w:sectPr>{changed('sectPrChange')}</w:sectPr>",
        is_change(ChangeKind.SECTION, "sectPrChange", ""),
    ),
    "tblPrChange": (
        f"<w:tbl><w:tblPr>{changed('tblPrChange')}</w:tblPr><w:tr><w:tc>{p(r('cell'))}</w:tc></w:tr></w:tbl>",
        is_change(ChangeKind.TABLE, "tblPrChange", "cell"),
    ),
    "tblGridChange": (
        f"<w:tbl><w:tblGrid>{changed('tblGridChange')}</w:tblGrid><w:tr><w:tc>{p(r('cell'))}</w:tc></w:tr></w:tbl>",
        is_change(ChangeKind.TABLE, "tblGridChange", "cell", Signed()),
    ),
    "tblPrExChange": (
        row(f"<w:tblPrEx>{changed('tblPrExChange')}</w:tblPrEx>"), is_change(ChangeKind.TABLE, "tblPrExChange", "cell"),
    ),
    "trPrChange": (
        row(f"<w:trPr>{changed('trPrChange')}</w:trPr>"), is_change(ChangeKind.TABLE, "trPrChange", "cell"),
    ),
    "tcPrChange": (
        table([CELL.format(changed("tcPrChange"))]), is_change(ChangeKind.TABLE, "tcPrChange", "cell"),
    ),
    "cellIns": (table([CELL.format(changed("cellIns"))]), put("cellIns")),
    "cellDel": (table([CELL.format(changed("cellDel"))]), put("cellDel")),
    "cellMerge": (table([CELL.format(changed("cellMerge"))]), is_change(ChangeKind.TABLE, "cellMerge", "cell")),
    "customXmlInsRangeStart": (
        ranged("customXmlInsRange"), is_change(ChangeKind.INSERTION, "customXmlInsRangeStart", ""),
    ),
    "customXmlInsRangeEnd": (ranged("customXmlInsRange"), lambda found: found.paragraphs[0].text == "ord"),
    "customXmlDelRangeStart": (
        ranged("customXmlDelRange"), is_change(ChangeKind.DELETION, "customXmlDelRangeStart", ""),
    ),
    "customXmlDelRangeEnd": (ranged("customXmlDelRange"), lambda found: found.paragraphs[0].text == "ord"),
    "customXmlMoveFromRangeStart": (
        ranged("customXmlMoveFromRange"), is_change(ChangeKind.MOVE_FROM, "customXmlMoveFromRangeStart", ""),
    ),
    "customXmlMoveFromRangeEnd": (ranged("customXmlMoveFromRange"), lambda found: found.paragraphs[0].text == "ord"),
    "customXmlMoveToRangeStart": (
        ranged("customXmlMoveToRange"), is_change(ChangeKind.MOVE_TO, "customXmlMoveToRangeStart", ""),
    ),
    "customXmlMoveToRangeEnd": (ranged("customXmlMoveToRange"), lambda found: found.paragraphs[0].text == "ord"),
    # 17.3.3.7 and 17.16.13, the content of what is deleted
    "delText": (p(dele(gone("ord"))), is_piece(State.DELETED)),
    "delInstrText": (
        p(dele(r(inner='<w:fldChar w:fldCharType="begin"/>'), r(inner="<w:delInstrText> XE lön </w:delInstrText>"),
               r(inner='<w:fldChar w:fldCharType="end"/>'))),
        is_change(ChangeKind.DELETION, "delInstrText", "XE lön"),
    ),
    # 17.13.6 to 17.13.8
    "bookmarkStart": (p(r("ord"), mark="_kefu1"), is_mark),
    "bookmarkEnd": (p(r("ord"), mark="_kefu1"), is_mark),
    "permStart": (p('<w:permStart w:id="1" w:edGrp="everyone"/>', r("ord"), '<w:permEnd w:id="1"/>'), is_nothing),
    "permEnd": (p('<w:permStart w:id="1" w:edGrp="everyone"/>', r("ord"), '<w:permEnd w:id="1"/>'), is_nothing),
    "proofErr": (p('<w:proofErr w:type="spellStart"/>', r("ord"), '<w:proofErr w:type="spellEnd"/>'), is_nothing),
}  # fmt: skip
"""By element, and by what it is about where one has several meanings: an example, and whether the right thing came."""

CLAUSES: Final[Mapping[str, str]] = {
    "17.13.4": "annotationRef comment commentRangeEnd commentRangeStart commentReference comments",
    "17.13.5, properties": "pPrChange rPrChange rPrChange sectPrChange tblGridChange tblPrChange tblPrExChange "
    "tcPrChange trPrChange",
    "17.13.5, content": "cellDel cellIns cellMerge del del del del ins ins ins ins ins moveFrom moveFrom moveTo moveTo",
    "17.13.5, ranges": "customXmlDelRangeEnd customXmlDelRangeStart customXmlInsRangeEnd customXmlInsRangeStart "
    "customXmlMoveFromRangeEnd customXmlMoveFromRangeStart customXmlMoveToRangeEnd customXmlMoveToRangeStart "
    "moveFromRangeEnd moveFromRangeStart moveToRangeEnd moveToRangeStart",
    "part 4": "numberingChange",
    "17.3.3.7, 17.16.13": "delText delInstrText",
    "17.13.6": "bookmarkEnd bookmarkStart",
    "17.13.7": "permEnd permStart",
    "17.13.8": "proofErr",
}
"""The elements that are annotations, each as often as there is a clause about it."""

ELEMENTS: Final = " ".join(CLAUSES.values()).split()


def test_every_kind_of_annotation_has_a_fate() -> None:
    assert sorted(name.partition(",")[0] for name in FATES) == sorted(ELEMENTS)


def test_every_element_that_is_followed_is_one_of_them() -> None:
    followed = {name.rpartition("}")[2] for name in (*INSERTING, *DELETING, *RANGES, *PROPERTIES, *MARKERS)}

    assert followed <= {*ELEMENTS}


@pytest.mark.parametrize("kind", FATES)
def test_what_becomes_of_every_kind_of_annotation(kind: str) -> None:
    body, is_right = FATES[kind]
    found = word(body, comments=[comment(7, "Ja")] if "commentR" in body else ())

    assert is_right(found), found.paragraphs


def test_a_table_of_nothing_but_text_is_read_as_it_stands() -> None:
    assert texts(p(r("ett")), table([p(r("a")), p(r("b"))], [p(r("c"))])) == ["ett", "a", "b", "c"]
    assert paragraph(p(r("ett"))).cell is None
