"""What is still open in the rounds of review of a project."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kefu.authored import Status
from kefu.diagnostics import Diagnostic
from kefu.layout import CASES
from kefu.review.comparing import NOWHERE
from kefu.review.store import location_of
from kefu.rules.review import REVIEW_IS_ANSWERED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from kefu.model import Case, Project
    from kefu.review.items import Item, Round

MOST_SHOWN: Final = 8
"""How many items a message names."""


def unanswered(project: Project, root: Path, rounds: Iterable[Round], cases: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return a finding for each text that has open items in a round: an error if it is of an approved case.

    `cases` holds the ids of the cases that matter. Items of other cases are left out.
    """
    known = {case.id: case for case in project.cases}
    found = []
    for round_ in rounds:
        open_: defaultdict[str, list[Item]] = defaultdict(list)
        for item in round_.items:
            if item.open:
                open_["" if item.place.path == NOWHERE else str(item.place.path)].append(item)
        for path, items in sorted(open_.items()):
            case = known.get(_case(path, round_))
            if case is None or case.id in cases:
                found.append(_finding(root, round_, path, items, case))
    return tuple(found)


def _case(path: str, round_: Round) -> str:
    """Return the id of the case that items are about, or nothing; what has no place is about what was sent."""
    folder, _, rest = (path or f"{round_.sent.document}/").partition("/")
    return rest.partition("/")[0] if folder == str(CASES) else ""


def _finding(root: Path, round_: Round, path: str, items: list[Item], case: Case | None) -> Diagnostic:
    numbers = ", ".join(str(item.number) for item in items[:MOST_SHOWN])
    more = f" and {len(items) - MOST_SHOWN} more" if len(items) > MOST_SHOWN else ""
    approved = case is not None and case.description.status is Status.APPROVED
    about = f"“{path}”" if path else "no place that was found"
    is_approved = f", and the case “{case.description.title}” is approved" if case and approved else ""
    return Diagnostic(
        rule=REVIEW_IS_ANSWERED,
        location=location_of(root, round_.name, items[0]),
        message=f"{len(items)} open {'item' if len(items) == 1 else 'items'} about {about}: "
        f"{numbers}{more}{is_approved}",
        hints=("write an “answer”, or “decision: accepted” or “decision: rejected”, at each of them",),
        minor=not approved,
    )
