"""The program `kefu`: its commands, how they are interrupted, and how it exits."""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

from kefu import __version__
from kefu.cli import build, check, clean, doctor, explain, export, fix, import_, new, preview, review, serve, terminal
from kefu.cli import list as list_
from kefu.cli.outcome import ExitCode
from kefu.cli.shortages import refusal, shortage
from kefu.diagnostics import OutputError
from kefu.processes.endings import UNCHANGED, handle_signals, ignore_signals
from kefu.processes.scratch import scratch_folder

app = typer.Typer(
    name="kefu",
    help="Build a research report and its teaching cases, in every edition, from one set of sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(build.build)
app.command()(check.check)
app.command()(clean.clean)
app.command()(fix.fix)
app.command("import")(import_.import_)
app.command()(explain.explain)
app.command()(doctor.doctor)
app.command()(preview.preview)
app.command()(serve.serve)
app.command()(review.review)
app.command("list")(list_.list_)
app.add_typer(new.app, name="new")
app.add_typer(export.app, name="export")


def main() -> NoReturn:
    """Run the command line and exit with one of `ExitCode`."""
    handle_signals()
    terminal.make_printable()
    try:
        if refused := refusal():
            terminal.problem(refused)
            sys.exit(ExitCode.USAGE)
        with scratch_folder():
            code = app(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
    except typer.Exit as exit_:
        code = exit_.exit_code
    except OutputError as error:
        terminal.problem(str(error))
        code = ExitCode.OUTPUT
    except Exception as error:  # usage errors know how to show themselves; anything else is a bug, with a traceback
        show = getattr(error, "show", None)
        short = shortage(error)
        if short:
            terminal.problem(short)
            code = ExitCode.OUTPUT
        elif show:
            show()
            code = ExitCode.USAGE
        else:
            raise
    ignore_signals()
    if code == ExitCode.INTERRUPTED:
        terminal.problem(UNCHANGED)
    if (why := terminal.unwritten()) and code == ExitCode.DONE:
        terminal.problem(f"what the command has to say cannot be written: {why}")
        code = ExitCode.OUTPUT
    sys.exit(code)


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
