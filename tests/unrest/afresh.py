"""A project as a build makes it from nothing, and where what a preview shows is another thing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tests.drawing.writing import Easel

from kefu.assemble import assemble, outlines
from kefu.cache import digest
from kefu.check.acceptance import unaccepted
from kefu.check.sources.bibliography import literature
from kefu.check.sources.findings import texts
from kefu.diagnostics import BuildError, has_errors
from kefu.figures import draw, drawings_by_name
from kefu.load import load
from kefu.preview.page import previewed
from kefu.preview.state import id_of
from kefu.reading.locating import located

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kefu.assemble import Outline
    from kefu.diagnostics import Diagnostic
    from kefu.drawing import Outcome, Run
    from kefu.model import Document, Project

ERROR: Final = "error"

Problem = tuple[str, str, str, int, str]
"""What a problem is known by: severity, rule, path, line and message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Afresh:
    """What a build makes of a project: documents by name as a preview shows them, and what is wrong.

    Without a project, its sources have errors. A document that cannot be assembled is nothing.
    """

    problems: frozenset[Problem]
    project: Project | None = None
    documents: Mapping[str, Document | None] = field(default_factory=dict)


_drawn: dict[str, Outcome] = {}


def afresh(root: Path) -> Afresh:
    """Read a project and assemble its documents as a build does, without a cache."""
    try:
        loaded = load(root, jobs=1)
    except BuildError as error:
        return Afresh(problems=known_by(error.diagnostics))
    project = loaded.project
    found = [*unaccepted(loaded.warnings, project.acceptances)]
    if has_errors(unsound := unaccepted(literature(project), project.acceptances)):
        return Afresh(problems=known_by([*unsound, *found]))
    found += unaccepted(texts(project, root, None), project.acceptances)
    everything = outlines(project)
    made: Sequence[Document | None]
    try:
        made = _assembled(project, everything, everything, found)
    except BuildError:
        made = [_alone(project, one, everything, found) for one in everything]
    documents = {id_of(one): previewed(of) if of else None for one, of in zip(everything, made, strict=True)}
    return Afresh(problems=known_by(found), project=project, documents=documents)


def _assembled(
    project: Project, chosen: Sequence[Outline], everything: Sequence[Outline], found: list[Diagnostic]
) -> Sequence[Document]:
    drawn = draw(project, [name for one in chosen for name in one.drawings], _outcomes)
    found += drawn.warnings
    return assemble(project, chosen, everything, drawings_by_name(drawn), project.publication.date, jobs=1)


def _alone(
    project: Project, outline: Outline, everything: Sequence[Outline], found: list[Diagnostic]
) -> Document | None:
    try:
        return _assembled(project, [outline], everything, found)[0]
    except BuildError as error:
        found += error.diagnostics
        return None


def _outcomes(runs: Sequence[Run]) -> list[Outcome]:
    """Return what comes of figure scripts, each of which is run once for the same."""
    for one in runs:
        if digest(one) not in _drawn:
            (_drawn[digest(one)],) = Easel().draw([one])
    return [_drawn[digest(one)] for one in runs]


def known_by(found: Iterable[Diagnostic]) -> frozenset[Problem]:
    """Return what problems are known by."""
    return frozenset(
        (
            str(one.severity),
            one.rule.name,
            str(one.location.path),
            one.location.line or 0,
            _same(one.message),
        )
        for one in found
    )


def told(state: Mapping[str, Any]) -> frozenset[Problem]:
    """Return the problems that a preview tells, as they are known."""
    return frozenset(
        (one["severity"], one["rule"], one["path"], one["line"], _same(one["message"])) for one in state["problems"]
    )


def _same(message: str) -> str:
    """Return a message without what is another thing each time."""
    return re.sub(r"0x\w+", "", message)


def differences(
    state: Mapping[str, Any], fresh: Afresh, before: Sequence[str] | None, extra: frozenset[Problem]
) -> list[str]:
    """Return where a preview in which nothing is left to do shows another thing than what is made from nothing.

    `before` are the names of the documents that there were when the project was last good, if that is known. `extra` is
    what may be told besides: what was found when files were made, and of a project with errors what was found before.
    """
    known = {one["id"]: one for one in state["documents"]}
    wrong = [f"not told: {one}" for one in sorted(fresh.problems - told(state))]
    wrong += [f"wrongly told: {one}" for one in sorted(told(state) - fresh.problems - extra)]
    if state["busy"]:
        wrong.append(f"it is still busy: {state['busy']}")
    expected = [*(fresh.documents if fresh.project else known if before is None else before)]
    if [*known] != expected:
        wrong.append(f"the documents are {[*known]}, not {expected}")
    if not fresh.project and known and all(one["good"] for one in known.values()):
        wrong.append("no document says that it is old")
    rendered = not any(severity == ERROR for severity, *_ in extra)
    wrong += [
        f"{id_} is not what it should be, or says so wrongly"
        for id_, one in fresh.documents.items()
        if id_ in known and not _is_shown(known[id_], one, rendered=rendered)
    ]
    return wrong


def _is_shown(one: Mapping[str, Any], document: Document | None, *, rendered: bool) -> bool:
    """Return whether a document is shown as it is; one that could not be `rendered` says that it is not good."""
    if not document:
        return not one["good"] or not one["pdf"]
    return bool(one["pdf"] == digest(document) and (one["good"] or not rendered))


def found_in(diagnostics: Iterable[Diagnostic], project: Project) -> frozenset[Problem]:
    """Return the problems that making a file has told, each where it is written."""
    return known_by(located(tuple(diagnostics), project))
