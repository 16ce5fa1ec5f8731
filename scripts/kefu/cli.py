"""The command line: arguments, progress, printing and exit codes."""

from __future__ import annotations

import datetime
import os
import signal
import sys
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Column, Table
from rich.text import Text

from kefu import __version__
from kefu.diagnostics import BuildError, Diagnostic, OutputError, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kefu.model import Artifact
    from kefu.pipeline import Progress as Report

MARKER: Final = Path("report", "publication.yaml")
CORES: Final = os.cpu_count() or 1
WIDE: Final = 200
"""The width of tables where there is no terminal, so that no path is broken."""


class ExitCode(IntEnum):
    """What `kefu` ends with. The README documents the codes."""

    DONE = 0
    BUG = 1
    USAGE = 2
    SOURCES = 3
    OUTPUT = 4
    INTERRUPTED = 130


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

Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        help="The project's folder. Without it: the working directory, or the nearest folder above it that has "
        "report/publication.yaml.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=1, help="How many processes to use.", show_default="one for each core"),
]


def main() -> NoReturn:
    """Run the command line and exit with one of `ExitCode`."""
    signal.signal(signal.SIGTERM, _interrupt)
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
        _problem("interrupted; the release in place is as it was")
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
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Where the release goes. Without it: the project's dist/.", show_default=False),
    ] = None,
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
    jobs: Jobs = CORES,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")] = False,
) -> None:
    """Build every document, or the chosen ones, and publish the release when all of them are sound.

    Without options: all editions of everything. A partial build leaves the other documents of an earlier release as
    they are.
    """
    from kefu.pipeline import SelectionError  # noqa: PLC0415 - keeps --help and --version fast
    from kefu.pipeline import build as run  # noqa: PLC0415 - same reason

    with _explained():
        folder = _root(root)
        out = out or folder / "dist"
        try:
            with _progress(quiet) as progress:
                made = run(
                    folder,
                    out,
                    editions=edition or (),
                    cases=case or (),
                    date=_date(),
                    jobs=jobs,
                    progress=progress,
                )
        except SelectionError as error:
            raise typer.BadParameter(str(error)) from None
        _print_diagnostics(made.warnings)
        if not quiet:
            _print_artifacts(made.artifacts, out)


@new.command("case")
def new_case(
    title: Annotated[str, typer.Argument(help="The case's title, in Swedish.")],
    root: Root = None,
) -> None:
    """Begin a case: a folder with the next number, and a file for every part that can be built at once."""
    from kefu.skeleton import new_case as write  # noqa: PLC0415 - keeps --help fast

    with _explained():
        folder = write(_root(root), title)
        typer.echo(f"made {folder}: write its parts, then run “kefu build --case {folder.name[:2]}”")


@app.command("list")
def list_(root: Root = None, jobs: Jobs = CORES) -> None:
    """Show the cases and chapters with their length and LIX, and the editions and status of the cases."""
    from kefu.authored import PartKind  # noqa: PLC0415 - same reason
    from kefu.listing import chapters, rows, shown  # noqa: PLC0415 - keeps --help fast
    from kefu.load import load  # noqa: PLC0415 - same reason

    with _explained():
        loaded = load(_root(root), jobs=jobs)
        _print_diagnostics(loaded.warnings)
        table = Table("case", "title", *(Column(kind, justify="right") for kind in PartKind), "editions", "status")
        for row in rows(loaded.project):
            lengths = dict(row.lengths)
            cells = [shown(lengths[kind]) if kind in lengths else "–" for kind in PartKind]
            table.add_row(f"{row.number:02}", row.title, *cells, ", ".join(row.editions), row.status)
        report = Table("chapter", Column("length", justify="right"))
        for path, length in chapters(loaded.project):
            report.add_row(path, shown(length))
        _output().print(table, report)
        typer.echo("lengths are words · LIX; a LIX of 30–40 is easy to read, 40–50 medium, 50–60 hard")


def _root(given: Path | None) -> Path:
    """Return the project's folder; raises `typer.BadParameter` where there is none."""
    start = (given or Path.cwd()).resolve()
    for folder in [start] if given else [start, *start.parents]:
        if (folder / MARKER).is_file():
            return folder
    where = f"in “{given}”" if given else f"in “{start}” or above it"
    raise typer.BadParameter(f"there is no project {where}: no {MARKER.as_posix()}")


def _date() -> datetime.date | None:
    """Return the day of SOURCE_DATE_EPOCH, or none where it is not set.

    Source: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(given), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise typer.BadParameter(f"SOURCE_DATE_EPOCH is “{given}”, which is no number of seconds") from None


@contextmanager
def _explained() -> Iterator[None]:
    """Print what a person can mend, and exit with the code that says where the problem is."""
    try:
        yield
    except BuildError as error:
        _print_diagnostics(error.diagnostics)
        raise typer.Exit(ExitCode.SOURCES) from None
    except OutputError as error:
        _problem(str(error))
        raise typer.Exit(ExitCode.OUTPUT) from None


def _output() -> Console:
    return Console(width=None if sys.stdout.isatty() else WIDE)


def _problem(message: str) -> None:
    Console(stderr=True, soft_wrap=True).print(Text.assemble(("error: ", "bold red"), message))


def _print_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    console = Console(stderr=True, soft_wrap=True)
    for diagnostic in diagnostics:
        colour = "bold red" if diagnostic.severity is Severity.ERROR else "bold yellow"
        console.print(
            Text.assemble(
                (f"{diagnostic.location}: ", "bold"),
                (f"{diagnostic.severity}[{diagnostic.rule}]", colour),
                f": {diagnostic.message}",
                *((f"\n  hint: {hint}", "dim") for hint in diagnostic.hints),
            )
        )
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    if errors:
        console.print(f"{errors} {'error' if errors == 1 else 'errors'}; nothing was published")


@contextmanager
def _progress(quiet: bool) -> Iterator[Report]:
    """Provide what shows how far a build is: a bar on a terminal, a line a step elsewhere, nothing when quiet."""
    if quiet:
        yield lambda _doing, _done, _total: None
    elif not sys.stderr.isatty():
        seen: set[str] = set()

        def line(doing: str, _done: int, _total: int) -> None:
            if doing not in seen:
                seen.add(doing)
                typer.echo(f"{doing} …", err=True)

        yield line
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)

            def update(doing: str, done: int, total: int) -> None:
                bar.update(task, description=doing, completed=done, total=total)

            yield update


def _print_artifacts(artifacts: Iterable[Artifact], out: Path) -> None:
    made = sorted(artifacts, key=lambda artifact: str(artifact.path))
    shown = out.resolve()
    where = shown.relative_to(Path.cwd()) if shown.is_relative_to(Path.cwd()) else shown
    table = Table(
        Column("file", overflow="fold"),
        "edition",
        Column("pages", justify="right"),
        Column("kB", justify="right"),
    )
    for artifact in made:
        size = round(len(artifact.content) / 1000)
        table.add_row(Text(str(where / artifact.path)), artifact.edition, str(artifact.pages), str(size))
    _output().print(table)
    typer.echo(f"{len(made)} files, {sum(artifact.pages for artifact in made)} pages in {where}")
