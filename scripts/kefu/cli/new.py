"""`kefu new`: something new to write in."""

from __future__ import annotations

from typing import Annotated

import typer

from kefu.cli.arguments import Root, project_folder
from kefu.cli.outcome import explained

app = typer.Typer(help="Begin something new.", no_args_is_help=True)


@app.command("case")
def new_case(
    title: Annotated[str, typer.Argument(help="The case's title, in Swedish.")],
    root: Root = None,
) -> None:
    """Begin a case: a folder with the next number, and a file for every part that can be built at once."""
    from kefu.authoring.skeleton import new_case as write

    with explained():
        folder = write(project_folder(root), title)
        typer.echo(f"made {folder}: write its parts, then run “kefu build --case {folder.name[:2]}”")
