"""`kefu check`: check the sources and the finished files as they are."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from kefu.cache import NOTHING_KEPT
from kefu.cli import terminal
from kefu.cli.arguments import (
    CORES,
    Cache,
    Fresh,
    Jobs,
    Out,
    Pseudonyms,
    Root,
    project_folder,
    publication_date,
    release_folder,
)
from kefu.cli.outcome import ExitCode, explained, registry_file
from kefu.processes.endings import at_once
from kefu.processes.workers import preload

if TYPE_CHECKING:
    from kefu.check.report import Report


class ReportFormat(StrEnum):
    """The formats in which the report of a check can be written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def check(
    root: Root = None,
    out: Out = None,
    pseudonyms: Pseudonyms = None,
    format_: Annotated[ReportFormat, typer.Option("--format", help="The format of the report.")] = ReportFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Search git's history for real names too; needs the registry.")
    ] = False,
    release: Annotated[
        bool,
        typer.Option("--release", help="Tell also what would keep it from readers, and what is open in a review."),
    ] = False,
    cache: Cache = None,
    fresh: Fresh = False,
    jobs: Jobs = CORES,
) -> None:
    """Check the sources and the finished files: nothing leaks, nobody is recognisable, and every file is sound.

    The files are checked as they are, no matter who made or changed them. The report goes to standard output.
    """
    folder = project_folder(root)
    preload()
    with at_once():  # a library that is interrupted while it is loaded may end the process
        from kefu.cli.kept import kept_in, remembered
        from kefu.pipeline import check as run

    names = registry_file(pseudonyms, folder)
    if history and not names:
        raise typer.BadParameter("searching git's history needs the registry of real names: add --pseudonyms FILE")
    with explained(names):
        out = release_folder(out, folder)
        with (
            kept_in(cache, folder, out, fresh=fresh, names=names is not None) as store,
            remembered(store if names is None else NOTHING_KEPT, folder, out) as said,
        ):
            with terminal.shown_progress(quiet=False) as progress:
                report = run(
                    folder,
                    out,
                    date=publication_date(),
                    names=names,
                    past=history,
                    release=release,
                    store=store,
                    jobs=jobs,
                    progress=progress,
                )
            with said():
                _tell(report, format_)
            if not report.passed(strict=strict):
                raise typer.Exit(ExitCode.FINDINGS)


def _tell(report: Report, format_: ReportFormat) -> None:
    match format_:
        case ReportFormat.TEXT:
            terminal.print_report(report)
        case ReportFormat.JSON:
            from kefu.check.report import as_json

            typer.echo(as_json(report))
        case ReportFormat.SARIF:
            from kefu.check.report import as_sarif

            typer.echo(as_sarif(report))
        case never:
            assert_never(never)
