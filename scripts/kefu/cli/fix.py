"""`kefu fix`: correct the typography of the sources wherever only one answer is right."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kefu.cli import terminal
from kefu.cli.arguments import Root, project_folder
from kefu.cli.outcome import explained


def fix(
    root: Root = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
) -> None:
    """Correct typography and slips in the sources wherever only one answer is right; the changes are shown first."""
    from kefu.authoring.fixing import plan
    from kefu.reading.replacing import apply, difference

    folder = project_folder(root)
    with explained(outcome="nothing was written"):
        changes = plan(folder)
        terminal.print_differences(map(difference, changes))
        if not changes:
            typer.echo("nothing to correct")
            return
        if not yes and not sys.stdin.isatty():
            typer.echo("nothing was written; run “kefu fix --yes” to make these changes")
            return
        if yes or typer.confirm(f"Make these changes in {terminal.counted(len(changes), 'file')}?"):
            apply(folder, changes)
            typer.echo(f"corrected {terminal.counted(len(changes), 'file')}")
