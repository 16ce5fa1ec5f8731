"""The gate: everything that must hold of the sources and of the finished files before readers get them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.check.acceptance import settle
from kefu.check.anonymity import redacted
from kefu.check.artifacts import READ_RULE, Task, begin, finish
from kefu.check.editorial import allowed_in
from kefu.check.leaks import leaks, wanted
from kefu.check.pseudonyms import masked_path
from kefu.check.release import expected, placed
from kefu.check.report import Audited, Report
from kefu.check.scope import passages, scope
from kefu.check.texts import allowed_addresses, texts
from kefu.diagnostics import Diagnostic, Location, in_reading_order
from kefu.publish import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from kefu.check.artifacts import Examined
    from kefu.check.pseudonyms import Registry
    from kefu.check.registry import RegistryFile
    from kefu.check.release import ReleaseFile
    from kefu.check.scope import Scope
    from kefu.model import Case, Document, Edition, Project


def check(
    project: Project,
    root: Path,
    documents: Sequence[Document],
    files: Sequence[ReleaseFile],
    *,
    found: Sequence[Diagnostic],
    whole: bool,
    names: RegistryFile | None,
    pool: Executor,
    progress: Callable[[int, int], None],
) -> Report:
    """Check a project's sources and the files of a release, and report.

    `documents` are those that the files should be, all of the project's where it is `whole`. `found` is what was
    found before, by loading or by reading the release. `names` is the registry whose real names are searched for;
    nothing of the report holds one. Files are examined in the pool's processes.
    """
    registry = names.load() if names else None
    known = passages(project)
    homes = expected(documents)
    scopes: list[Scope] = []
    tasks: list[Task] = []
    for file in files:
        document = homes[file.path][0] if file.path in homes else None
        edition, case = (document.edition, _case(project, document)) if document else (None, None)
        scopes.append(scope(known, project, edition, case))
        tasks.append(
            Task(
                path=file.path,
                content=file.content,
                wanted=wanted(scopes[-1]),
                document=document,
                allowed=_allowed(project, edition, case),
                names=names,
            )
        )
    progress(0, len(tasks))
    pending = begin(tasks, pool)
    authored = texts(project, root, registry)
    examined = finish(tasks, pending, lambda done: progress(done, len(tasks)))
    everything = [
        *found,
        *authored,
        *placed((file.path for file in files), homes),
        *(finding for one in examined for finding in one.findings),
        *(
            leak
            for one, its in zip(examined, scopes, strict=True)
            for leak in leaks(one.path, one.searched, its, project)
        ),
    ]
    settled = settle(in_reading_order(everything), project.acceptances, seen=None if whole else [*homes])
    return Report(
        findings=_shown(settled.findings, registry),
        accepted=_shown(settled.accepted, registry),
        artifacts=tuple(_audited(one, its, registry) for one, its in zip(examined, scopes, strict=True)),
        sources=len(project.sources),
        registry_searched=registry is not None,
    )


def unchecked(found: Sequence[Diagnostic], names: RegistryFile | None) -> Report:
    """Return the report for sources that have errors, so that nothing tells what a file may show."""
    nothing = Diagnostic(
        rule=READ_RULE,
        location=Location(path=MANIFEST),
        message="no file of the release was looked at, because the sources have errors",
        hints=("mend them, and check again",),
    )
    registry = names.load() if names else None
    return Report(
        findings=_shown(in_reading_order([*found, nothing]), registry),
        accepted=(),
        artifacts=(),
        sources=0,
        registry_searched=False,
    )


def _case(project: Project, document: Document) -> Case | None:
    return next((case for case in project.cases if document.name == f"cases/{case.id}"), None)


def _allowed(project: Project, edition: Edition | None, case: Case | None) -> frozenset[str]:
    cases = (case,) if case else project.cases if edition else ()
    return allowed_addresses(project).union(*map(allowed_in, cases))


def _shown(findings: Sequence[Diagnostic], registry: Registry | None) -> tuple[Diagnostic, ...]:
    return tuple(redacted(finding, registry) if registry else finding for finding in findings)


def _audited(examined: Examined, its: Scope, registry: Registry | None) -> Audited:
    return Audited(
        path=masked_path(examined.path, registry) if registry else examined.path,
        channels=examined.channels,
        canaries=len(its.excluded),
        included=len(its.included),
        found=examined.searched.found,
    )
