"""The steps of an export: load, select, draw, write in Quarto's terms, search, and put the folder in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu.assemble import outlines
from kefu.authored import DocumentKind
from kefu.check.report import CheckError
from kefu.drawing import open_studio
from kefu.export.files import export_of
from kefu.export.folder import check_apart, check_edition, check_folder, write
from kefu.export.search import searched
from kefu.figures import draw, drawings_by_name
from kefu.load import load
from kefu.processes.workers import workers
from kefu.selection import SelectionError

if TYPE_CHECKING:
    import datetime
    from pathlib import Path, PurePosixPath

    from kefu.check.people import RegistryFile
    from kefu.check.report import Report
    from kefu.model import Edition, Project
    from kefu.pipeline import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files of an export, by path in its folder, and the report of the search that they passed."""

    paths: tuple[PurePosixPath, ...]
    report: Report


def export(
    root: Path,
    folder: Path,
    *,
    edition: str | None = None,
    date: datetime.date | None = None,
    names: RegistryFile | None = None,
    jobs: int = 1,
    progress: Progress = lambda _doing, _done, _total: None,
) -> Exported:
    """Write an edition of the project in `root` as a Quarto project.

    Without an edition, the report's is exported. `date` replaces the publication's own. `names` is the registry whose
    real names are searched for.

    Raises `BuildError` for what authors can fix, `CheckError` if a file would show what the edition may not,
    `SelectionError` for an edition that the project does not have, and `OutputError` if the folder cannot take the
    export; in all these cases the folder is unchanged.
    """
    check_folder(folder)
    with open_studio(jobs) as drawing, workers(jobs) as pool:
        progress("reading", 0, 1)
        loaded = load(root, jobs=jobs)
        project = loaded.project
        check_apart(folder, root, project)
        chosen = edition_of(project, edition)
        check_edition(folder, chosen.name)
        everything = outlines(project)
        shown = [name for outline in everything if outline.edition == chosen for name in outline.drawings]
        progress("drawing", 0, 1)
        drawn = draw(project, shown, drawing.draw)
        progress("writing", 0, 1)
        made = export_of(
            project,
            chosen,
            everything,
            drawings_by_name(drawn),
            date or project.publication.date,
            pool=pool,
            jobs=jobs,
        )
        report = searched(
            [*made.files, *made.originals],
            project,
            chosen,
            found=[*loaded.warnings, *drawn.warnings],
            names=names,
            pool=pool,
            progress=lambda done, total: progress("checking", done, total),
        )
    if not report.passed(strict=False):
        raise CheckError(report)
    write(made.files, folder, chosen.name)
    return Exported(paths=tuple(file.path for file in made.files), report=report)


def edition_of(project: Project, name: str | None) -> Edition:
    """Return the edition with a name or, without one, the report's; raises `SelectionError` if there is none."""
    known = ", ".join(edition.name for edition in project.editions)
    for edition in project.editions:
        if edition.name == name or (name is None and edition.description.document is DocumentKind.REPORT):
            return edition
    if name is None:
        raise SelectionError(f"there is no edition of the report; choose another with --edition: {known}")
    raise SelectionError(f"there is no edition “{name}”; the editions are {known}")
