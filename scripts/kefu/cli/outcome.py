"""How a command ends: with problems explained, without any real name, and with an exit code."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import typer

from kefu.check.report import CheckError
from kefu.cli import terminal
from kefu.cli.shortages import shortage
from kefu.diagnostics import BuildError, OutputError
from kefu.processes.endings import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from kefu.check.people import RegistryFile
    from kefu.diagnostics import Diagnostic

NOTHING_PUBLISHED: Final = "nothing was published"


class ExitCode(IntEnum):
    """The exit codes of `kefu`, which `docs/reference.md` documents."""

    DONE = 0
    BUG = 1
    USAGE = 2
    SOURCES = 3
    OUTPUT = 4
    FINDINGS = 5
    INTERRUPTED = INTERRUPTED


def registry_file(pseudonyms: Path | None, root: Path) -> RegistryFile | None:
    """Return the registry of real names, read and found valid, or `None` if none is given."""
    if pseudonyms is None:
        return None
    from kefu.check.people import RegistryFile

    names = RegistryFile(path=pseudonyms, root=root)
    with explained():
        names.load()
    return names


@contextmanager
def explained(names: RegistryFile | None = None, *, outcome: str = NOTHING_PUBLISHED) -> Iterator[Callable[[str], str]]:
    """Print what a person can fix, and exit with the code that says where the problem is.

    What is printed then, even about a bug, contains no real name from the registry. Provides a function that masks the
    names in any other text.
    """
    shown = _masking(names)
    try:
        yield shown
    except BuildError as error:
        terminal.print_diagnostics(_redacted(error.diagnostics, names), outcome=outcome)
        raise typer.Exit(ExitCode.SOURCES) from None
    except CheckError as refused:
        terminal.print_diagnostics(refused.report.findings, outcome=outcome)
        raise typer.Exit(ExitCode.FINDINGS) from None
    except OutputError as error:
        terminal.problem(shown(str(error)))
        raise typer.Exit(ExitCode.OUTPUT) from None
    except typer.BadParameter as error:
        raise typer.BadParameter(shown(error.message)) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if not names:
            raise
        if short := shortage(error):
            terminal.problem(shown(short))
            raise typer.Exit(ExitCode.OUTPUT) from None
        terminal.problem(shown(traceback.format_exc()))
        raise typer.Exit(ExitCode.BUG) from None


def _masking(names: RegistryFile | None) -> Callable[[str], str]:
    if names is None:
        return str
    from kefu.check.people import masked

    registry = names.load()
    return lambda text: masked(text, registry)


def _redacted(diagnostics: Sequence[Diagnostic], names: RegistryFile | None) -> Sequence[Diagnostic]:
    if names is None:
        return diagnostics
    from kefu.check.people import redacted

    return [redacted(diagnostic, names.load()) for diagnostic in diagnostics]
