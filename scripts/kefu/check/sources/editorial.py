"""The editorial state of a release, and what a case may name although it is real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.authored import Status
from kefu.completeness import complete
from kefu.diagnostics import Diagnostic, Severity
from kefu.layout import PUBLICATION
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Collection

    from kefu.model import Case, Project

STATUS_RULE: Final = "case-is-approved"
REGISTRY_RULE: Final = "registry-is-searched"

_STATES: Final = complete(Status, {Status.DRAFT: "a draft", Status.REVIEW: "in review", Status.APPROVED: "approved"})


def unready(project: Project, cases: Collection[str], *, registry_searched: bool) -> tuple[Diagnostic, ...]:
    """Return an error for everything that keeps a release from its readers; nothing, where it may go out.

    `cases` are the ids (`03-slug`) of the cases in the release; the report has all of the project's in it. Each must
    be approved. Where the publication requires a registry, `registry_searched` tells whether one was searched for
    real names; it need not be if every case in the release is fictional. Raises `KeyError` for an id of no case.
    """
    known = {case.id: case for case in project.cases}
    released = [known[name] for name in sorted(cases)]
    found = [_unapproved(case) for case in released if case.description.status is not Status.APPROVED]
    real = [case.id for case in released if not case.description.fictional]
    if project.publication.registry == "required" and real and not registry_searched:
        found.append(_unsearched(project, real))
    return tuple(found)


def unsearched(project: Project) -> tuple[Diagnostic, ...]:
    """Return a warning for each case that is not fictional, for where no real names are searched for."""
    return tuple(
        Diagnostic(
            rule=REGISTRY_RULE,
            location=parse_yaml(case.source).at(("fictional",)),
            message=f"the case “{case.description.title}” is not fictional, and no registry of real names was searched",
            hints=("name the registry with --pseudonyms or KEFU_PSEUDONYMS",),
            severity=Severity.WARNING,
        )
        for case in project.cases
        if not case.description.fictional
    )


def allowed_in(case: Case) -> frozenset[str]:
    """Return what a case may name although it is real, as it is written in `case.yaml`."""
    return frozenset(allowance.what for allowance in case.description.allowed)


def _unapproved(case: Case) -> Diagnostic:
    description = case.description
    since = f" since {description.status_date}" if description.status_date else ""
    role = f", by decision of {description.status_role}" if description.status_role else ""
    return Diagnostic(
        rule=STATUS_RULE,
        location=parse_yaml(case.source).at(("status",)),
        message=f"the case “{description.title}” is {_STATES[description.status]}{since}{role}",
        hints=("approve it with “status: approved”, “status-date” and “status-role”, or release other cases alone",),
    )


def _unsearched(project: Project, real: Collection[str]) -> Diagnostic:
    (source,) = (source for source in project.sources if source.path == PUBLICATION)
    return Diagnostic(
        rule=REGISTRY_RULE,
        location=parse_yaml(source).at(("registry",)),
        message=f"a registry of pseudonyms is required, and none was searched for the real names behind {_names(real)}",
        hints=("name the registry with --pseudonyms or KEFU_PSEUDONYMS",),
    )


def _names(cases: Collection[str]) -> str:
    return ", ".join(f"“{name}”" for name in cases)
