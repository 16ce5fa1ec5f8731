"""The editorial state of a release, and the real things that a case may name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.authored import Status
from kefu.completeness import complete
from kefu.diagnostics import Diagnostic
from kefu.layout import PUBLICATION
from kefu.reading.yaml import parse_yaml
from kefu.rules.editorial import CASE_IS_APPROVED, REGISTRY_IS_SEARCHED, RELEASE_HAS_ITS_OWN_DATE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kefu.model import Case, Project, Source

_STATES: Final = complete(Status, {Status.DRAFT: "a draft", Status.REVIEW: "in review", Status.APPROVED: "approved"})

MOST_SHOWN: Final = 5
"""How many changed files a message names."""


def unready(project: Project, cases: Collection[str], *, registry_searched: bool) -> tuple[Diagnostic, ...]:
    """Return an error for everything that prevents a release from being published; nothing if it may be.

    `cases` holds the ids (`03-slug`) of the cases in the release; the report contains all cases of the project. Each
    case must be approved. If the publication requires a registry, `registry_searched` says whether the names in one
    were searched for, which is not necessary if all cases in the release are fictional. Raises `KeyError` if an id does
    not belong to any case.
    """
    known = {case.id: case for case in project.cases}
    released = [known[name] for name in sorted(cases)]
    found = [_unapproved(case) for case in released if case.description.status is not Status.APPROVED]
    real = [case.id for case in released if not case.description.fictional]
    if project.publication.registry == "required" and real and not registry_searched:
        found.append(_unsearched(project, real))
    return tuple(found)


def undated(project: Project, changes: Sequence[str], date: str) -> Diagnostic:
    """Return the error of a release that would change, in the ways given, what was released with the same date."""
    shown = [*changes[:MOST_SHOWN], *([f"and {len(changes) - MOST_SHOWN} more"] if len(changes) > MOST_SHOWN else [])]
    return Diagnostic(
        rule=RELEASE_HAS_ITS_OWN_DATE,
        location=parse_yaml(_publication(project)).at(("date",)),
        message=f"something else has been released with the date {date}: {', '.join(shown)}",
        hints=("give the release a new “date”, or build without --release until it is time for one",),
    )


def unsearched(project: Project) -> tuple[Diagnostic, ...]:
    """Return a warning for each case that is not fictional, to be used if no real names are searched for."""
    return tuple(
        Diagnostic(
            rule=REGISTRY_IS_SEARCHED,
            location=parse_yaml(case.source).at(("fictional",)),
            message=f"the case “{case.description.title}” is not fictional, but no registry of real names was used",
            hints=("name the registry with --pseudonyms or KEFU_PSEUDONYMS",),
            minor=True,
        )
        for case in project.cases
        if not case.description.fictional
    )


def allowed_in(case: Case) -> frozenset[str]:
    """Return the real things that a case may name, as written in its `case.yaml`."""
    return frozenset(allowance.what for allowance in case.description.allowed)


def _unapproved(case: Case) -> Diagnostic:
    description = case.description
    since = f" since {description.status_date}" if description.status_date else ""
    role = f", by decision of {description.status_role}" if description.status_role else ""
    return Diagnostic(
        rule=CASE_IS_APPROVED,
        location=parse_yaml(case.source).at(("status",)),
        message=f"the case “{description.title}” is {_STATES[description.status]}{since}{role}",
        hints=("approve it with “status: approved”, “status-date” and “status-role”, or release only other cases",),
    )


def _publication(project: Project) -> Source:
    (source,) = (source for source in project.sources if source.path == PUBLICATION)
    return source


def _unsearched(project: Project, real: Collection[str]) -> Diagnostic:
    return Diagnostic(
        rule=REGISTRY_IS_SEARCHED,
        location=parse_yaml(_publication(project)).at(("registry",)),
        message=f"a registry of pseudonyms is required, but none was used to find the real names behind {_names(real)}",
        hints=("name the registry with --pseudonyms or KEFU_PSEUDONYMS",),
    )


def _names(cases: Collection[str]) -> str:
    return ", ".join(f"“{name}”" for name in cases)
