"""What readers see where a text refers to something: a link, or a phrase that stands on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kefu import tree
from kefu.diagnostics import BuildError
from kefu.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.assemble.conftest import Assembled, Edit, Variant, View, WithEditions

REPORT = "PROV:s rapport ”En liten rapport”"

INSIDE = {
    "figure": ("@fig-staplar", "figur 1", "#fig-staplar"),
    "table": ("@tbl-fallen", "tabell 1", "#tbl-fallen"),
    "exhibit": ("@exh-bron-mejl", "underlag 2", "#exh-bron-mejl"),
    "chapter": ("@sec-inledning", "kapitel 1", "#sec-inledning"),
    "section": ("@sec-syfte", "avsnitt 1.1", "#sec-syfte"),
    "appendix": ("@sec-bilaga", "bilaga A", "#sec-bilaga"),
    "section of an appendix": ("@sec-roller", "avsnitt A.1", "#sec-roller"),
    "heading without a number": ("@sec-forord", "avsnittet ”Förord”", "#sec-forord"),
    "case": ("@case-bron", "fall 2", "#case-bron"),
    "figure, beginning a sentence": ("@Fig-staplar", "Figur 1", "#fig-staplar"),
    "exhibit, beginning a sentence": ("@Exh-bron-mejl", "Underlag 2", "#exh-bron-mejl"),
    "section, beginning a sentence": ("@Sec-syfte", "Avsnitt 1.1", "#sec-syfte"),
    "appendix, beginning a sentence": ("@Sec-bilaga", "Bilaga A", "#sec-bilaga"),
    "heading without a number, beginning a sentence": ("@Sec-forord", "Avsnittet ”Förord”", "#sec-forord"),
    "case, beginning a sentence": ("@Case-bron", "Fall 2", "#case-bron"),
    "number of a figure alone": ("[-@fig-staplar]", "1", "#fig-staplar"),
    "number of an appendix alone": ("[-@sec-bilaga]", "A", "#sec-bilaga"),
    "number of a section alone": ("[-@sec-roller]", "A.1", "#sec-roller"),
    "number of a case alone": ("[-@case-bron]", "2", "#case-bron"),
    "number of what has none": ("[-@sec-forord]", "avsnittet ”Förord”", "#sec-forord"),
    "figure in brackets": ("[@fig-staplar]", "figur 1", "#fig-staplar"),
}

ELSEWHERE = {
    "figure of the report": ("@fig-staplar", f"figur 1 i {REPORT}"),
    "table of the report": ("@tbl-fallen", f"tabell 1 i {REPORT}"),
    "chapter of the report": ("@sec-analys", f"kapitel 2 i {REPORT}"),
    "section of the report": ("@sec-syfte", f"avsnitt 1.1 i {REPORT}"),
    "appendix of the report": ("@sec-bilaga", f"bilaga A i {REPORT}"),
    "heading of the report without a number": ("@sec-forord", f"avsnittet ”Förord” i {REPORT}"),
    "figure of another case": ("@fig-bron-handelser", "figur 1 i fallet ”Bron”"),
    "exhibit of another case": ("@exh-bron-mejl", "underlag 1 i fallet ”Bron”"),
    "section of another case": ("@sec-bron-oppning", "avsnittet ”Öppning” i fallet ”Bron”"),
    "another case": ("@case-bron", "fallet ”Bron”"),
    "its own case": ("@case-skolan", "det här fallet"),
    "figure of another case, beginning a sentence": ("@Fig-bron-handelser", "Figur 1 i fallet ”Bron”"),
    "section of the report, beginning a sentence": ("@Sec-syfte", f"Avsnitt 1.1 i {REPORT}"),
    "another case, beginning a sentence": ("@Case-bron", "Fallet ”Bron”"),
    "its own case, beginning a sentence": ("@Case-skolan", "Det här fallet"),
    "number alone, which would say nothing": ("[-@fig-staplar]", f"figur 1 i {REPORT}"),
}

SEVERAL = {
    "two": ("[@fig-staplar; @tbl-fallen]", "figur 1 och tabell 1", 2),
    "three": ("[@fig-staplar; @tbl-fallen; @sec-syfte]", "figur 1, tabell 1 och avsnitt 1.1", 3),
    "capital first": ("[@Fig-staplar; @tbl-fallen]", "Figur 1 och tabell 1", 2),
    "numbers alone": ("[@fig-staplar; -@fig-skolan-handelser; -@fig-bron-handelser]", "figur 1, 2 och 3", 3),
    "inside and elsewhere": ("[@fig-staplar; @sec-bron-oppning]", "figur 1 och avsnittet ”Öppning” i fallet ”Bron”", 1),
    "words around": ("[se @fig-staplar, till höger]", "se figur 1, till höger", 1),
    "words around each": ("[se @fig-staplar, nedtill; jfr @tbl-fallen]", "se figur 1, nedtill och jfr tabell 1", 2),
}


def _lines(cases: Mapping[str, tuple[str, *tuple[object, ...]]], prefix: str) -> str:
    return "".join(f"\n{prefix}{index}: {case[0]}\n" for index, case in enumerate(cases.values()))


@pytest.fixture(scope="module")
def told(variant: Variant, assembled: Assembled) -> Mapping[str, View]:
    """Return the documents of a project that holds every reference of this file."""
    own = "Fallet: @case-skolan.\n\nKapitel: @Sec-syfte[^1] och @fig-skolan-handelser.\n\n"
    last = "Nära: @sec-skolan-sist\n\n# Sist {#sec-skolan-sist}\n\nText.\n\n"
    note = "[^1]: Noten: @tbl-skolan-kostnader\n"
    project = variant(
        {
            "report/analys.md": lambda text: (
                text + "\nLångt bort: @sec-skolan-sist\n" + _lines(INSIDE, "I") + _lines(SEVERAL, "S")
            ),
            "cases/01-skolan/questions.md": lambda text: text + _lines(ELSEWHERE, "E"),
            "cases/01-skolan/case.md": lambda text: f"{text}\n{own}{last}{note}",
            "cases/02-bron/questions.md": "# Öppning {#sec-bron-oppning}\n\nVad händer?\n",
        }
    )
    return assembled(project)


@pytest.mark.parametrize("what", INSIDE)
def test_a_reference_inside_the_document_is_a_link(what: str, told: Mapping[str, View]) -> None:
    _, text, target = INSIDE[what]
    line = f"I{list(INSIDE).index(what)}:"
    assert told["report/report"].paragraph(line) == (text, [(text, target)])


@pytest.mark.parametrize("what", ELSEWHERE)
def test_a_reference_to_another_document_is_a_phrase_without_a_link(what: str, told: Mapping[str, View]) -> None:
    _, text = ELSEWHERE[what]
    line = f"E{list(ELSEWHERE).index(what)}:"
    assert told["student/cases/01-skolan"].paragraph(line) == (text, [])


def test_a_scene_of_a_case_is_told_with_its_case_except_in_that_case(told: Mapping[str, View]) -> None:
    scene, case = ("avsnittet ”Sist”", "#sec-skolan-sist"), ("fall 1", "#case-skolan")
    report, student = told["report/report"], told["student/cases/01-skolan"]
    assert report.paragraph("Långt bort:") == ("avsnittet ”Sist” i fall 1", [scene, case])
    assert report.paragraph("Nära:") == student.paragraph("Nära:") == ("avsnittet ”Sist”", [scene])


@pytest.mark.parametrize("what", SEVERAL)
def test_several_references_in_brackets_read_as_a_sentence_does(what: str, told: Mapping[str, View]) -> None:
    _, text, links = SEVERAL[what]
    found, linked = told["report/report"].paragraph(f"S{list(SEVERAL).index(what)}:")
    assert (found, len(linked)) == (text, links)


def test_every_link_inside_a_document_leads_to_a_place_in_it(told: Mapping[str, View]) -> None:
    for name, view in told.items():
        targets = {n["c"][2][0] for n in tree.walk(view.blocks) if n["t"] == "Link" and n["c"][2][0].startswith("#")}
        assert targets, name
        assert {target.removeprefix("#") for target in targets} <= view.labels, name


def test_a_noun_and_its_number_are_never_parted(told: Mapping[str, View]) -> None:
    report, student = told["report/report"].exact, told["student/cases/01-skolan"].exact
    assert f"figur{NBSP}1, tabell{NBSP}1 och avsnitt{NBSP}1.1" in report
    assert f"figur{NBSP}1 i fallet ”Bron”" in student


def test_the_same_text_refers_to_its_case_by_number_in_the_report_and_as_this_one_in_a_handout(
    told: Mapping[str, View],
) -> None:
    assert told["report/report"].paragraph("Fallet:") == ("fall 1.", [("fall 1", "#case-skolan")])
    assert told["student/cases/01-skolan"].paragraph("Fallet:") == ("det här fallet.", [])


def test_the_same_text_refers_by_the_numbers_of_the_document_that_it_is_in(told: Mapping[str, View]) -> None:
    assert told["report/report"].paragraph("Kapitel:")[1] == [
        ("Avsnitt 1.1", "#sec-syfte"),
        ("tabell 2", "#tbl-skolan-kostnader"),
        ("figur 2", "#fig-skolan-handelser"),
    ]
    assert told["student/cases/01-skolan"].paragraph("Kapitel:")[1] == [
        ("tabell 1", "#tbl-skolan-kostnader"),
        ("figur 1", "#fig-skolan-handelser"),
    ]


def test_references_resolve_in_headings_captions_table_cells_and_exhibits(
    variant: Variant, assembled: Assembled
) -> None:
    text = """# Om @tbl-bron-ny

![Mer i @tbl-bron-ny.](figure:events){#fig-bron-ny}

| Var          |
|:-------------|
| @fig-bron-ny |

: Efter @fig-bron-ny {#tbl-bron-ny}

::: {.exhibit #exh-bron-ny title="Mejl"}
Läs @tbl-bron-ny.
:::
"""
    view = assembled(variant({"cases/02-bron/epilogue.md": text}))["teacher/cases/02-bron"]
    assert (2, "Om tabell 2") in view.headings
    assert view.captions[-3:] == ["Figur 2. Mer i tabell 2.", "Tabell 2. Efter figur 2", "Underlag 2. Mejl"]
    links = [tree.plain(n["c"][1]) for n in tree.walk(view.blocks) if n["t"] == "Link" and "-bron-ny" in n["c"][2][0]]
    assert links.count(f"figur{NBSP}2") == 2
    assert links.count(f"tabell{NBSP}2") == 3


def test_teachers_are_told_where_another_teaching_note_has_it(variant: Variant, assembled: Assembled) -> None:
    project = variant({"cases/01-skolan/teaching-note.md": "Prov: @sec-bron-tavla\n"})
    project_view = assembled(project)["teacher/cases/01-skolan"]
    assert project_view.paragraph("Prov:") == ("avsnittet ”Tavelplan” i fallet ”Bron”", [])


def test_only_the_report_has_chapters(variant: Variant, with_editions: WithEditions, assembled: Assembled) -> None:
    project = variant({"cases/02-bron/epilogue.md": "# Slutet {#sec-bron-slut}\n\nProv: @sec-bron-slut\n"})
    changed = with_editions(
        project,
        {
            "alone": {"document": "case", "parts": ["epilogue"], "visibility": "restricted"},
            "whole": {"document": "case", "parts": ["case", "epilogue"], "visibility": "restricted"},
        },
    )
    views = assembled(changed)
    assert views["alone/cases/02-bron"].paragraph("Prov:")[0] == "avsnittet ”Slutet”"
    assert views["whole/cases/02-bron"].paragraph("Prov:")[0] == "avsnittet ”Slutet”"


def test_readers_are_sent_to_what_is_public_before_what_is_restricted(
    variant: Variant, with_editions: WithEditions, assembled: Assembled
) -> None:
    project = variant(
        {
            "cases/02-bron/questions.md": "# Öppning {#sec-bron-oppning}\n\nText.\n",
            "cases/01-skolan/questions.md": "Prov: @sec-bron-oppning\n",
        }
    )
    changed = with_editions(
        project,
        {
            "teacher": {
                "document": "case",
                "parts": ["epilogue", "teaching-note", "case", "questions"],
                "visibility": "restricted",
            },
            "report": {"document": "report", "parts": ["case", "questions"], "visibility": "public"},
            "student": {"document": "case", "parts": ["case", "questions"], "visibility": "public"},
        },
    )
    assert assembled(changed)["student/cases/01-skolan"].paragraph("Prov:")[0] == "avsnittet ”Öppning” i fallet ”Bron”"


def test_readers_are_sent_to_a_case_of_its_own_before_the_report(variant: Variant, assembled: Assembled) -> None:
    project = variant({"cases/01-skolan/questions.md": "Prov: @tbl-bron-kostnader\n"})
    assert assembled(project)["student/cases/01-skolan"].paragraph("Prov:")[0] == "tabell 1 i fallet ”Bron”"


def test_the_report_tells_where_the_questions_of_a_case_have_it(told: Mapping[str, View]) -> None:
    assert (
        told["report/report"]
        .paragraph(f"S{list(SEVERAL).index('inside and elsewhere')}:")[0]
        .endswith("avsnittet ”Öppning” i fallet ”Bron”")
    )


def test_no_reference_is_left_to_look_up(told: Mapping[str, View]) -> None:
    for name, view in told.items():
        assert [node for node in tree.walk(view.blocks) if node["t"] == "Cite"] == [], name
        assert "@" not in view.text, name


NOWHERE: Mapping[str, Mapping[str, Edit]] = {
    "a part that no edition names": {
        "cases/01-skolan/conversation.md": "# Samtal {#sec-skolan-samtal}\n\nText.\n",
        "cases/01-skolan/questions.md": "Prov: @sec-skolan-samtal\n",
    },
    "a report that no edition makes": {
        "report/publication.yaml": lambda text: "\n".join(
            line for line in text.splitlines() if not line.startswith("  report:")
        ),
        "cases/01-skolan/questions.md": "Prov: @sec-analys\n",
    },
}


@pytest.mark.parametrize("where", NOWHERE)
def test_a_reference_to_what_no_document_holds_is_a_mistake_with_a_place(
    where: str, variant: Variant, assembled: Assembled
) -> None:
    with pytest.raises(BuildError, match=r"cases/01-skolan/questions\.md:1:\d+: error"):
        assembled(variant(NOWHERE[where]))
