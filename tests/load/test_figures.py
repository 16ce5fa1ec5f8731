"""Figures as authored, and the words that a description takes from the cases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kefu import tree
from kefu.authored import CaseDescription
from kefu.diagnostics import BuildError
from kefu.load import load
from kefu.load.figures import FIELDS, fields_of_case, fields_of_project

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Figure, Project

THEMES = {"roles": "Rollfördelning", "trust": "Förtroende", "time": "Tidspress"}


def description(**changes: Any) -> CaseDescription:
    return CaseDescription.model_validate(
        {
            "id": "skolan",
            "title": "Skolan",
            "dilemma": "Ska skolan stå kvar?",
            "synopsis": "Ett fall.",
            "status": "review",
            "fictional": True,
            "organisation": {
                "name": "Påhittade kommun",
                "type": "municipality",
                "governance": "majority",
                "description": "1 000 invånare",
            },
            "roles": ["kommundirektör"],
            "themes": {"roles": 3, "trust": 1},
            "actors": [
                {"id": "anna", "name": "Anna A", "role": "kommundirektör", "side": "administration"},
                {"id": "bo", "name": "Bo B", "role": "ordförande", "side": "politics"},
                {"id": "eva", "name": "Eva C", "role": "rektor", "side": "administration"},
            ],
            "relations": [
                {"from": "bo", "to": "anna", "text": "vill ha besked"},
                {"from": "anna", "to": "eva", "text": "väntar"},
            ],
            "timeline": [
                {"date": "2025-01-01", "event": "Början"},
                {"date": "2025-02-01", "event": "Beslutet"},
            ],
        }
        | changes
    )


def figure(project: Project, slug: str) -> Figure:
    (found,) = (figure for figure in project.figures if figure.slug == slug)
    return found


def caption(project: Project, slug: str, case: str = "") -> str:
    return tree.plain(json.loads(figure(project, slug).captions[case])).replace("\N{NO-BREAK SPACE}", " ")


def describe(root: Path, slug: str, text: str) -> None:
    (root / "figures" / f"{slug}.yaml").write_text(text, encoding="utf-8")


def test_a_case_tells_of_its_people_and_its_events() -> None:
    fields = {key: words.replace("\N{NO-BREAK SPACE}", " ") for key, words in fields_of_case(description()).items()}
    assert fields == {
        "title": "Skolan",
        "actors": "Anna A (kommundirektör), Bo B (ordförande) och Eva C (rektor)",
        "relations": "Bo B till Anna A: vill ha besked; Anna A till Eva C: väntar",
        "timeline": "1 januari 2025: Början; 1 februari 2025: Beslutet",
    }


def test_a_project_tells_of_its_cases_side_by_side() -> None:
    cases = [(1, description()), (2, description(title="Bron", themes={"trust": 2, "roles": 1, "time": 1}))]
    told = fields_of_project(cases, THEMES)
    assert {key: words.replace("\N{NO-BREAK SPACE}", " ") for key, words in told.items()} == {
        "themes": "Fall 1: Skolan: rollfördelning 3, förtroende 1; "
        "Fall 2: Bron: förtroende 2, rollfördelning 1, tidspress 1",
        "sides": "Fall 1: Skolan: 1 i politiken, 2 i förvaltningen, 0 utanför; "
        "Fall 2: Bron: 1 i politiken, 2 i förvaltningen, 0 utanför",
        "days": "Fall 1: Skolan: 31 dagar; Fall 2: Bron: 31 dagar",
        "pairs": "rollfördelning och förtroende 2; rollfördelning och tidspress 1; tidspress och förtroende 1",
    }


def test_themes_that_meet_equally_often_come_in_the_order_of_their_names() -> None:
    cases = [(1, description(themes={"trust": 1, "time": 1})), (2, description(themes={"time": 1, "roles": 1}))]
    pairs = fields_of_project(cases, THEMES)["pairs"].replace("\N{NO-BREAK SPACE}", " ")
    assert pairs == "rollfördelning och tidspress 1; tidspress och förtroende 1"


def test_the_fields_that_a_description_may_use_are_those_that_are_filled_in() -> None:
    assert set(FIELDS["case"]) == set(fields_of_case(description()))
    assert set(FIELDS["project"]) == set(fields_of_project([(1, description())], THEMES))


def test_a_caption_ends_its_sentence_and_names_its_source(project: Project) -> None:
    assert caption(project, "bars") == "Staplar över antalet. Källa: efter @svara2001."
    assert caption(project, "events", "bron") == "Händelserna i fallet ”Bron”. Källa: fallets uppgifter."


def test_a_bare_caption_leaves_out_the_source_and_nothing_else(small: Path) -> None:
    describe(small, "bars", "caption: 'Källa: till oro'\nalt: Staplar\nsource: egen\n")
    project = load(small, jobs=1).project
    assert caption(project, "bars") == "Källa: till oro. Källa: egen"
    assert tree.plain(json.loads(figure(project, "bars").bare_captions[""])) == "Källa: till oro."


@pytest.mark.parametrize(("mark", "ending"), [(".", "."), ("?", "?"), ("!", "!"), ("", "."), ("”", "”.")])
def test_a_caption_ends_with_one_mark(mark: str, ending: str, small: Path) -> None:
    describe(small, "bars", f"caption: Hur många{mark}\nalt: Staplar\nsource: egen\n")
    assert caption(load(small, jobs=1).project, "bars") == f"Hur många{ending} Källa: egen"


def test_an_alt_text_is_told_for_each_case_and_has_no_markup(project: Project) -> None:
    assert {case: alt.replace("\N{NO-BREAK SPACE}", " ") for case, alt in figure(project, "events").alts.items()} == {
        "skolan": "Prickar för händelserna. 1 januari 2025: Början; 1 februari 2025: Beslutet.",
        "bron": "Prickar för händelserna. 2 januari 2025: Början; 2 februari 2025: Beslutet.",
    }


def test_double_braces_are_braces_that_readers_see(small: Path) -> None:
    describe(small, "bars", "caption: Mängden {{ett, två}}\nalt: '{{a}} {days}'\nsource: egen\n")
    project = load(small, jobs=1).project
    assert caption(project, "bars").startswith("Mängden {ett, två}. ")
    assert figure(project, "bars").alts[""].startswith("{a} Fall")


def test_words_that_a_case_fills_in_stand_as_they_were_written(small: Path) -> None:
    path = small / "cases" / "01-skolan" / "case.yaml"
    text = path.read_text(encoding="utf-8")
    title = "2024. Mejl till @alla om *allt* i [en] fil_nu_här"
    path.write_text(text.replace("title: Skolan", f'title: "{title}"'), encoding="utf-8")
    describe(small, "events", "for: case\ncaption: '{title}'\nalt: '{title}'\nsource: egen\n")
    project = load(small, jobs=1).project
    assert figure(project, "events").alts["skolan"] == title
    assert caption(project, "events", "skolan") == f"{title}. Källa: egen"


def test_a_caption_that_looks_like_a_list_is_a_caption(small: Path) -> None:
    describe(small, "bars", "caption: 2024. Ett år\nalt: Staplar\nsource: egen\n")
    assert caption(load(small, jobs=1).project, "bars") == "2024. Ett år. Källa: egen"


def test_data_is_read_by_column_name(project: Project) -> None:
    (table,) = figure(project, "bars").tables
    assert table.name == "bars.csv"
    assert [dict(row) for row in table.rows] == [{"namn": "ett", "antal": "1"}, {"namn": "två", "antal": "2"}]


def test_a_table_keeps_what_is_quoted_in_it(small: Path) -> None:
    (small / "figures" / "bars.csv").write_text('namn,antal\n"ett, ""två""\nrader",1\n', encoding="utf-8")
    (table,) = figure(load(small, jobs=1).project, "bars").tables
    assert [dict(row) for row in table.rows] == [{"namn": 'ett, "två"\nrader', "antal": "1"}]


def test_a_name_that_could_be_taken_for_a_figure_of_a_case_is_refused(small: Path) -> None:
    for suffix in (".py", ".yaml"):
        (small / "figures" / f"bars{suffix}").rename(small / "figures" / f"events_skolan{suffix}")
    chapter = small / "report" / "inledning.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("figure:bars", "figure:events_skolan"), "utf-8")
    with pytest.raises(BuildError):
        load(small, jobs=1)
