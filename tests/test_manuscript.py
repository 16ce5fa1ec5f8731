"""The repository's own manuscript: complete, within its word ranges, and consistent with itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kefu import tree
from kefu.authored import PartKind
from kefu.load.texts import REFERENCE, label_of

if TYPE_CHECKING:
    from kefu.load import Loaded
    from kefu.model import Case, Project, Text

NUMBERS = range(1, 11)
WORDS = {PartKind.CASE: (1400, 2200), PartKind.TEACHING_NOTE: (900, 1400)}
PLANS = {PartKind.TEACHING_NOTE: ("tidsplan", "questions"), PartKind.CONVERSATION: ("samtal", "conversation")}


@pytest.fixture(scope="module")
def project(manuscript: Loaded) -> Project:
    return manuscript.project


@pytest.fixture(params=NUMBERS, ids=lambda number: f"case-{number:02}")
def case(request: pytest.FixtureRequest, project: Project) -> Case:
    return next(case for case in project.cases if case.number == request.param)


def blocks(text: Text) -> list[tree.Node]:
    found: list[tree.Node] = json.loads(text.blocks)
    return found


def nodes(text: Text, *types: str) -> list[tree.Node]:
    return [node for node in tree.walk(blocks(text)) if node["t"] in types]


def labels(text: Text) -> list[str]:
    """Return the labels of figures, tables and exhibits, in reading order."""
    found = (str(tree.attributes_of(node)[0]) for node in nodes(text, "Figure", "Table", "Div"))
    return [label for label in found if label]


def references(text: Text) -> list[str]:
    keys = (citation["citationId"] for node in nodes(text, "Cite") for citation in node["c"][0])
    return [label_of(key) for key in keys if REFERENCE.match(key)]


def rows(table: tree.Node) -> list[list[str]]:
    """Return the text of a table's body, row by row."""
    return [[tree.plain(cell[4]) for cell in row[1]] for body in table["c"][4] for row in body[3]]


def every_text(project: Project) -> list[Text]:
    parts = [part.text for case in project.cases for part in case.parts]
    return [chapter.text for chapter in project.chapters] + parts


def test_loads_without_a_warning(manuscript: Loaded) -> None:
    assert manuscript.warnings == ()


def test_has_ten_cases_with_all_parts(project: Project) -> None:
    assert [case.number for case in project.cases] == list(NUMBERS)
    assert all({part.kind for part in case.parts} == set(PartKind) for case in project.cases)
    assert all(case.description.fictional for case in project.cases)


@pytest.mark.parametrize("kind", WORDS, ids=str)
def test_part_is_within_its_word_range(case: Case, kind: PartKind) -> None:
    least, most = WORDS[kind]
    assert least <= case.part(kind).text.words <= most


def test_report_is_within_its_word_range(project: Project) -> None:
    assert 9_000 <= sum(chapter.text.words for chapter in project.chapters) <= 14_000


def test_report_has_figures_and_tables_of_its_own(project: Project) -> None:
    texts = [chapter.text for chapter in project.chapters]
    assert sum(len(nodes(text, "Figure")) for text in texts) >= 5
    assert sum(len(nodes(text, "Table")) for text in texts) >= 5


def test_has_five_to_seven_questions_and_an_analysis_of_each(case: Case) -> None:
    (questions,) = nodes(case.part(PartKind.QUESTIONS).text, "OrderedList")
    count = len(questions["c"][1])
    headings = [tree.plain(node["c"][2]) for node in nodes(case.part(PartKind.TEACHING_NOTE).text, "Header")]
    assert 5 <= count <= 7
    assert [heading for heading in headings if heading.startswith("Fråga ")] == [
        f"Fråga {number}" for number in range(1, count + 1)
    ]


def test_teaching_note_has_its_headings_in_order(case: Case) -> None:
    headings = [node for node in nodes(case.part(PartKind.TEACHING_NOTE).text, "Header") if node["c"][0] == 1]
    assert [tree.plain(heading["c"][2]) for heading in headings] == [
        "Sammanfattning",
        "Målgrupp",
        "Lärandemål",
        "Nyckelfrågor",
        "Tidsplan",
        "Tavelplan",
        "Analys",
        "Vanliga fällor",
        "Variationer",
    ]


@pytest.mark.parametrize("kind", PLANS, ids=str)
def test_minutes_of_a_plan_add_up_to_their_stated_total(case: Case, kind: PartKind) -> None:
    name, meeting = PLANS[kind]
    total = getattr(case.description.minutes, meeting)
    text = case.part(kind).text
    (plan,) = (t for t in nodes(text, "Table") if t["c"][0][0] == f"tbl-{case.description.id}-{name}")
    *steps, summed = [int(row[-1]) for row in rows(plan)]
    assert sum(steps) == summed == total


def test_everything_with_a_label_is_referred_to_in_its_own_text(project: Project) -> None:
    for text in every_text(project):
        missing = set(labels(text)) - set(references(text))
        assert not missing, f"{text.source.path}: {missing}"


def test_case_shows_its_people_its_events_and_an_exhibit(case: Case) -> None:
    text = case.part(PartKind.CASE).text
    shown = [node["c"][2][0] for node in nodes(text, "Image")]
    assert shown == ["figure:actors", "figure:timeline"]
    assert any("exhibit" in node["c"][0][1] for node in nodes(text, "Div"))
    assert nodes(text, "Table")


def test_every_work_in_the_bibliography_is_cited(project: Project) -> None:
    cited = {
        citation["citationId"]
        for text in every_text(project)
        for node in nodes(text, "Cite")
        for citation in node["c"][0]
    }
    captions = {key for figure in project.figures for key in re.findall(r"@([a-z0-9_]+)", figure.description.source)}
    assert set(project.references) - cited - captions == set()


def test_no_two_cases_share_a_protagonist_a_surname_or_a_place(project: Project) -> None:
    described = [case.description for case in project.cases]
    heroes = [actor.name for case in described for actor in case.actors if actor.protagonist]
    surnames = Counter(surname for case in described for surname in {a.name.split()[-1] for a in case.actors})
    assert len(heroes) == len(set(heroes)) == len(described)
    assert [surname for surname, count in surnames.items() if count > 1] == []
    assert len({case.organisation.name for case in described}) == len(described)


def test_last_event_of_a_timeline_and_every_actor_stand_in_the_case(case: Case) -> None:
    text = tree.plain(blocks(case.part(PartKind.CASE).text))
    for actor in case.description.actors:
        assert actor.name.split()[-1] in text, actor.name


@pytest.mark.slow
def test_typography_is_swedish(project: Project) -> None:
    wrong = {
        "a straight quotation mark": r"[\"“„«»]",
        "two spaces": r"\S {2,}\S",
        "a hyphen in a range of years": r"\b(?:19|20)\d\d-(?:19|20)\d\d\b",
        "a breakable space before a per cent sign": r"\d %",
        "a breakable space after a section sign": r"§ \d",
        "a decimal point": r"\b\d+\.\d+ (?:procent|miljoner|miljon|tusen|kronor)",
        "a breakable space in a number": r"(?<![\d–-])[1-9]\d{0,2} \d{3}\b(?!-)",
    }
    for text in every_text(project):
        if text.source.path.name == "summary.md":  # in English
            continue
        words = re.sub(
            r"\{[^}]*\}|^:::.*$|^ {2,}|[:|-]{3,}| +(?=\|)|(?<=\|) +", "", text.source.text, flags=re.MULTILINE
        )
        for what, pattern in wrong.items():
            assert re.findall(rf".{{0,30}}(?:{pattern}).{{0,20}}", words) == [], f"{text.source.path}: {what}"
