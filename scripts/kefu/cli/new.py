"""`kefu new`: start something new."""

from __future__ import annotations

from typing import Annotated

import typer

from kefu.cli.arguments import Root, project_folder
from kefu.cli.outcome import explained

app = typer.Typer(help="Start something new.", no_args_is_help=True)


@app.command("case")
def new_case(
    title: Annotated[str, typer.Argument(help="The case's title, in Swedish.")],
    root: Root = None,
) -> None:
    """Start a case: a folder with the next number, and a file for every part, ready to be built."""
    from kefu.authoring.skeleton import new_case as write

    with explained():
        folder = write(project_folder(root), title)
        numeral = folder.name.partition("-")[0]
        typer.echo(f"created {folder}: write its parts, then run “kefu build --case {numeral}”")
