"""`kefu preview`: the documents in a browser, as they are written."""

from __future__ import annotations

import os
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from kefu.cli import terminal
from kefu.cli.arguments import Cache, Root, project_folder, publication_date
from kefu.cli.outcome import explained
from kefu.layout import CACHE
from kefu.processes.endings import at_once
from kefu.processes.workers import preload

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kefu.diagnostics import Diagnostic

REACHABLE = (
    "everybody in this network who is told the address below can read the documents, restricted ones too; "
    "what is sent is not encrypted"
)


def preview(
    root: Root = None,
    edition: Annotated[
        list[str] | None,
        typer.Option("--edition", "-e", metavar="NAME", help="Show only this edition; can be repeated."),
    ] = None,
    case: Annotated[
        list[str] | None,
        typer.Option("--case", "-c", metavar="ID", help="Show only this case, by number or slug; can be repeated."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 lets the system choose.")] = 0,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="Where to listen; 0.0.0.0 lets other devices read, too."),
    ] = "127.0.0.1",
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    cache: Cache = None,
) -> None:
    """Show the documents in a browser, and show them anew whenever a file is saved, until it is interrupted.

    Nothing of it is a release: every page says that it is a preview, and nothing is written to the release. Problems
    are told here as well. KEFU_EDITOR says which editor opens at a paragraph, as in vscode://file/{path}:{line}:{column}.
    """
    folder = project_folder(root)
    preload()
    with at_once():  # a library that is interrupted while it is loaded may end the process
        from kefu.preview import CODE, VARIABLE, Choice, is_loopback
        from kefu.preview import preview as run

    def begun(address: str) -> None:
        if not is_loopback(host):
            terminal.warning(REACHABLE)
        typer.echo(f"the preview is at {address} until you press Ctrl+C")
        if not no_open:
            webbrowser.open(address)

    template = os.environ.get(VARIABLE) or CODE
    if "{path}" not in template:
        raise typer.BadParameter(f"{VARIABLE} is “{template}”, which has no {{path}} in it")
    with explained(outcome="nothing is shown"):
        run(
            folder,
            Choice(editions=tuple(edition or ()), cases=tuple(case or ())),
            cache=cache or folder / CACHE,
            host=host,
            port=port,
            date=publication_date(),
            template=template,
            begun=begun,
            told=_telling(),
        )


def _telling() -> Callable[[Sequence[Diagnostic]], None]:
    """Return what prints the problems that are new, and says when there are none any more."""
    known: list[Diagnostic] = []

    def tell(problems: Sequence[Diagnostic]) -> None:
        new = [problem for problem in problems if problem not in known]
        terminal.print_diagnostics(new, outcome="the last good pages stay until it is mended")
        if known and not problems:
            terminal.output().print("nothing is wrong any more")
        known[:] = problems

    return tell
