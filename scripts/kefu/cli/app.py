"""The program `kefu`: its commands, how they are interrupted, and how it exits."""

from __future__ import annotations

import errno
import sys
import traceback
from typing import Annotated, Final, NoReturn

import typer

from kefu import __version__
from kefu.cli import build, check, doctor, explain, export, fix, new, serve, terminal
from kefu.cli import list as list_
from kefu.cli.outcome import ExitCode
from kefu.diagnostics import OutputError
from kefu.processes.endings import UNCHANGED, handle_signals
from kefu.processes.scratch import scratch_folder

SHORTAGES: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EROFS, errno.EFBIG, errno.EIO}
    | {errno.ENAMETOOLONG, errno.EAGAIN}
)
"""What a machine may run short of, or refuse, at any moment: no mistake of the program's or of its user's."""

SHOWN: Final = 200
"""The characters of a path that are shown; one that is too long is not shown whole."""

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


def main() -> NoReturn:
    """Run the command line and exit with one of `ExitCode`."""
    handle_signals()
    terminal.make_printable()
    try:
        with scratch_folder():
            code = app(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
    except typer.Exit as exit_:
        code = exit_.exit_code
    except OutputError as error:
        terminal.problem(str(error))
        code = ExitCode.OUTPUT
    except OSError as error:
        if error.errno not in SHORTAGES and _doing(error) != "multiprocessing":
            raise
        terminal.problem(f"{error.strerror}: {str(error.filename or _unnamed(error))[:SHOWN]}")
        code = ExitCode.OUTPUT
    except Exception as error:  # usage errors know how to show themselves; anything else is a bug, with a traceback
        show = getattr(error, "show", None)
        if show is None:
            raise
        show()
        code = ExitCode.USAGE
    if code == ExitCode.INTERRUPTED:
        terminal.problem(UNCHANGED)
    if (why := terminal.unwritten()) and code == ExitCode.DONE:
        terminal.problem(f"what the command has to say cannot be written: {why}")
        code = ExitCode.OUTPUT
    sys.exit(code)


def _unnamed(error: OSError) -> str:
    """Return what a shortage is about that names no file."""
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return "allow more, as with “ulimit -n 1024”"
    match _doing(error):
        case "click" | "rich" | "typer":
            return "what the command has to say cannot be written"
        case "multiprocessing":
            return "processes cannot share memory (on Linux, in the folder /dev/shm)"
    return "a file cannot be written; set TMPDIR to a folder with room in it for temporary files"


def _doing(error: OSError) -> str:
    """Return the package in which an error arose."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return str(frame.f_globals.get("__name__")).partition(".")[0]


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
