"""How a case begins in the report, and which facts about it readers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kefu import tree
from kefu.assemble.openers import facts_of, opener, opening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.assemble.conftest import Variant, View

    from kefu.model import Project

THEMES = {"roles": "Roller och ansvar", "trust": "Förtroende"}


def test_a_case_begins_with_its_number_title_dilemma_and_facts(project: Project) -> None:
    case = project.cases[1]
    heading, dilemma, facts, notice = opening(opener(case, THEMES))
    number, *_ = heading["c"][2]
    assert tree.plain([heading]).replace("\N{NO-BREAK SPACE}", " ") == "Fall 2 Bron"
    assert tree.attributes_of(heading)[0] == "case-bron"
    assert "number" in tree.attributes_of(number)[1]
    assert tree.plain([dilemma]) == "Ska bron stå kvar?"
    assert [tree.attributes_of(box)[1] for box in (dilemma, facts, notice)] == [["dilemma"], ["facts"], ["notice"]]


def test_facts_say_where_who_what_and_how_long(project: Project) -> None:
    facts = facts_of(project.cases[1], THEMES)

    assert facts.origin == "cases/02-bron/case.yaml"
    assert dict(facts.told) == {
        "Organisation": "Påhittade kommun, 1\N{NO-BREAK SPACE}000 invånare",
        "Roller": "Kommundirektör",
        "Teman": "Roller och ansvar",
        "Lästid": "Ungefär 5\N{NO-BREAK SPACE}minuter",
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param("{roles: 2, trust: 3}", "Förtroende; Roller och ansvar", id="the heaviest comes first"),
        pytest.param("{trust: 2, roles: 2}", "Förtroende; Roller och ansvar", id="equal ones come as they are written"),
        pytest.param("{roles: 1, trust: 1}", "Roller och ansvar; Förtroende", id="where all are light, all are told"),
        pytest.param("{roles: 1, trust: 3}", "Förtroende", id="one that is only touched upon is left out"),
    ],
)
def test_themes_are_told_by_their_weight(given: str, told: str, variant: Variant) -> None:
    project = variant(
        {"cases/02-bron/case.yaml": lambda text: text.replace("{roles: 2, trust: 1}", given)},
    )
    assert dict(facts_of(project.cases[1], THEMES).told)["Teman"] == told


def test_facts_stand_before_the_text_of_the_case_in_every_document_that_has_it(documents: Mapping[str, View]) -> None:
    for name, view in documents.items():
        boxes = [node for node in tree.walk(view.blocks) if "facts" in tree.attributes_of(node)[1]]
        assert len(boxes) == (2 if name == "report/report" else 1), name
        assert view.text.index("Lästid") < view.text.index("Mötet om "), name
