"""What keeps a release from its readers, and what a case may name although it is real."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.authored import Allowance, Status
from kefu.check.sources.editorial import allowed_in, undated, unready, unsearched
from kefu.load import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kefu.model import Project

BOTH = ("01-skolan", "02-bron")
APPROVED: Mapping[str, Any] = {"status": Status.APPROVED}


def described(project: Project, *changes: Mapping[str, Any], **publication: Any) -> Project:
    """Return the project with changed case descriptions, case by case, and changes in its publication."""
    return replace(
        project,
        publication=project.publication.model_copy(update=publication),
        cases=tuple(
            replace(case, description=case.description.model_copy(update=change))
            for case, change in zip(project.cases, changes, strict=True)
        ),
    )


def test_cases_that_are_approved_are_ready(project: Project) -> None:
    assert unready(described(project, APPROVED, APPROVED), BOTH, registry_searched=False) == ()


def test_a_case_that_is_not_approved_is_told_with_its_state_at_the_line_that_says_so(small: Path) -> None:
    description = small / "cases" / "02-bron" / "case.yaml"
    text = description.read_text(encoding="utf-8").replace("status: review\n", "status:   draft\n")
    description.write_text(re.sub("status-(role|date): .*\n", "", text), encoding="utf-8")
    first, second = unready(load(small, jobs=1).project, BOTH, registry_searched=True)
    assert str(first).splitlines()[0] == (
        "cases/01-skolan/case.yaml:5:9: error[case-is-approved]: "
        "the case “Skolan” is in review since 2026-11-23, by decision of redaktör"
    )
    assert str(second).splitlines()[0] == (
        "cases/02-bron/case.yaml:5:11: error[case-is-approved]: the case “Bron” is a draft"
    )


def test_only_the_cases_in_the_release_must_be_ready(project: Project) -> None:
    half = described(project, APPROVED, {"fictional": False}, registry="required")
    assert unready(half, ["01-skolan"], registry_searched=False) == ()
    assert {problem.rule.name for problem in unready(half, BOTH, registry_searched=False)} == {
        "case-is-approved",
        "registry-is-searched",
    }


def test_a_case_that_is_unknown_is_not_passed_over(project: Project) -> None:
    with pytest.raises(KeyError):
        unready(project, ["skolan"], registry_searched=True)


@given(st.sampled_from(["required", "optional"]), st.booleans(), st.booleans(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_registry_is_missed_where_it_is_required_for_a_case_that_is_not_all_fiction(
    project: Project, registry: str, skolan: bool, bron: bool, searched: bool
) -> None:
    approved = described(project, {**APPROVED, "fictional": skolan}, {**APPROVED, "fictional": bron}, registry=registry)
    missed = registry == "required" and not (skolan and bron) and not searched
    assert [problem.rule.name for problem in unready(approved, BOTH, registry_searched=searched)] == (
        ["registry-is-searched"] if missed else []
    )


def test_a_missing_search_is_told_at_the_line_that_requires_it(small: Path) -> None:
    publication = small / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    publication.write_text(f"{text}registry: required\n", encoding="utf-8")
    for path in (small / "cases").glob("*/case.yaml"):
        case = path.read_text(encoding="utf-8").replace("status: review", "status: approved")
        path.write_text(case.replace("fictional: true", "fictional: false"), encoding="utf-8")
    (problem,) = unready(load(small, jobs=1).project, BOTH, registry_searched=False)
    line = text.count("\n") + 1
    assert str(problem.location) == f"report/publication.yaml:{line}:11"
    assert "“01-skolan”, “02-bron”" in problem.message


def test_what_a_case_may_name_is_as_it_is_written(project: Project) -> None:
    allowed = (
        Allowance(what="Ystad", reason="Omnämns som jämförelse."),
        Allowance(what="040-10 00 00", reason="Går till en telefonsvarare."),
    )
    (skolan, bron) = described(project, {"allowed": allowed}, {"status_date": datetime.date(2026, 1, 1)}).cases
    assert allowed_in(skolan) == {"Ystad", "040-10 00 00"}
    assert allowed_in(bron) == frozenset()


def test_a_release_that_changes_an_earlier_one_is_told_at_its_date(project: Project) -> None:
    found = undated(project, ["“0.pdf” is missing"], "2026-03-01")

    assert str(found.location) == "report/publication.yaml:8:7"
    assert found.message == "something else has been released with the date 2026-03-01: “0.pdf” is missing"


@pytest.mark.parametrize(
    ("changes", "told"), [(4, "a, a, a, a"), (5, "a, a, a, a, a"), (6, "a, a, a, a, a, and 1 more")]
)
def test_of_many_changes_the_first_five_are_told(project: Project, changes: int, told: str) -> None:
    assert undated(project, ["a"] * changes, "2026-03-01").message.partition(": ")[2] == told


def test_a_case_that_is_not_all_fiction_is_a_warning_where_no_names_are_searched_for(small: Path) -> None:
    description = small / "cases" / "02-bron" / "case.yaml"
    text = description.read_text(encoding="utf-8")
    description.write_text(text.replace("fictional: true", "fictional:  false"), encoding="utf-8")
    (problem,) = unsearched(load(small, jobs=1).project)
    line = text[: text.index("fictional:")].count("\n") + 1
    assert str(problem).splitlines()[0] == (
        f"cases/02-bron/case.yaml:{line}:13: warning[registry-is-searched]: "
        "the case “Bron” is not fictional, but no registry of real names was used"
    )
