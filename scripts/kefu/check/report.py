"""What a check found, as values for people and as JSON and SARIF for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kefu import __version__
from kefu.rules.handbook import described, plain
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from kefu.diagnostics import Diagnostic
    from kefu.rules.rule import Rule

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """How thoroughly a file was searched, so that finding nothing means something.

    Each of its `channels` was searched for all `canaries`; of the `included` passages, which it should contain, as many
    as `found` were found.
    """

    path: PurePosixPath
    channels: int
    canaries: int
    included: int
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a check: findings, those that the publication accepts, and what was checked."""

    findings: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...]
    artifacts: tuple[Audited, ...]
    sources: int
    registry_searched: bool

    def count(self, severity: Severity) -> int:
        """Return the number of findings with a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def passed(self, *, strict: bool) -> bool:
        """Return whether the findings allow a release; `strict` counts warnings too."""
        return not self.count(Severity.ERROR) and not (strict and self.findings)


class CheckError(Exception):
    """The check found errors, and nothing was published; `report` says which."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(report)


def as_json(report: Report) -> str:
    """Return a report as JSON: findings, accepted findings, and how thoroughly each file was searched."""
    return _dump(
        {
            "generator": f"kefu {__version__}",
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "sources": report.sources,
            "registry-searched": report.registry_searched,
            "findings": [_as_value(finding) for finding in report.findings],
            "accepted": [_as_value(finding) for finding in report.accepted],
            "artifacts": [
                {
                    "path": str(audited.path),
                    "channels": audited.channels,
                    "canaries": audited.canaries,
                    "included": audited.included,
                    "found": audited.found,
                }
                for audited in report.artifacts
            ],
        }
    )


def _as_value(finding: Diagnostic) -> dict[str, Any]:
    return {
        "rule": finding.rule.name,
        "severity": str(finding.severity),
        "path": str(finding.location.path),
        "line": finding.location.line,
        "column": finding.location.column,
        "message": finding.message,
        "hints": list(finding.hints),
    }


def as_sarif(report: Report) -> str:
    """Return a report as SARIF; an accepted finding is a suppressed result.

    Source: OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*, sections 3.13–3.35 and 3.49.
    """
    files = {audited.path for audited in report.artifacts}
    results = [_result(finding, files, accepted=False) for finding in report.findings]
    results += [_result(finding, files, accepted=True) for finding in report.accepted]
    rules = sorted({finding.rule for finding in (*report.findings, *report.accepted)}, key=str)
    return _dump(
        {
            "$schema": SARIF_SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "kefu",
                            "version": __version__,
                            "rules": [_as_descriptor(rule) for rule in rules],
                        }
                    },
                    "columnKind": "unicodeCodePoints",
                    "originalUriBaseIds": {
                        "PROJECT": {"description": {"text": "The project's folder."}},
                        "RELEASE": {"description": {"text": "The release folder, dist/ unless --out names another."}},
                    },
                    "results": results,
                }
            ],
        }
    )


def _as_descriptor(rule: Rule) -> dict[str, Any]:
    text = described(rule)
    return {
        "id": rule.name,
        "name": rule.name,
        "shortDescription": {"text": plain(rule.holds)},
        "help": {"text": plain(text), "markdown": text},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(finding: Diagnostic, files: set[PurePosixPath], *, accepted: bool) -> dict[str, Any]:
    location = finding.location
    base = "RELEASE" if location.path in files else "PROJECT"
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(location.path.as_posix()), "uriBaseId": base}}
    if location.line:
        physical["region"] = {"startLine": location.line} | (
            {"startColumn": location.column} if location.column else {}
        )
    result: dict[str, Any] = {
        "ruleId": finding.rule.name,
        "level": str(finding.severity),
        "message": {"text": "\n".join((finding.message, *(f"hint: {hint}" for hint in finding.hints)))},
        "locations": [{"physicalLocation": physical}],
    }
    return result | ({"suppressions": [{"kind": "external", "status": "accepted"}]} if accepted else {})


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
