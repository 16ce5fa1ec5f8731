"""The straight line of a build: load, draw, assemble, render, check, publish; and the check on its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu.assemble import assemble, outlines
from kefu.authored import Format, Visibility
from kefu.cache import NOTHING_KEPT, Step
from kefu.check.acceptance import unaccepted
from kefu.check.gate import Gate, unchecked
from kefu.check.leaks import Wanted, shared
from kefu.check.manifest import ReleaseFile, expected, generated, listed, manifested, pictures, read_release, stamp_in
from kefu.check.report import CheckError, Report
from kefu.check.sources.bibliography import literature
from kefu.check.sources.editorial import undated, unready
from kefu.check.sources.manuscript import structure_of_texts
from kefu.check.sources.placeholders import unwritten
from kefu.diagnostics import BuildError, OutputError, has_errors
from kefu.drawing import open_studio
from kefu.engines.pandoc import PANDOC
from kefu.figures import draw, drawings_by_name, drawn_once, undrawn
from kefu.load import load
from kefu.model import Document, Project
from kefu.processes.workers import Later, workers
from kefu.provenance import digest_of
from kefu.release import MANIFEST, Stamp, changes, check_output, entry, manifest_of, publish, released
from kefu.rendering import artifact, render
from kefu.review import read_rounds, unanswered
from kefu.rules.engines import PDF_IS_CONFORMING, TYPST_COMPILES
from kefu.rules.rule import Severity
from kefu.selection import cases_in, select, unread_by
from kefu.site.fonts import fonts
from kefu.site.whole import whole_site

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from pathlib import Path

    from kefu.assemble import Outline
    from kefu.cache import Store
    from kefu.check.people import RegistryFile
    from kefu.diagnostics import Diagnostic
    from kefu.engines import Engine
    from kefu.model import Artifact

OF_TYPST: Final = (PDF_IS_CONFORMING, TYPST_COMPILES)
"""The rules of what Typst says."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build made, in the order of the release, with the report of the check that it passed."""

    artifacts: tuple[Artifact, ...]
    report: Report


def build(
    root: Path,
    out: Path,
    *,
    editions: Sequence[str] = (),
    cases: Sequence[str] = (),
    date: datetime.date | None = None,
    names: RegistryFile | None = None,
    release: bool = False,
    engine: Engine = PANDOC,
    store: Store = NOTHING_KEPT,
    jobs: int = 1,
    scheduler: str | None = None,
    progress: Progress = lambda _doing, _done, _total: None,
) -> Build:
    """Build the project in `root` and publish it in `out`: everything, or the chosen editions and cases.

    `date` replaces the publication's own. `names` is the registry whose real names are searched for. A `release` is for
    readers, and every case in it must be approved. `engine` renders the documents. What is in the `store` is not made
    again. The workers of a `scheduler`, given by its address, work in the place of this machine's, except where real
    names are searched for, because those never leave this machine.

    Raises `BuildError` for what authors can fix, `CheckError` if the check found errors, `SelectionError` for a choice
    that the project does not have, `ClusterError` for a scheduler whose workers cannot be used, and `OutputError` if
    `out` cannot take the release, or these workers are lost; in all these cases `out` is unchanged.
    """
    check_output(out)
    whole = not editions and not cases
    with open_studio(jobs) as drawing, workers(jobs) as near, _workers_of(scheduler, near) as pool:
        progress("reading", 0, 1)
        loaded = load(root, jobs=jobs, store=store)
        project = loaded.project
        everything = outlines(project)
        chosen = select(everything, project, editions, cases)
        asked = unanswered(project, root, read_rounds(root), cases_in(chosen, project))
        late = _unreleasable(project, chosen, registry_searched=names is not None) if release else ()
        if has_errors(refused := (*late, *asked)):
            raise BuildError(refused)
        if has_errors(problems := unaccepted(literature(project), project.acceptances)):
            raise BuildError([*problems, *structure_of_texts(project)])
        progress("drawing", 0, 1)
        drawn = draw(
            project,
            (name for outline in chosen for name in outline.drawings),
            lambda runs: drawn_once(runs, drawing.draw, store),
        )
        gate = Gate(project, root, names=names, pool=near if names else pool, store=store)
        typefaces = Later(partial(store.submit, Step.FONTS, pool), fonts, project.theme.faces)
        progress("assembling", 0, 1)
        documents = assemble(
            project,
            chosen,
            everything,
            drawings_by_name(drawn),
            date or project.publication.date,
            jobs=jobs,
            store=store,
        )
        homes, around = expected(documents), pictures(documents)
        total, count = sum(len(document.edition.description.formats) for document in documents), itertools.count(1)

        def examine(made: Sequence[Artifact]) -> None:
            gate.examine(map(_file, made), homes, around)
            progress("rendering", next(count), total)

        progress("rendering", 0, total)
        try:
            artifacts, rendering = render(documents, project, engine, pool, examine, store)
        except BuildError as error:
            raise BuildError(_told_plainly(error.diagnostics, structure_of_texts(project))) from None
        kept = () if whole else _kept(out, artifacts)
        site = whole_site(
            project,
            [*(told for told, _ in kept), *map(entry, artifacts)],
            _pages([*kept, *((entry(made), made.content) for made in artifacts)]),
            typefaces.result(),
            date or project.publication.date,
            store,
        )
        around |= {*site}
        of_site = tuple(artifact(path, content, Visibility.PUBLIC) for path, content in site.items())
        artifacts += of_site
        manifest = ReleaseFile(path=MANIFEST, content=manifest_of(artifacts))
        gate.examine([*map(_file, of_site), manifest], homes, around)
        report = gate.report(
            homes,
            around,
            found=(*loaded.warnings, *(asked if release else ()), *drawn.warnings, *rendering),
            whole=whole,
            stale=False,
            progress=lambda done, total: progress("checking", done, total),
        )
    if not report.passed(strict=False):
        raise CheckError(report)
    issued = (date or project.publication.date).isoformat()
    if release and (changed := changes(artifacts, out, issued, whole=whole)):
        raise BuildError([undated(project, changed, issued)])
    stamp = Stamp(date=issued, sources=digest_of(project), release=release)
    publish(artifacts, out, whole=whole, stamp=stamp)
    return Build(artifacts=artifacts, report=report)


def check(
    root: Path,
    out: Path,
    *,
    date: datetime.date | None = None,
    names: RegistryFile | None = None,
    past: bool = False,
    release: bool = False,
    store: Store = NOTHING_KEPT,
    jobs: int = 1,
    progress: Progress = lambda _doing, _done, _total: None,
) -> Report:
    """Check the sources of the project in `root` and the files of the release in `out`, no matter who made them.

    `date` replaces the publication's own, as in a build. If the `past` is wanted, real names are searched for in git's
    history too. For a `release`, what would keep it from readers is reported, and everything that is open in a review.
    Nothing is raised for what is wrong with either; it is in the report.
    """
    with workers(jobs) as pool:
        progress("reading", 0, 1)
        files, found = read_release(out)
        try:
            loaded = load(root, jobs=jobs, store=store)
            project = loaded.project
            gate = Gate(project, root, names=names, pool=pool, store=store, past=past)
            typefaces = Later(partial(store.submit, Step.FONTS, pool), fonts, project.theme.faces)
            everything = outlines(project)
            asked = unanswered(project, root, read_rounds(root), cases_in(everything, project))
            nothing = undrawn(project, (name for outline in everything for name in outline.drawings))
            progress("assembling", 0, 1)
            documents = assemble(
                project, everything, everything, nothing, project.publication.date, jobs=jobs, store=store
            )
        except BuildError as error:
            return unchecked([*error.diagnostics, *found], names)
        if release:
            found += _unreleasable(project, everything, registry_searched=names is not None)
        told = listed(files)
        homes, around = expected(documents), pictures(documents)
        found += manifested(files, homes, told) if files else ()
        told = told or ()
        of_documents = {*homes, *around}
        gate.examine([file for file in files if file.path in of_documents], homes, around)
        by_path = {str(file.path): file.content for file in files}
        pages = _pages([(one, by_path[one["path"]]) for one in told if one["path"] in by_path])
        site = whole_site(project, told, pages, typefaces.result(), date or project.publication.date, store)
        around |= {*site}
        gate.examine([file for file in files if file.path not in of_documents], homes, around)
        stale = stamp_in(files).sources not in {"", digest_of(project)}
        return gate.report(
            homes,
            around,
            found=(
                *loaded.warnings,
                *(one for one in asked if release or one.severity is Severity.ERROR),
                *found,
                *generated(files, site),
            ),
            whole=True,
            stale=stale,
            progress=lambda done, total: progress("checking", done, total),
        )


def _unreleasable(project: Project, chosen: Sequence[Outline], *, registry_searched: bool) -> tuple[Diagnostic, ...]:
    """Return an error for all in the chosen documents that readers must not get."""
    unread = unread_by(chosen, project)
    return (
        *unready(project, cases_in(chosen, project), registry_searched=registry_searched),
        *unwritten(project, unread),
        *unaccepted(shared(project, minor=False, unread=unread), project.acceptances),
    )


def _workers_of(scheduler: str | None, near: Executor) -> AbstractContextManager[Executor]:
    """Provide the workers of a scheduler, or the pool that is near if there is none."""
    if scheduler is None:
        return nullcontext(near)
    from kefu.processes.cluster import cluster  # noqa: PLC0415 - few builds need it

    return cluster(scheduler, (Document, Project, Wanted))


def _told_plainly(rendering: Iterable[Diagnostic], structure: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the problems of a rendering and of the texts' structure.

    Where the structure has errors, such as a heading of the wrong level, they are what Typst stumbles over; what it
    says about them in its own words is left out.
    """
    kept = [one for one in rendering if one.rule not in OF_TYPST or not has_errors(structure)]
    return [*kept, *structure]


def _kept(out: Path, made: Sequence[Artifact]) -> tuple[tuple[dict[str, Any], bytes], ...]:
    """Return the files of documents that a partial build keeps from a folder's release, with their manifest entries."""
    replaced = {str(artifact.path) for artifact in made}
    kept = [told for told in released(out) if told.get("document") and told.get("path") not in replaced]
    try:
        return tuple((told, (out / told["path"]).read_bytes()) for told in kept)
    except (OSError, KeyError, TypeError):
        message = f"the release in “{out}” does not match its manifest, so part of it cannot be built on its own"
        raise OutputError(f"{message}; run “kefu build” without --case and --edition") from None


def _file(made: Artifact) -> ReleaseFile:
    return ReleaseFile(path=made.path, content=made.content)


def _pages(files: Iterable[tuple[Mapping[str, Any], bytes]]) -> dict[PurePosixPath, bytes]:
    """Return the web pages among the files of documents, by path."""
    return {
        PurePosixPath(told["path"]): content
        for told, content in files
        if told.get("edition") and str(told["path"]).endswith(f".{Format.HTML}")
    }
