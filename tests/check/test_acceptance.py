"""A finding is accepted by rule and place alone; what accepts nothing, or what nobody may accept, is an error."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kefu.authored import Acceptance
from kefu.check.acceptance import settle, unaccepted
from kefu.diagnostics import Diagnostic, Location
from kefu.rules.catalogue import RULES
from kefu.rules.figures import FIGURE_IS_REFERENCED

PLACE = Location(path=PurePosixPath("report/publication.yaml"), line=70, column=5)
FINDING = Diagnostic(
    rule=FIGURE_IS_REFERENCED,
    location=Location(path=PurePosixPath("cases/01-a/case.md"), line=12, column=1),
    message="nothing refers to the figure",
)


def acceptance(place: str, rule: str = "figure-is-referenced") -> tuple[Acceptance, Location]:
    return Acceptance.model_validate({"rule": rule, "place": place, "reason": "så ska det vara"}), PLACE


def rules(found: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.rule.name for finding in found]


@pytest.mark.parametrize("place", ["cases/01-a/case.md", "cases/01-a/case.md:12", "cases/01-a/case.md:12:7"])
def test_a_finding_is_accepted_at_its_place(place: str) -> None:
    settled = settle([FINDING], [acceptance(place)])
    assert (settled.findings, settled.accepted) == ((), (FINDING,))


@pytest.mark.parametrize(
    "given",
    [
        acceptance("cases/01-a/case.md:13"),
        acceptance("cases/02-b/case.md"),
        acceptance("cases/01-a/case.md", "table-is-referenced"),
    ],
)
def test_an_acceptance_of_something_else_leaves_the_finding_and_is_an_error(
    given: tuple[Acceptance, Location],
) -> None:
    settled = settle([FINDING], [given])
    assert rules(settled.findings) == ["figure-is-referenced", "acceptance-is-used"]
    assert settled.findings[1].location == PLACE
    assert settled.accepted == ()


@pytest.mark.parametrize("rule", sorted(name for name, rule in RULES.items() if not rule.acceptable))
def test_what_is_not_acceptable_cannot_be_accepted(rule: str) -> None:
    leak = Diagnostic(rule=RULES[rule], location=FINDING.location, message="x")
    settled = settle([leak], [acceptance("cases/01-a/case.md", rule)])
    assert settled.accepted == ()
    assert rules(settled.findings) == [rule, "acceptance-is-allowed"]


def test_no_reason_is_good_enough_for_leaks_people_and_altered_files() -> None:
    guarded = {
        *("excluded-part-is-absent", "included-part-is-found", "artifact-is-read-in-full"),
        *("real-name-is-absent", "scene-is-invented", "personal-data-is-absent"),
        *("release-exists", "release-holds-files-alone", "release-is-of-these-sources", "file-is-of-project"),
        *("manifest-is-readable", "manifest-matches-bytes", "manifest-tells-what-is-there"),
        *("file-is-in-manifest", "file-of-manifest-exists", "restricted-stays-restricted", "site-is-as-generated"),
    }
    assert not any(RULES[name].acceptable for name in guarded)


def test_an_acceptance_of_a_file_that_was_not_looked_at_is_not_judged() -> None:
    given = [acceptance("public/report/a.pdf"), acceptance("public/report/b.pdf")]
    settled = settle([], given, seen=[PurePosixPath("public/report/a.pdf")])
    assert rules(settled.findings) == ["acceptance-is-used"]
    assert "a.pdf" in settled.findings[0].message


def test_one_acceptance_of_a_whole_file_takes_all_findings_of_its_rule() -> None:
    other = Diagnostic(rule=FINDING.rule, location=Location(path=FINDING.location.path, line=40), message="y")
    assert settle([FINDING, other], [acceptance("cases/01-a/case.md")]).accepted == (FINDING, other)


def test_what_is_accepted_is_known_without_judging_the_other_acceptances() -> None:
    others = [acceptance("cases/02-b/case.md"), acceptance("cases/01-a/case.md", "table-is-referenced")]
    assert unaccepted([FINDING], [*others, acceptance("cases/01-a/case.md")]) == ()
    assert unaccepted([FINDING], others) == (FINDING,)
