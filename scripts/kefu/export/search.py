"""The gate of an export: every file is searched, within the scope of what it belongs to, before any is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kefu.check.examination import Examination
from kefu.check.examining import Task
from kefu.check.leaks import leaks, passages, scope_of, wanted
from kefu.check.people import redacted
from kefu.check.report import Audited, Report
from kefu.check.sources.editorial import allowed_in, unsearched
from kefu.check.sources.findings import allowed_addresses
from kefu.diagnostics import in_reading_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import PurePosixPath

    from kefu.check.leaks import Scope, Wanted
    from kefu.check.people import RegistryFile
    from kefu.diagnostics import Diagnostic
    from kefu.export.files import ExportFile
    from kefu.model import Case, Edition, Project


def searched(
    files: Sequence[ExportFile],
    project: Project,
    edition: Edition,
    *,
    found: Sequence[Diagnostic],
    names: RegistryFile | None,
    pool: Executor,
    progress: Callable[[int, int], None],
) -> Report:
    """Return the report on the files of an edition's export, examined in the pool's processes.

    A file about a case may show what the edition shows of that case, and any other file what it shows of all cases; and
    each file must show the parts that it claims to show. `found` holds earlier findings; `names` is the registry whose
    real names are searched for. `progress` is called with the number of files done and the number of all files.
    """
    known = passages(project)
    aims: dict[tuple[str, frozenset[PurePosixPath]], tuple[Scope, Wanted]] = {}

    def aim(file: ExportFile) -> tuple[Scope, Wanted]:
        key = (file.case.id if file.case else "", file.shows)
        if key not in aims:
            its = scope_of(known, project, edition, file.case)
            its = replace(its, included=tuple(canary for canary in its.included if canary.origin in file.shows))
            aims[key] = its, wanted(its, known.letters)
        return aims[key]

    examination = Examination(pool)
    examination.begin(
        Task(
            path=file.path,
            content=file.content,
            wanted=aim(file)[1],
            document=None,
            allowed=_allowed(project, file.case),
            names=names,
            published=file.published,
        )
        for file in files
    )
    examined = examination.finish(progress)
    scopes = [aim(file)[0] for file in files]
    everything = [
        *found,
        *(() if names else unsearched(project)),
        *(finding for one in examined for finding in one.findings),
        *(
            leak
            for one, its in zip(examined, scopes, strict=True)
            for leak in leaks(one.path, one.searched, its, project)
        ),
    ]
    registry = names.load() if names else None
    return Report(
        findings=tuple(redacted(one, registry) if registry else one for one in in_reading_order(everything)),
        accepted=(),
        artifacts=tuple(
            Audited(
                path=one.path,
                channels=one.channels,
                canaries=len(its.excluded),
                included=len(its.included),
                found=one.searched.found,
            )
            for one, its in zip(examined, scopes, strict=True)
        ),
        sources=len(project.sources),
        registry_searched=registry is not None,
    )


def _allowed(project: Project, case: Case | None) -> frozenset[str]:
    return allowed_addresses(project).union(*map(allowed_in, (case,) if case else project.cases))
