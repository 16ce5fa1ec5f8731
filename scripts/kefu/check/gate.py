"""The gate: everything that must hold of the sources and of the finished files before readers get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.check.acceptance import settle
from kefu.check.anonymity import redacted
from kefu.check.artifacts import Task, begin, finish
from kefu.check.editorial import allowed_in
from kefu.check.leaks import SEARCHABLE_RULE, leaks, wanted
from kefu.check.pseudonyms import masked_path
from kefu.check.release import expected, generated, pictures, placed
from kefu.check.report import Audited, Report
from kefu.check.scope import passages, scope, scope_of_site
from kefu.check.texts import allowed_addresses, texts
from kefu.diagnostics import Diagnostic, Location, in_reading_order
from kefu.publish import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path, PurePosixPath

    from kefu.check.artifacts import Examined
    from kefu.check.leaks import Wanted
    from kefu.check.pseudonyms import Registry
    from kefu.check.registry import RegistryFile
    from kefu.check.release import ReleaseFile
    from kefu.check.scope import Scope
    from kefu.model import Case, Document, Edition, Project


_COMPARED: Final = ("-is-tagged", "title-is-the-documents")
"""The ends of rules that compare a file with its document."""

_SITE: Final = ("", "site")
"""The key of the scope that all files of the site share; those of documents are an edition and a name."""

_STALE: Final = Diagnostic(
    rule="release-is-of-these-sources",
    location=Location(path=MANIFEST),
    message="the release was built from other sources than these, so how its files differ is not told",
    hints=("build again, and check again",),
)


def check(
    project: Project,
    root: Path,
    documents: Sequence[Document],
    files: Sequence[ReleaseFile],
    *,
    site: Mapping[PurePosixPath, bytes],
    found: Sequence[Diagnostic],
    whole: bool,
    stale: bool,
    names: RegistryFile | None,
    pool: Executor,
    progress: Callable[[int, int], None],
) -> Report:
    """Check a project's sources and the files of a release, and report.

    `documents` are those that the files should be, all of the project's where it is `whole`; `site` holds the files of
    the site around them, as the project and the release make them. `found` is what was found before, by loading or by
    reading the release. A `stale` release was made of other sources, so what is only different is not told of it,
    beyond that. `names` is the registry whose real names are searched for; nothing of the report holds one. Files are
    examined in the pool's processes.
    """
    registry = names.load() if names else None
    known = passages(project)
    homes = expected(documents)
    around = {*site, *pictures(documents)}
    aims = {_SITE: _aim(scope_of_site(known, project))}
    scopes: list[Scope] = []
    tasks: list[Task] = []
    for file in files:
        document = homes[file.path][0] if file.path in homes else None
        edition, case = (document.edition, _case(project, document)) if document else (None, None)
        key = _SITE if file.path in around else (edition.name, document.name) if edition and document else ("", "")
        if key not in aims:
            aims[key] = _aim(scope(known, project, edition, case))
        its, letters = aims[key]
        scopes.append(its)
        tasks.append(
            Task(
                path=file.path,
                content=file.content,
                wanted=letters,
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
        *placed((file.path for file in files), homes, around),
        *((_STALE,) if stale else generated(files, site)),
        *(finding for one in examined for finding in one.findings if not (stale and finding.rule.endswith(_COMPARED))),
        *(
            leak
            for one, its in zip(examined, scopes, strict=True)
            for leak in leaks(one.path, one.searched, its, project)
            if not (stale and leak.rule == SEARCHABLE_RULE)
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


def _aim(its: Scope) -> tuple[Scope, Wanted]:
    """Return a scope with what it makes the search look for: little work once, and much once for every file."""
    return its, wanted(its)


def unchecked(found: Sequence[Diagnostic], names: RegistryFile | None) -> Report:
    """Return the report for sources that have errors, so that nothing tells what a file may show."""
    nothing = Diagnostic(
        rule="release-is-checked",
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
