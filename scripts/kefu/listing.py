"""What a project holds, case by case: the values behind `kefu list`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu.authored import DocumentKind

if TYPE_CHECKING:
    from kefu.model import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One case: its number, title and state, the words of each part that it has, and the editions made of it."""

    number: int
    id: str
    title: str
    status: str
    words: tuple[tuple[str, int], ...]
    editions: tuple[str, ...]


def rows(project: Project) -> tuple[Row, ...]:
    """Return a row for each case, by number."""
    editions = tuple(edition.name for edition in project.editions if edition.description.document is DocumentKind.CASE)
    return tuple(
        Row(
            number=case.number,
            id=case.id,
            title=case.description.title,
            status=case.description.status,
            words=tuple((part.kind, part.text.words) for part in case.parts),
            editions=editions,
        )
        for case in project.cases
    )
