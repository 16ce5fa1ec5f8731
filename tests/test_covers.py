"""What covers show: a pattern for each case that no other has, and the report's, or a picture of the publication's."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from tests.contrast import READABLE

from kefu.colour import contrast, difference
from kefu.covers import front_of, ground_of
from kefu.front import Shown
from kefu.theme import THEME
from kefu.themes import THEMES

if TYPE_CHECKING:
    from kefu.model import Case, Project

SAMSPEL = THEMES["samspel"]
ARC = "{http://www.w3.org/2000/svg}path"
POINT = "{http://www.w3.org/2000/svg}circle"


def drawn(project: Project, case: Case | None) -> ElementTree.Element:
    front = front_of(SAMSPEL, project.cases, case)
    assert front
    return ElementTree.fromstring(front.content)  # noqa: S314 - our own


def test_a_theme_without_pattern_and_picture_has_nothing_on_its_covers(project: Project) -> None:
    assert front_of(THEME, project.cases, None) is None


def test_a_pattern_has_a_point_for_each_person_and_an_arc_for_each_relation(project: Project) -> None:
    for case in project.cases:
        told = case.description
        picture = drawn(project, case)
        assert len(picture.findall(POINT)) == 2 * len(told.actors), "each lies on a point of the ground"
        assert (
            len(picture.findall(ARC)) == 2 * len({(one.from_, one.to) for one in told.relations}) or not told.relations
        )


def test_the_pattern_of_the_report_has_a_point_for_each_case(project: Project) -> None:
    assert len(drawn(project, None).findall(POINT)) == 2 * len(project.cases)


def test_a_case_without_relations_has_arcs_from_its_protagonist(project: Project) -> None:
    case = project.cases[0]
    told = case.description
    actors = (*told.actors, told.actors[0].model_copy(update={"id": "ny"}))
    alone = replace(case, description=told.model_copy(update={"relations": (), "actors": actors}))
    assert len(drawn(project, alone).findall(ARC)) == 2 * len(told.actors)


def test_a_case_of_one_person_has_a_point_in_the_middle(project: Project) -> None:
    case = project.cases[0]
    told = case.description.model_copy(update={"relations": (), "actors": case.description.actors[:1]})
    (_, point) = drawn(project, replace(case, description=told)).findall(POINT)
    assert point.get("cx") == "105.00"


def test_ten_cases_have_grounds_that_are_told_apart_and_on_which_their_text_can_be_read(project: Project) -> None:
    cases = [replace(project.cases[0], number=number) for number in range(1, 11)]
    grounds = [ground_of(SAMSPEL, case) for case in cases]
    assert all(contrast(ground, SAMSPEL.light.paper) >= READABLE for ground in grounds)
    assert min(difference(*pair) for pair in itertools.pairwise(grounds)) > 0.1
    assert len({*grounds}) == len(grounds)
    assert ground_of(SAMSPEL, None) == SAMSPEL.light.accent


def test_a_light_accent_makes_no_ground_on_which_paper_cannot_be_read(project: Project) -> None:
    light = replace(SAMSPEL, light=replace(SAMSPEL.light, accent="#767676"))
    grounds = [ground_of(light, replace(project.cases[0], number=number)) for number in range(1, 11)]
    assert all(contrast(ground, "#ffffff") >= READABLE for ground in grounds)


def test_a_pattern_is_the_same_whenever_it_is_drawn(project: Project) -> None:
    assert front_of(SAMSPEL, project.cases, None) == front_of(SAMSPEL, project.cases, None)


def test_a_picture_takes_the_place_of_the_pattern(project: Project) -> None:
    picture = Shown(suffix=".png", content=b"picture", alt="En bro")
    front = front_of(replace(SAMSPEL, cover=replace(SAMSPEL.cover, picture=picture)), project.cases, project.cases[0])
    assert front
    assert (front.suffix, front.content, front.alt, front.drawn) == (".png", b"picture", "En bro", False)
    assert front.ground == ground_of(SAMSPEL, project.cases[0])
