"""What of a project is built: the documents of the chosen editions and cases, and the sources that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePosixPath

    from kefu.assemble import Outline
    from kefu.model import Project


class SelectionError(Exception):
    """What was asked for is not in the project; the message says what is."""


def select(
    everything: Sequence[Outline], project: Project, editions: Sequence[str], cases: Sequence[str]
) -> tuple[Outline, ...]:
    """Return the documents of the named editions and cases; if none of a kind are named, all of that kind are chosen.

    A case is named by its number or its slug. Naming cases leaves out the report, unless its edition is named, too.
    Raises `SelectionError` for a name that the project does not have, and if nothing is left.
    """
    known = [edition.name for edition in project.editions]
    for name in editions:
        if name not in known:
            raise SelectionError(f"there is no edition “{name}”; the editions are {', '.join(known)}")
    ids = {find_case(project, name) for name in cases}
    chosen = tuple(
        outline
        for outline in everything
        if (not editions or outline.edition.name in editions)
        and (not cases or (outline.case.id in ids if outline.case else bool(editions)))
    )
    if not chosen:
        raise SelectionError("the project has no document of that case in that edition")
    return chosen


def find_case(project: Project, name: str) -> str:
    """Return the id (number and slug) of the case with a number, slug or id; raises `SelectionError` if none has it.

    A number may have any number of zeros before it. A name that means two cases means that with the number, then that
    with the id.
    """
    known_as = (
        {case.description.id: case.id for case in project.cases}
        | {case.id: case.id for case in project.cases}
        | {str(case.number): case.id for case in project.cases}
    )
    number = (name.lstrip("0") or "0") if name.isdecimal() else name
    if found := known_as.get(number) or known_as.get(name):
        return found
    known = ", ".join(case.id for case in project.cases)
    raise SelectionError(f"there is no case “{name}”; the cases are {known}")


def cases_in(chosen: Sequence[Outline], project: Project) -> frozenset[str]:
    """Return the ids of the cases that the chosen documents show; the report shows all."""
    if any(outline.case is None for outline in chosen):
        return frozenset(case.id for case in project.cases)
    return frozenset(outline.case.id for outline in chosen if outline.case)


def unread_by(chosen: Sequence[Outline], project: Project) -> frozenset[PurePosixPath]:
    """Return the texts and descriptions that none of the chosen documents shows anything of."""
    whole = any(outline.case is None for outline in chosen)
    read = {chapter.text.source.path for chapter in project.chapters if whole}
    for outline in chosen:
        for case in (outline.case,) if outline.case else project.cases:
            read.add(case.source.path)
            read |= {part.text.source.path for part in case.parts if part.kind in outline.edition.description.parts}
    texts = {text.source.path for text in project.texts} | {case.source.path for case in project.cases}
    return frozenset(texts - read)
