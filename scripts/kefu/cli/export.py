"""`kefu export`: hand texts over to other programs."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kefu.cli import terminal
from kefu.cli.arguments import CORES, Jobs, Pseudonyms, Root, project_folder, publication_date
from kefu.cli.outcome import explained, registry_file
from kefu.processes.endings import at_once
from kefu.processes.workers import preload

if TYPE_CHECKING:
    from collections.abc import Callable

    from kefu.export.quarto import Exported

NOTHING_EXPORTED: Final = "nothing was exported"

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR",
        help="The folder of the export: a new or empty one, or one that holds an unchanged export.",
    ),
]
Edition = Annotated[
    str | None,
    typer.Option("--edition", "-e", metavar="NAME", help="Export this edition; by default the report."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only problems.")]

app = typer.Typer(help="Hand texts over to other programs.", no_args_is_help=True)


@app.callback()
def common() -> None:
    """Hand texts over to other programs."""


@app.command()
def quarto(
    folder: Folder,
    root: Root = None,
    edition: Edition = None,
    pseudonyms: Pseudonyms = None,
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Write an edition as a Quarto project to carry on with: the report as a book, or one document for each case.

    It contains what the edition may show and nothing else. Changes made in it do not come back to the sources.
    """
    project = project_folder(root)
    preload()
    with at_once():  # a library that is interrupted while it is loaded may end the process
        from kefu.export.quarto import export

    following = f": run “{shlex.join(['quarto', 'render', str(folder)])}”"
    _exported(export, project, folder, edition, pseudonyms, jobs, quiet=quiet, following=following)


@app.command()
def covers(
    folder: Folder,
    bleed: Annotated[
        float,
        typer.Option(
            "--bleed", metavar="MM", min=1, max=20, help="How far covers go on beyond the trimmed page, in millimetres."
        ),
    ] = 3,
    root: Root = None,
    edition: Edition = None,
    pseudonyms: Pseudonyms = None,
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Write the front and back cover for a printer: a PDF with bleed and crop marks for each document of an edition.

    They are the covers of the report, or with --edition of each case.
    """
    project = project_folder(root)
    preload()
    with at_once():
        from kefu.export.covers import export

    _exported(partial(export, bleed=bleed), project, folder, edition, pseudonyms, jobs, quiet=quiet)


def _exported(
    export: Callable[..., Exported],
    project: Path,
    folder: Path,
    edition: str | None,
    pseudonyms: Path | None,
    jobs: int,
    *,
    quiet: bool,
    following: str = "",
) -> None:
    """Export an edition of a project to a folder, and say what was written, and what comes next."""
    with at_once():
        from kefu.selection import SelectionError

    names = registry_file(pseudonyms, project)
    with explained(names, outcome=NOTHING_EXPORTED) as shown:
        try:
            with terminal.shown_progress(quiet=quiet) as progress:
                exported = export(
                    project,
                    folder,
                    edition=edition,
                    date=publication_date(),
                    names=names,
                    jobs=jobs,
                    progress=progress,
                )
        except SelectionError as error:
            raise typer.BadParameter(str(error)) from None
        terminal.print_diagnostics(exported.report.findings, outcome=NOTHING_EXPORTED)
        if not quiet:
            files = terminal.counted(len(exported.paths), "file")
            typer.echo(shown(f"exported {files} to {folder}{following}"))
