"""What a project contains, case by case and chapter by chapter: the values behind `kefu list`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu.authored import DocumentKind
from kefu.authoring.lix import lix, prose
from kefu.words import NBSP

if TYPE_CHECKING:
    from kefu.model import Project, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long a text is, in words, and how hard to read, as its LIX; `None` if it has no running text."""

    words: int
    lix: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One case: its number, title and status, the length of each part that it has, and the editions made from it."""

    numeral: str
    title: str
    status: str
    lengths: tuple[tuple[str, Length], ...]
    editions: tuple[str, ...]


def rows(project: Project) -> tuple[Row, ...]:
    """Return a row for each case, by number."""
    editions = tuple(edition.name for edition in project.editions if edition.description.document is DocumentKind.CASE)
    return tuple(
        Row(
            numeral=case.numeral,
            title=case.description.title,
            status=case.description.status,
            lengths=tuple((part.kind, _length(part.text)) for part in case.parts),
            editions=editions,
        )
        for case in project.cases
    )


def chapters(project: Project) -> tuple[tuple[str, Length], ...]:
    """Return the file of each chapter of the report with its length, in reading order."""
    return tuple((str(chapter.text.source.path), _length(chapter.text)) for chapter in project.chapters)


def shown(length: Length) -> str:
    """Return a length as a table shows it: “1 523 · 42”, or the words alone if there is no LIX."""
    words = f"{length.words:,}".replace(",", NBSP)
    return words if length.lix is None else f"{words} · {length.lix:.0f}"


def _length(text: Text) -> Length:
    return Length(words=text.words, lix=lix(prose(json.loads(text.blocks))))
