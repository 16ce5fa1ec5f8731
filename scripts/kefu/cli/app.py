"""The program `kefu`: its commands, how they are interrupted, and how it exits."""

from __future__ import annotations

import signal
import sys
from typing import Annotated, Final, NoReturn

import typer

from kefu import __version__
from kefu.cli import build, check, doctor, explain, export, fix, new, serve, terminal
from kefu.cli import list as list_
from kefu.cli.outcome import ExitCode

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
app.command()(fix.fix)
app.command()(explain.explain)
app.command()(doctor.doctor)
app.command()(serve.serve)
app.command("list")(list_.list_)
app.add_typer(new.app, name="new")
app.add_typer(export.app, name="export")

ENDINGS: Final = ("SIGTERM", "SIGHUP")
"""Signals that end a command as Ctrl+C does, unless it was started so as to ignore them: `kill`, a closed terminal."""


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
    except Exception as error:  # usage errors know how to show themselves; anything else is a bug, with a traceback
        show = getattr(error, "show", None)
        if show is None:
            raise
        show()
        code = ExitCode.USAGE
    if code == ExitCode.INTERRUPTED:
        terminal.problem("interrupted; the existing release is unchanged")
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
