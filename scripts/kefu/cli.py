"""The command line: arguments, progress, printing and exit codes."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer
from rich.table import Column, Table

from kefu import __version__, terminal
from kefu.arguments import CORES, Jobs, Pseudonyms, Quarto, Root, project_folder, publication_date
from kefu.diagnostics import BuildError
from kefu.export.command import app as export
from kefu.outcome import NOTHING_PUBLISHED, ExitCode, explained, registry_file
from kefu.workers import preload

if TYPE_CHECKING:
    from kefu.engines import Engine


class ReportFormat(StrEnum):
    """How the report of a check is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


class EngineName(StrEnum):
    """What can render documents."""

    PANDOC = "pandoc"
    QUARTO = "quarto"


app = typer.Typer(
    name="kefu",
    help="Build a research report and its teaching cases, in every edition, from one set of sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
new = typer.Typer(help="Begin something new.", no_args_is_help=True)
app.add_typer(new, name="new")
app.add_typer(export, name="export")

Out = Annotated[
    Path | None,
    typer.Option("--out", help="The folder of the release. Without it: the project's dist/.", show_default=False),
]


ENDINGS: Final = ("SIGTERM", "SIGHUP")
"""What ends a command as Ctrl+C does, unless whoever started it told it not to listen: `kill`, a closed terminal."""


def main() -> NoReturn:
    """Run the command line and exit with one of `ExitCode`."""
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
    try:
        code = app(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
    except typer.Exit as exit_:
        code = exit_.exit_code
    except Exception as error:  # usage errors know how to show themselves; anything else is a bug and keeps its trace
        show = getattr(error, "show", None)
        if show is None:
            raise
        show()
        code = ExitCode.USAGE
    if code == ExitCode.INTERRUPTED:
        terminal.problem("interrupted; the release in place is as it was")
    sys.exit(code)


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kefu {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Build a research report and its teaching cases, in every edition, from one set of sources."""


@app.command()
def build(
    root: Root = None,
    out: Out = None,
    edition: Annotated[
        list[str] | None,
        typer.Option("--edition", "-e", metavar="NAME", help="Build this edition alone; can be given again."),
    ] = None,
    case: Annotated[
        list[str] | None,
        typer.Option(
            "--case", "-c", metavar="ID", help="Build this case alone, by number or slug; can be given again."
        ),
    ] = None,
    pseudonyms: Pseudonyms = None,
    release: Annotated[
        bool,
        typer.Option(
            "--release",
            help="Build for readers: refuse unless every case is approved and, where the publication requires it, "
            "real names were searched for.",
        ),
    ] = False,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="What renders the documents; quarto is a program of its own.")
    ] = EngineName.PANDOC,
    quarto: Quarto = None,
    jobs: Jobs = CORES,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")] = False,
) -> None:
    """Build every document, or the chosen ones, check them, and publish the release when all of them are sound.

    Without options: all editions of everything. A partial build leaves the other documents of an earlier release as
    they are.
    """
    preload()
    from kefu.pipeline import SelectionError  # noqa: PLC0415 - keeps --help and --version fast
    from kefu.pipeline import build as run  # noqa: PLC0415 - same reason

    folder = project_folder(root)
    names = registry_file(pseudonyms, folder)
    with explained(names) as shown:
        out = out or folder / "dist"
        chosen = _engine(engine, quarto)
        try:
            with terminal.shown_progress(quiet=quiet) as progress:
                made = run(
                    folder,
                    out,
                    editions=edition or (),
                    cases=case or (),
                    date=publication_date(),
                    names=names,
                    release=release,
                    engine=chosen,
                    jobs=jobs,
                    progress=progress,
                )
        except SelectionError as error:
            raise typer.BadParameter(str(error)) from None
        terminal.print_diagnostics(made.report.findings, outcome=NOTHING_PUBLISHED)
        if not quiet:
            terminal.print_artifacts(made.artifacts, out, shown)


@app.command()
def check(
    root: Root = None,
    out: Out = None,
    pseudonyms: Pseudonyms = None,
    format_: Annotated[ReportFormat, typer.Option("--format", help="How the report is written.")] = ReportFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    jobs: Jobs = CORES,
) -> None:
    """Check the sources and the finished files: that nothing leaks, nobody is recognisable, every file is sound.

    The files are checked as they are, whoever made or altered them. The report goes to standard output.
    """
    preload()
    from kefu.check.report import as_json, as_sarif  # noqa: PLC0415 - keeps --help fast
    from kefu.pipeline import check as run  # noqa: PLC0415 - same reason

    folder = project_folder(root)
    names = registry_file(pseudonyms, folder)
    with explained(names):
        with terminal.shown_progress(quiet=False) as progress:
            report = run(
                folder, out or folder / "dist", date=publication_date(), names=names, jobs=jobs, progress=progress
            )
        match format_:
            case ReportFormat.TEXT:
                terminal.print_report(report)
            case ReportFormat.JSON:
                typer.echo(as_json(report))
            case ReportFormat.SARIF:
                typer.echo(as_sarif(report))
        if not report.passed(strict=strict):
            raise typer.Exit(ExitCode.FINDINGS)


@app.command()
def fix(
    root: Root = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
) -> None:
    """Correct the typography of the sources where it has one right answer; the difference is shown first."""
    from kefu.fixing import apply, difference, plan  # noqa: PLC0415 - keeps --help fast

    folder = project_folder(root)
    with explained(outcome="nothing was written"):
        changes = plan(folder)
        terminal.print_differences(map(difference, changes))
        if not changes:
            typer.echo("nothing to correct")
            return
        if not yes and not sys.stdin.isatty():
            typer.echo("nothing was written; run “kefu fix --yes” to write this")
            return
        if yes or typer.confirm(f"Write this to {terminal.counted(len(changes), 'file')}?"):
            apply(folder, changes)
            typer.echo(f"corrected {terminal.counted(len(changes), 'file')}")


@app.command()
def doctor(quarto: Quarto = None) -> None:
    """Show every tool that a build can use: its version, where it is, what it is for, and what is missing."""
    from kefu.tools import tools  # noqa: PLC0415 - keeps --help fast

    found = tools(quarto, os.environ)
    table = Table("tool", "version", "for", "where")
    for tool in found:
        state = tool.version or ("missing" if tool.needed else "not there")
        table.add_row(tool.name, state, tool.purpose, ": ".join(filter(None, (tool.path, tool.problem))))
    terminal.output().print(table)
    if missing := [tool.name for tool in found if tool.needed and tool.problem]:
        terminal.problem(f"{', '.join(missing)}: not to be used; what is wrong stands in the table")
        raise typer.Exit(ExitCode.FINDINGS)


@app.command()
def serve(
    root: Root = None,
    out: Out = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 lets the system choose.")] = 8000,
) -> None:
    """Show the public site of the release on this machine, until it is interrupted."""
    from kefu.serving import HOST, server  # noqa: PLC0415 - keeps --help fast

    with explained(outcome="nothing is served"), server(out or project_folder(root) / "dist", port) as serving:
        typer.echo(f"the site is at http://{HOST}:{serving.server_port}/ until you press Ctrl+C")
        with suppress(KeyboardInterrupt):
            serving.serve_forever()


@new.command("case")
def new_case(
    title: Annotated[str, typer.Argument(help="The case's title, in Swedish.")],
    root: Root = None,
) -> None:
    """Begin a case: a folder with the next number, and a file for every part that can be built at once."""
    from kefu.skeleton import new_case as write  # noqa: PLC0415 - keeps --help fast

    with explained():
        folder = write(project_folder(root), title)
        typer.echo(f"made {folder}: write its parts, then run “kefu build --case {folder.name[:2]}”")


@app.command("list")
def list_(root: Root = None, jobs: Jobs = CORES) -> None:
    """Show the cases and chapters with their length and LIX, and the editions and status of the cases."""
    from kefu.authored import PartKind  # noqa: PLC0415 - same reason
    from kefu.listing import chapters, rows, shown  # noqa: PLC0415 - keeps --help fast
    from kefu.load import load  # noqa: PLC0415 - same reason

    with explained():
        loaded = load(project_folder(root), jobs=jobs)
        terminal.print_diagnostics(loaded.warnings, outcome=NOTHING_PUBLISHED)
        table = Table("case", "title", *(Column(kind, justify="right") for kind in PartKind), "editions", "status")
        for row in rows(loaded.project):
            lengths = dict(row.lengths)
            cells = [shown(lengths[kind]) if kind in lengths else "–" for kind in PartKind]
            table.add_row(f"{row.number:02}", row.title, *cells, ", ".join(row.editions), row.status)
        report = Table("chapter", Column("length", justify="right"))
        for path, length in chapters(loaded.project):
            report.add_row(path, shown(length))
        terminal.output().print(table, report)
        typer.echo("lengths are words · LIX; a LIX of 30–40 is easy to read, 40–50 medium, 50–60 hard")


def _engine(name: EngineName, quarto: Path | None) -> Engine:
    """Return the engine of a name; says what is wrong and ends where its program cannot be used."""
    if name is EngineName.PANDOC:
        if quarto:
            raise typer.BadParameter("--quarto is for --engine quarto")
        from kefu.engines.pandoc import PANDOC  # noqa: PLC0415 - keeps --help fast

        return PANDOC
    from kefu.engines.quarto import QuartoEngine  # noqa: PLC0415 - same reason
    from kefu.engines.quarto_program import find  # noqa: PLC0415 - same reason

    try:
        return QuartoEngine(program=find(quarto, os.environ))
    except BuildError as error:
        terminal.print_diagnostics(error.diagnostics, outcome=NOTHING_PUBLISHED)
        raise typer.Exit(ExitCode.USAGE) from None
