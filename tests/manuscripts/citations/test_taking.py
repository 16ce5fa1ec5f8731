"""Fields are taken out of Word files, and tokens put in their places."""

from __future__ import annotations

import pytest
from tests.manuscripts.citations.fields import (
    base64_of,
    book,
    char,
    complex_field,
    control,
    csl,
    endnote,
    endnote_cite,
    instruction,
    item,
    mendeley,
    mendeley_tag,
    part,
    simple_field,
    texts,
    zotero,
)
from tests.word.ooxml import alternatives, note, p, r

from kefu.manuscripts.citations import Described, Field, take
from kefu.manuscripts.citations.tokens import token
from kefu.word import Element, W

ONE = item(book(), locator="12", label="page")
WORD = {"ek19": Described(kind="book", fields={"title": "Samtal för alla"}, dates={"issued": "2019"})}


def taken(
    *blocks: str, properties: dict[str, str] | None = None, name: str = "document"
) -> tuple[Element, list[Field]]:
    root = part(*blocks, name=name)
    return root, [*take([root], sources=WORD, properties=properties or {})]


@pytest.mark.parametrize(
    ("field", "program"),
    [
        (complex_field(zotero(ONE), "(Ek 2019)"), "Zotero"),
        (complex_field(zotero(ONE), "(Ek 2019)", pieces=40), "Zotero"),
        (simple_field(zotero(ONE), "(Ek 2019)"), "Zotero"),
        (complex_field(mendeley(ONE), "(Ek 2019)", pieces=3), "Mendeley"),
        (control(mendeley_tag(ONE), "(Ek 2019)"), "Mendeley"),
        (complex_field(f" ADDIN EN.CITE {endnote(endnote_cite())}", "(Ek 2019)", pieces=5), "EndNote"),
        (complex_field(" ADDIN EN.CITE ", "(Ek 2019)", data=base64_of(endnote(endnote_cite()))), "EndNote"),
        (complex_field(r" CITATION Ek19 \p 12 \l 1053 ", "(Ek, 2019)"), "Word"),
        (f"<w:hyperlink>{complex_field(zotero(ONE), '(Ek 2019)')}</w:hyperlink>", "Zotero"),
    ],
)
def test_a_token_takes_the_place_of_a_field(field: str, program: str) -> None:
    root, (found,) = taken(p(r("Före "), field, r(" efter.")))

    assert texts(root) == [f"Före {token(0)} efter."]
    assert (found.program, found.text.replace(",", "")) == (program, "(Ek 2019)")
    assert [one.work.fields["title"] for one in found.references] == ["Samtal för alla"]
    assert not found.fault


def test_the_data_of_a_field_may_stand_beside_a_field_within_its_instruction() -> None:
    data = base64_of(endnote(endnote_cite()))
    inner = char("begin", data) + instruction(" ADDIN EN.CITE.DATA ") + char("end")
    field = char("begin") + instruction(" ADDIN EN.CITE ") + inner + char("separate") + r("(Ek 2019)") + char("end")

    root, (found,) = taken(p(field))

    assert texts(root) == [token(0)]
    assert found.references[0].work.year == "2019"


def test_a_field_stands_in_another_one_that_is_none_of_a_reference_program() -> None:
    inner = complex_field(zotero(ONE), "(Ek 2019)")
    field = char("begin") + instruction(" REF _Ref1 ") + char("separate") + r("se ") + inner + char("end")

    root, found = taken(p(field, r(".")))

    assert texts(root) == [f"se {token(0)}."]
    assert len(found) == 1


def test_fields_in_notes_are_taken_too() -> None:
    root, found = taken(note(2, p(complex_field(zotero(ONE), "Ek 2019."))), name="footnotes")

    assert texts(root) == [token(0)]
    assert len(found) == 1


def test_zotero_keeps_fields_in_properties_if_they_are_bookmarks() -> None:
    said = zotero(ONE).strip().removeprefix("ADDIN ")
    properties = {f"ZOTERO_BREF_x1_{at // 100 + 1}": said[at : at + 100] for at in range(0, len(said), 100)}
    marked = '<w:bookmarkStart w:id="3" w:name="ZOTERO_BREF_x1"/>' + r("(Ek 2019)") + '<w:bookmarkEnd w:id="3"/>'

    assert len(properties) > 2
    root, (found,) = taken(p(r("A "), marked), properties=properties)

    assert texts(root) == [f"A {token(0)}"]
    assert found.references[0].locator == "s. 12"


@pytest.mark.parametrize(
    ("said", "program"),
    [
        (" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", "Zotero"),
        ("ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY ", "Mendeley"),
        (" ADDIN EN.REFLIST ", "EndNote"),
        (r" BIBLIOGRAPHY  \l 1053 ", "Word"),
    ],
)
def test_a_list_of_works_is_taken_with_its_paragraphs(said: str, program: str) -> None:
    begin = p(char("begin"), instruction(said), char("separate"), r("Ek, C. (2019)."))

    root, (found,) = taken(p(r("Text.")), begin, p(r("Al, B. (2020).")), p(char("end")), p(r("Slut.")))

    assert texts(root) == ["Text.", "Slut."]
    assert (found.program, found.is_list, found.text) == (program, True, "Ek, C. (2019).Al, B. (2020).")


def test_a_list_of_mendeley_cite_is_a_content_control() -> None:
    root, (found,) = taken(
        "<w:sdt><w:sdtPr><w:tag w:val='MENDELEY_BIBLIOGRAPHY'/></w:sdtPr><w:sdtContent>"
        f"{p(r('Ek, C.'))}{p(r('Al, B.'))}</w:sdtContent></w:sdt>",
        p(r("Slut.")),
    )

    assert texts(root) == ["Slut."]
    assert found.is_list


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [', "damaged"),
        (" ADDIN ZOTERO_ITEM CSL_CITATION {}", "names no work"),
        (f" ADDIN ZOTERO_ITEM CSL_CITATION {csl({'id': 4, 'uris': ['x']})}", "does not describe"),
        (" ADDIN EN.CITE <EndNote><Cite>", "damaged"),
        (" ADDIN EN.CITE <EndNote><a></EndNote>", "damaged"),
        (" ADDIN EN.CITE <!DOCTYPE a><EndNote></EndNote>", "names no work"),
        (" ADDIN EN.CITE " + endnote(endnote_cite(attributes=" ExcludeYear='1'")), "without the year"),
        (r" CITATION Bo20 \l 1053 ", "does not have the source “Bo20”"),
    ],
)
def test_a_field_that_cannot_be_read_keeps_its_text_and_says_why(said: str, fault: str) -> None:
    root, (found,) = taken(p(complex_field(said, "(Ek 2019)")))

    assert texts(root) == [token(0)]
    assert found.text == "(Ek 2019)"
    assert fault in found.fault
    assert found.references == ()


def test_comments_and_notes_in_a_field_stay() -> None:
    comment = '<w:r><w:commentReference w:id="1"/></w:r>'
    field = char("begin") + instruction(zotero(ONE)) + char("separate") + r("(Ek") + comment + r(" 2019)") + char("end")

    root, _ = taken(p(field))

    assert texts(root) == [token(0)]
    assert next(root.iter(f"{W}commentReference"), None) is not None


def test_two_forms_of_the_same_have_the_same_token() -> None:
    field = complex_field(zotero(ONE), "(Ek 2019)")
    root, found = taken(p(alternatives(field, field)), p(field))

    assert len(found) == 2
    assert texts(root) == [token(0) * 2, token(1)]


def test_other_fields_and_fields_without_end_stay() -> None:
    page = complex_field(" PAGE ", "3")
    endless = char("begin") + instruction(zotero(ONE)) + char("separate") + r("(Ek 2019)")

    root, found = taken(p(page, control("annat", "x")), p(endless))

    assert found == []
    assert texts(root) == ["3x", "(Ek 2019)"]


def test_signs_of_tokens_in_the_text_are_no_tokens() -> None:
    root, _ = taken(p(r(f"A {token(0)}"), complex_field(zotero(ONE), "(Ek 2019)")))

    assert texts(root) == [f"A 0{token(0)}"]
