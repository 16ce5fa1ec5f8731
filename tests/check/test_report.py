"""A report says the same to people and to programs, and an independent reader understands it."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest
from sarif_pydantic import Sarif  # type: ignore[import-untyped]  # it has types and does not say so

from kefu.check.report import Audited, Report, as_json, as_sarif
from kefu.diagnostics import Diagnostic, Location
from kefu.rules.figures import FIGURE_IS_REFERENCED
from kefu.rules.handbook import described, plain
from kefu.rules.leaks import EXCLUDED_PART_IS_ABSENT

SOURCE = Diagnostic(
    rule=FIGURE_IS_REFERENCED,
    location=Location(path=PurePosixPath("cases/01-å b/case.md"), line=12, column=3),
    message="nothing refers to the figure",
    hints=("refer to it",),
)
FILE = Diagnostic(
    rule=EXCLUDED_PART_IS_ABSENT, location=Location(path=PurePosixPath("public/report/a.pdf")), message="PDF outline"
)
AUDITED = Audited(path=PurePosixPath("public/report/a.pdf"), channels=7, canaries=100, included=50, found=49)
REPORT = Report(findings=(SOURCE, FILE), accepted=(SOURCE,), artifacts=(AUDITED,), sources=3, registry_searched=True)


def with_findings(*findings: Diagnostic) -> Report:
    return Report(findings=findings, accepted=(), artifacts=(), sources=1, registry_searched=False)


@pytest.mark.parametrize(
    ("findings", "passed", "passed_strictly"),
    [((), True, True), ((SOURCE,), True, False), ((SOURCE, FILE), False, False)],
)
def test_errors_stop_a_release_and_warnings_do_if_they_should(
    findings: tuple[Diagnostic, ...], *, passed: bool, passed_strictly: bool
) -> None:
    report = with_findings(*findings)
    assert (report.passed(strict=False), report.passed(strict=True)) == (passed, passed_strictly)


def test_json_tells_everything() -> None:
    told = json.loads(as_json(REPORT))
    assert told["errors"] == 1
    assert told["warnings"] == 1
    assert told["sources"] == 3
    assert told["registry-searched"] is True
    assert told["findings"][0] == {
        "rule": "figure-is-referenced",
        "severity": "warning",
        "path": "cases/01-å b/case.md",
        "line": 12,
        "column": 3,
        "message": "nothing refers to the figure",
        "hints": ["refer to it"],
    }
    assert told["findings"][1]["line"] is None
    assert len(told["accepted"]) == 1
    assert told["artifacts"] == [
        {"path": "public/report/a.pdf", "channels": 7, "canaries": 100, "included": 50, "found": 49}
    ]


def test_sarif_is_understood_by_another_program() -> None:
    (run,) = Sarif.model_validate_json(as_sarif(REPORT)).runs
    assert run.tool.driver.name == "kefu"
    assert {rule.id for rule in run.tool.driver.rules or ()} == {"figure-is-referenced", "excluded-part-is-absent"}
    assert [(result.rule_id, result.level.value) for result in run.results or ()] == [
        ("figure-is-referenced", "warning"),
        ("excluded-part-is-absent", "error"),
        ("figure-is-referenced", "warning"),
    ]


def test_sarif_describes_the_rules_that_were_broken() -> None:
    """By section 3.49 of SARIF."""
    (run,) = Sarif.model_validate_json(as_sarif(REPORT)).runs
    rules = {rule.id: rule for rule in run.tool.driver.rules or ()}
    rule = rules["figure-is-referenced"]
    assert rule.short_description.text == "Every figure is referred to in a text."
    assert rule.help.text == plain(described(FIGURE_IS_REFERENCED))
    assert {name: rule.default_configuration.level for name, rule in rules.items()} == {
        "figure-is-referenced": "warning",
        "excluded-part-is-absent": "error",
    }


def test_an_accepted_finding_is_a_suppressed_result() -> None:
    """By section 3.27.23 of SARIF, which the reader above does not know."""
    results = json.loads(as_sarif(REPORT))["runs"][0]["results"]
    assert [result.get("suppressions") for result in results] == [
        None,
        None,
        [{"kind": "external", "status": "accepted"}],
    ]


def test_sarif_tells_sources_from_files_of_the_release() -> None:
    results = json.loads(as_sarif(REPORT))["runs"][0]["results"]
    locations = [result["locations"][0]["physicalLocation"] for result in results]
    assert locations[0] == {
        "artifactLocation": {"uri": "cases/01-%C3%A5%20b/case.md", "uriBaseId": "PROJECT"},
        "region": {"startLine": 12, "startColumn": 3},
    }
    assert locations[1] == {"artifactLocation": {"uri": "public/report/a.pdf", "uriBaseId": "RELEASE"}}


def test_a_place_without_a_column_has_none_in_sarif() -> None:
    line = Diagnostic(rule=SOURCE.rule, location=Location(path=SOURCE.location.path, line=12), message="x")
    (result,) = json.loads(as_sarif(with_findings(line)))["runs"][0]["results"]

    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 12}


def test_json_can_be_read_by_people_too() -> None:
    assert '\n      "path": "cases/01-å b/case.md",\n' in as_json(REPORT)
