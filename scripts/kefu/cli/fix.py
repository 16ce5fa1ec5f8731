"""`kefu fix`: typography that has one right answer, put right in the sources."""

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
    """Correct the typography of the sources where it has one right answer; the difference is shown first."""
    from kefu.authoring.fixing import apply, difference, plan

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
