"""The gate: everything that must be true of the sources and the finished files before readers get them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from kefu.cache import NOTHING_KEPT, Step
from kefu.check.acceptance import settle
from kefu.check.examination import Examination
from kefu.check.examining import Task
from kefu.check.leaks import leaks, passages, scope_of, scope_of_site, wanted
from kefu.check.manifest import placed
from kefu.check.people import masked_path, names_in_history, past, redacted
from kefu.check.report import Audited, Report
from kefu.check.sources.editorial import allowed_in
from kefu.check.sources.findings import allowed_addresses, texts
from kefu.diagnostics import Diagnostic, Location, in_reading_order
from kefu.processes.workers import Later
from kefu.provenance import digest_of
from kefu.reading.locating import located
from kefu.release import MANIFEST
from kefu.rules.release import RELEASE_IS_CHECKED, RELEASE_IS_OF_THESE_SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path, PurePosixPath

    from kefu.authored import Format
    from kefu.cache import Store
    from kefu.check.examining import Examined
    from kefu.check.leaks import Scope, Wanted
    from kefu.check.manifest import ReleaseFile
    from kefu.check.people import Registry, RegistryFile
    from kefu.model import Case, Document, Project

_SITE: Final = ("", "site")
"""The key of the scope that all files of the site share; the keys of documents are an edition and a name."""


class Gate:
    """Checks a project's sources and the files of a release in the processes of a pool, while more files are made.

    It starts when the sources have been read, with the checks that need only them. Files are examined as they are made,
    and `report` waits for everything. `names` is the registry whose real names are searched for; the report does not
    contain any of them. If their `past` is wanted, they are searched for in git's history too.

    What is in the `store` is not done again, except where names are searched for, which leave no trace in a store.
    """

    def __init__(
        self,
        project: Project,
        root: Path,
        *,
        names: RegistryFile | None,
        pool: Executor,
        store: Store = NOTHING_KEPT,
        past: bool = False,
    ) -> None:
        self._project = project
        self._names = names
        self._registry = names.load() if names else None
        kept = NOTHING_KEPT if names else store
        sources = digest_of(project)
        searched = partial(kept.submit, Step.SOURCES, pool, key=sources)
        self._authored = Later(searched, _texts, project, root, names)
        self._past = Later(pool.submit, _history, root, names) if names and past else None
        self._passages = Later(partial(store.submit, Step.PASSAGES, pool, key=sources), passages, project)
        self._aims: dict[tuple[str, str], tuple[Scope, Wanted]] = {}
        self._scopes: list[Scope] = []
        self._examination = Examination(pool, kept)

    def examine(
        self,
        files: Iterable[ReleaseFile],
        homes: Mapping[PurePosixPath, tuple[Document, Format]],
        around: Collection[PurePosixPath],
    ) -> None:
        """Start examining files of the release.

        `homes` maps the files that are documents to the documents; files that do not belong to a single document are in
        `around`. Any other file may not show anything from any part.
        """
        tasks = []
        for file in files:
            document = homes[file.path][0] if file.path in homes else None
            its, letters = self._aim(document, of_site=file.path in around)
            self._scopes.append(its)
            tasks.append(
                Task(
                    path=file.path,
                    content=file.content,
                    wanted=letters,
                    document=document,
                    allowed=self._allowed(document),
                    names=self._names,
                )
            )
        self._examination.begin(tasks)

    def report(
        self,
        homes: Mapping[PurePosixPath, tuple[Document, Format]],
        around: Collection[PurePosixPath],
        *,
        found: Sequence[Diagnostic],
        whole: bool,
        stale: bool,
        progress: Callable[[int, int], None],
    ) -> Report:
        """Return the report once everything has been examined.

        `found` holds earlier findings, from loading or from reading the release. If the release is not `whole`,
        acceptances for other documents need not be used. A `stale` release was built from different sources: that is
        reported, but not how its files differ from what the present sources make.
        """
        examined = self._examination.finish(progress)
        everything = [
            *found,
            *self._authored.result(),
            *(self._past.result() if self._past else ()),
            *placed((one.path for one in examined), homes, around),
            *((_of_other_sources(),) if stale else ()),
            *located((finding for one in examined for finding in one.findings), self._project),
            *(
                leak
                for one, its in zip(examined, self._scopes, strict=True)
                for leak in leaks(one.path, one.searched, its, self._project)
            ),
        ]
        told = in_reading_order(finding for finding in everything if not (stale and finding.rule.compares))
        settled = settle(told, self._project.acceptances, seen=None if whole else [*homes])
        return Report(
            findings=_shown(settled.findings, self._registry),
            accepted=_shown(settled.accepted, self._registry),
            artifacts=tuple(
                sorted(
                    (_audited(one, its, self._registry) for one, its in zip(examined, self._scopes, strict=True)),
                    key=lambda audited: audited.path,
                )
            ),
            sources=len(self._project.sources),
            registry_searched=self._registry is not None,
        )

    def _aim(self, document: Document | None, *, of_site: bool) -> tuple[Scope, Wanted]:
        """Return the scope of a file, and what the search has to look for because of it.

        Both are computed once for all formats of a document, and once for all files of the site.
        """
        key = _SITE if of_site else (document.edition.name, document.name) if document else ("", "")
        if key not in self._aims:
            known = self._passages.result()
            if of_site:
                its = scope_of_site(known, self._project)
            else:
                edition = document.edition if document else None
                its = scope_of(known, self._project, edition, self._case(document))
            self._aims[key] = its, wanted(its, known.letters)
        return self._aims[key]

    def _case(self, document: Document | None) -> Case | None:
        return next((case for case in self._project.cases if document and document.name == f"cases/{case.id}"), None)

    def _allowed(self, document: Document | None) -> frozenset[str]:
        case = self._case(document)
        cases = (case,) if case else self._project.cases if document else ()
        return allowed_addresses(self._project).union(*map(allowed_in, cases))


def _of_other_sources() -> Diagnostic:
    return Diagnostic(
        rule=RELEASE_IS_OF_THESE_SOURCES,
        location=Location(path=MANIFEST),
        message="the release was built from sources other than these, so differences in its files are not reported",
        hints=("build again, and check again",),
    )


def unchecked(found: Sequence[Diagnostic], names: RegistryFile | None) -> Report:
    """Return the report for sources with errors, which do not say reliably what a file may show."""
    nothing = Diagnostic(
        rule=RELEASE_IS_CHECKED,
        location=Location(path=MANIFEST),
        message="no files of the release were checked, because the sources have errors",
        hints=("fix them, and check again",),
    )
    registry = names.load() if names else None
    return Report(
        findings=_shown(in_reading_order([*found, nothing]), registry),
        accepted=(),
        artifacts=(),
        sources=0,
        registry_searched=False,
    )


def _texts(project: Project, root: Path, names: RegistryFile | None) -> tuple[Diagnostic, ...]:
    return texts(project, root, names.load() if names else None)


def _history(root: Path, names: RegistryFile) -> tuple[Diagnostic, ...]:
    registry = names.load()
    return tuple(dict.fromkeys(found for piece in past(root) for found in names_in_history(piece, registry)))


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
