"""What programs write in words, in Swedish."""

from __future__ import annotations

import pytest

from kefu.literature.phrases import edition, genre, is_label, pages


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("phdthesis", "", "Diss."),
        ("mastersthesis", "", "Masteruppsats"),
        ("thesis", "{PhD} {Thesis}", "Diss."),
        ("thesis", "Doctoral dissertation", "Diss."),
        ("thesis", "phdthesis", "Diss."),
        ("thesis", "mathesis", "Masteruppsats"),
        ("thesis", "Master's thesis", "Masteruppsats"),
        ("thesis", "Licentiate thesis", "Licentiatuppsats"),
        ("thesis", "Bachelor thesis", "Kandidatuppsats"),
        ("phdthesis", "Licentiatavhandling", "Licentiatavhandling"),
        ("report", "techreport", "Teknisk rapport"),
        ("report", "Prop.", "Prop."),
        ("report", "R\\&D", "R\\&D"),
        ("report", "", ""),
        ("article", "Journal Article", ""),
        ("book", "Book", ""),
        ("incollection", "Book Section", ""),
        ("online", "Web Page", ""),
    ],
)
def test_a_thesis_or_report_says_what_it_is(kind: str, value: str, shown: str) -> None:
    assert genre(kind, value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("3", "3"), ("3:e", "3"), ("2:a uppl.", "2"), ("3rd", "3"), ("Second", "2"), ("Third edition", "3"),
        ("andra upplagan", "2"), ("3. ed.", "3"), ("2., omarb. uppl.", "2., omarb. uppl."), ("", ""),
        ("Internationell", "Internationell uppl."),
    ],
)  # fmt: skip
def test_an_edition_is_a_number_where_it_can_be(value: str, shown: str) -> None:
    assert edition(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("12-14", "12--14"), ("12–14", "12--14"), ("pp. 12--14", "12--14"), ("s. 12", "12"), ("n/a--n/a", ""),
        ("12--", "12"), ("--", ""), ("1--3, 7", "1--3, 7"), ("e12", "e12"), ("", ""),
    ],
)  # fmt: skip
def test_pages_stand_bare(value: str, shown: str) -> None:
    assert pages(value) == shown


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("_eprint: https://example.org/a", True), ("OCLC: 12", True), ("Publisher: Routledge", True),
        ("tex.ids: a", True), ("Personlig kommunikation, 3 mars 2023", False), ("Stencil: ej tryckt", False),
    ],
)  # fmt: skip
def test_what_a_program_writes_into_a_note_is_known(line: str, label: bool) -> None:
    assert is_label(line) is label
