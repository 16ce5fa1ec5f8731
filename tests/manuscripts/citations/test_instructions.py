"""Instructions of fields, and whose they are."""

from __future__ import annotations

import pytest
from tests.manuscripts.citations.fields import (
    base64_of,
    book,
    endnote,
    endnote_cite,
    item,
    mendeley,
    mendeley_tag,
    zotero,
)

from kefu.manuscripts.citations import Described, Field
from kefu.manuscripts.citations.instructions import field

ONE = item(book())
SOURCES = {"ek19": Described(kind="book", fields={"title": "Samtal för alla"})}


@pytest.mark.parametrize(
    ("said", "beside", "program"),
    [
        (zotero(ONE), "", "Zotero"),
        (zotero(ONE).replace("ADDIN ", ""), "", "Zotero"),
        (mendeley(ONE), "", "Mendeley"),
        (mendeley(ONE).replace("ADDIN ", "ADDIN Mendeley Citation{a-1} "), "", "Mendeley"),
        (mendeley_tag(ONE), "", "Mendeley"),
        (mendeley_tag(ONE).rstrip("="), "", "Mendeley"),
        (f" ADDIN EN.CITE {endnote(endnote_cite())}", "", "EndNote"),
        (" ADDIN EN.CITE ", base64_of(endnote(endnote_cite())), "EndNote"),
        (r" CITATION Ek19 \l 1053 ", "", "Word"),
    ],
)
def test_a_citation_is_that_of_its_program(said: str, beside: str, program: str) -> None:
    found = field(said, beside, "(Ek)", SOURCES)

    assert found is not None
    assert (found.program, found.text, found.fault, found.is_list) == (program, "(Ek)", "", False)
    assert found.references[0].work.fields["title"] == "Samtal för alla"


@pytest.mark.parametrize(
    ("said", "program"),
    [
        (" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", "Zotero"),
        ("ZOTERO_BIBL {}", "Zotero"),
        ("ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY", "Mendeley"),
        ("MENDELEY_BIBLIOGRAPHY", "Mendeley"),
        (" ADDIN EN.REFLIST ", "EndNote"),
        (r"BIBLIOGRAPHY \l 1053", "Word"),
    ],
)
def test_a_list_is_that_of_its_program(said: str, program: str) -> None:
    assert field(said, "", "Ek", {}) == Field(program=program, text="Ek", is_list=True)


@pytest.mark.parametrize("said", ["", "PAGE", "REF a", " ADDIN EN.CITE.DATA ", "ADDIN annat", 'TOC \\o "1-3"'])
def test_other_fields_are_none(said: str) -> None:
    assert field(said, "", "x", SOURCES) is None


@pytest.mark.parametrize(
    ("said", "program"),
    [
        ("ADDIN ZOTERO_TEMP", "Zotero"),
        ("ADDIN CSL_CITATION x", "Mendeley"),
        ("MENDELEY_CITATION_v3_A", "Mendeley"),
        (" ADDIN EN.CITE ", "EndNote"),
        ("CITATION Al20", "Word"),
    ],
)
def test_a_damaged_field_has_a_fault(said: str, program: str) -> None:
    found = field(said, "", "x", SOURCES)

    assert found is not None
    assert (found.program, found.references) == (program, ())
    assert found.fault
