"""The covers of an edition's documents for a printer: with bleed, and marks for where they are trimmed."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kefu import words
from kefu.assemble import outlines, without_text
from kefu.check.report import CheckError
from kefu.engines.typst import printed_covers
from kefu.export.files import COVERS, ExportFile, marker
from kefu.export.folder import check_apart, check_edition, check_folder, write
from kefu.export.quarto import Exported, edition_of
from kefu.export.search import searched
from kefu.load import load
from kefu.processes.workers import workers
from kefu.provenance import digest_of

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from kefu.check.people import RegistryFile
    from kefu.pipeline import Progress


def export(
    root: Path,
    folder: Path,
    *,
    bleed: float,
    edition: str | None = None,
    date: datetime.date | None = None,
    names: RegistryFile | None = None,
    jobs: int = 1,
    progress: Progress = lambda _doing, _done, _total: None,
) -> Exported:
    """Write a PDF with the front and back cover of each document of an edition of the project in `root`.

    `bleed` is how far covers reach beyond the trimmed page, in millimetres. Everything else is as in an export for
    Quarto: see `kefu.export.quarto.export`.
    """
    check_folder(folder)
    with workers(jobs) as pool:
        progress("reading", 0, 1)
        loaded = load(root, jobs=jobs)
        project = loaded.project
        check_apart(folder, root, project)
        chosen = edition_of(project, edition)
        check_edition(folder, chosen.name)
        documents = [
            (outline.case, without_text(project, outline, date or project.publication.date))
            for outline in outlines(project)
            if outline.edition == chosen
        ]
        progress("writing", 0, 1)
        drawn = pool.map(printed_covers, [document for _, document in documents], [bleed] * len(documents))
        files = [
            ExportFile(
                path=PurePosixPath(f"{document.file_name}-{words.addresses.COVER}.pdf"), content=content, case=case
            )
            for (case, document), content in zip(documents, drawn, strict=True)
        ]
        files.append(marker(COVERS, files, chosen, digest_of(project)))
        report = searched(
            files,
            project,
            chosen,
            found=loaded.warnings,
            names=names,
            pool=pool,
            progress=lambda done, total: progress("checking", done, total),
        )
    if not report.passed(strict=False):
        raise CheckError(report)
    write(files, folder, chosen.name)
    return Exported(paths=tuple(file.path for file in files), report=report)
