"""What cases are chosen by: what tells them apart, in an order that helps, and apart from it what all of them have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kefu.authored import Minutes
from kefu.site.catalogue import catalogue
from kefu.site.choosing import facets, shared

if TYPE_CHECKING:
    from kefu.model import Project
    from kefu.site.catalogue import Catalogue, Entry
    from kefu.site.choosing import Facet


def offered(project: Project, entries: tuple[Entry, ...], *changes: dict[str, object]) -> Catalogue:
    """Return the catalogue of the small project with its cases changed."""
    cases = tuple(
        replace(case, description=case.description.model_copy(update=change))
        for case, change in zip(project.cases, changes, strict=True)
    )
    return catalogue(replace(project, cases=cases), entries, project.publication.date)


def by_key(found: tuple[Facet, ...]) -> dict[str, list[tuple[str, str, int]]]:
    return {facet.key: [(one.value, one.name, len(one.cases)) for one in facet.options] for facet in found}


def test_what_tells_the_cases_apart_is_offered_and_what_all_have_is_not(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    offer = offered(
        project,
        entries,
        {"themes": {"trust": 1, "roles": 3}, "levels": ("advanced", "basic"), "minutes": Minutes(questions=90)},
        {"themes": {"roles": 1}, "levels": ("advanced",), "minutes": Minutes(questions=45, conversation=60)},
    )
    found = facets(offer)

    assert by_key(found) == {
        "tema": [("trust", "Förtroende", 1)],
        "roll": [],
        "niva": [("grundniva", "Grundnivå", 1)],
        "organisation": [],
        "langd": [],
        "tid": [
            ("kurs-45", "45\N{NO-BREAK SPACE}minuter i en kurs", 1),
            ("kurs-90", "90\N{NO-BREAK SPACE}minuter i en kurs", 1),
        ],
    }
    assert shared(found, 2) == (
        "tema rollfördelning; roll kommundirektör; nivå avancerad nivå; organisation kommun; "
        "längd ungefär 5\N{NO-BREAK SPACE}minuters läsning"
    )
    assert [[facet.values(work) for facet in found] for work in offer.cases] == [
        ["trust", "", "grundniva", "", "", "kurs-90"],
        ["", "", "", "", "", "kurs-45"],
    ]


def test_what_nobody_has_said_of_any_case_is_not_asked_about(project: Project, entries: tuple[Entry, ...]) -> None:
    assert [facet.key for facet in facets(offered(project, entries, {}, {}))] == [
        "tema",
        "roll",
        "organisation",
        "langd",
    ]


def test_roles_that_more_cases_have_come_first(project: Project, entries: tuple[Entry, ...]) -> None:
    third = replace(project.cases[1], number=3)
    more = replace(project, cases=(*project.cases, third))
    offer = offered(
        more, entries, {"roles": ("chef", "åhörare")}, {"roles": ("HR-chef", "åhörare")}, {"roles": ("hr-chef", "…")}
    )
    (roles,) = (facet for facet in facets(offer) if facet.key == "roll")

    assert [(option.value, option.name, len(option.cases)) for option in roles.options] == [
        ("ahorare", "Åhörare", 2),
        ("hr-chef", "HR-chef", 2),
        ("chef", "Chef", 1),
    ]


def test_without_cases_there_is_nothing_to_choose_by(project: Project) -> None:
    offer = catalogue(project, (), project.publication.date)

    assert facets(offer) == ()
    assert shared((), 0) == ""


def test_a_single_case_shares_nothing(project: Project, entries: tuple[Entry, ...]) -> None:
    offer = catalogue(replace(project, cases=project.cases[:1]), entries, project.publication.date)
    found = facets(offer)

    assert not [facet for facet in found if facet.options]
    assert shared(found, len(offer.cases)) == ""
