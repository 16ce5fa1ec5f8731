"""`kefu export`: hand texts over to other programs."""

from __future__ import annotations

import shlex
from pathlib import Path  # noqa: TC003 - Typer looks at the types of parameters
from typing import Annotated, Final

import typer

from kefu.cli import terminal
from kefu.cli.arguments import CORES, Jobs, Pseudonyms, Root, project_folder, publication_date
from kefu.cli.outcome import explained, registry_file
from kefu.processes.endings import at_once
from kefu.processes.workers import preload

NOTHING_EXPORTED: Final = "nothing was exported"

app = typer.Typer(help="Hand texts over to other programs.", no_args_is_help=True)


@app.callback()
def common() -> None:
    """Hand texts over to other programs."""


@app.command()
def quarto(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help="The folder of the export: a new or empty one, or one that holds an unchanged export.",
        ),
    ],
    root: Root = None,
    edition: Annotated[
        str | None,
        typer.Option("--edition", "-e", metavar="NAME", help="Export this edition; by default the report."),
    ] = None,
    pseudonyms: Pseudonyms = None,
    jobs: Jobs = CORES,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only problems.")] = False,
) -> None:
    """Write an edition as a Quarto project to carry on with: the report as a book, or one document for each case.

    It contains what the edition may show and nothing else. Changes made in it do not come back to the sources.
    """
    project = project_folder(root)
    preload()
    with at_once():  # a library that is interrupted while it is loaded may end the process
        from kefu.export.quarto import export
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
            typer.echo(shown(f"exported {files} to {folder}: run “{shlex.join(['quarto', 'render', str(folder)])}”"))
