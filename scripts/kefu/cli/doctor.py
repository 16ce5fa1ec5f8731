"""`kefu doctor`: show what a build can use, and what is missing."""

from __future__ import annotations

import os

import typer
from rich.table import Table

from kefu.cli import terminal
from kefu.cli.arguments import Quarto  # noqa: TC001 - Typer looks at the types of parameters
from kefu.cli.outcome import ExitCode


def doctor(quarto: Quarto = None) -> None:
    """Show every tool that a build can use: its version, where it is, what it is for, and what is missing."""
    from kefu.tools import tools

    found = tools(quarto, os.environ)
    table = Table("tool", "version", "for", "where")
    for tool in found:
        state = tool.version or ("missing" if tool.needed else "unavailable")
        table.add_row(tool.name, state, tool.purpose, ": ".join(filter(None, (tool.path, tool.problem))))
    terminal.output().print(table)
    if missing := [tool.name for tool in found if tool.needed and tool.problem]:
        terminal.problem(f"{', '.join(missing)}: cannot be used; the table says what is wrong")
        raise typer.Exit(ExitCode.FINDINGS)
