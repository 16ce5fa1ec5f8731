"""Findings that the publication accepts, each identified by rule and place, and with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu.authored import Visibility
from kefu.diagnostics import Diagnostic
from kefu.rules.catalogue import RULES
from kefu.rules.editorial import ACCEPTANCE_IS_ALLOWED, ACCEPTANCE_IS_USED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import PurePosixPath

    from kefu.authored import Acceptance
    from kefu.diagnostics import Location
    from kefu.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The findings that remain, and those that were accepted."""

    findings: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...]


def settle(
    findings: Sequence[Diagnostic],
    acceptances: Sequence[tuple[Acceptance, Location]],
    *,
    seen: Collection[PurePosixPath] | None = None,
) -> Settled:
    """Separate the findings that are accepted, and add an error for each acceptance that accepts nothing.

    An acceptance that names a rule that is not acceptable is also an error. If only some files of the release were
    `seen`, acceptances for the others are not judged.
    """
    left: list[Diagnostic] = []
    accepted: list[Diagnostic] = []
    used: set[int] = set()
    for finding in findings:
        matching = [
            number for number, (acceptance, _) in enumerate(acceptances) if _accepts(acceptance, finding)
        ]  # fmt: skip
        used.update(matching)
        (accepted if matching else left).append(finding)
    for number, (acceptance, location) in enumerate(acceptances):
        if not RULES[acceptance.rule].acceptable:
            message = f"no publication can accept findings of the rule “{acceptance.rule}”"
            left.append(_error(ACCEPTANCE_IS_ALLOWED, location, message, "fix what was found, and remove this"))
        elif number not in used and _was_seen(acceptance.path, seen):
            message = f"there is no finding of “{acceptance.rule}” at “{acceptance.place}”"
            hint = "remove the acceptance, or correct its rule and place to those that a finding is printed with"
            left.append(_error(ACCEPTANCE_IS_USED, location, message, hint))
    return Settled(findings=tuple(left), accepted=tuple(accepted))


def unaccepted(
    findings: Sequence[Diagnostic], acceptances: Sequence[tuple[Acceptance, Location]]
) -> tuple[Diagnostic, ...]:
    """Return the findings that no acceptance accepts."""
    return tuple(
        finding for finding in findings if not any(_accepts(acceptance, finding) for acceptance, _ in acceptances)
    )


def _accepts(acceptance: Acceptance, finding: Diagnostic) -> bool:
    return (
        finding.rule.acceptable
        and acceptance.rule == finding.rule.name
        and acceptance.path == finding.location.path
        and acceptance.line in {None, finding.location.line}
    )


def _was_seen(path: PurePosixPath, seen: Collection[PurePosixPath] | None) -> bool:
    return seen is None or path.parts[0] not in set(Visibility) or path in seen


def _error(rule: Rule, location: Location, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule=rule, location=location, message=message, hints=(hint,))
