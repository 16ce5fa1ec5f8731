"""`kefu review`: bring home what reviewers have left in Word files."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from kefu.authored import IDENTIFIER
from kefu.cli import terminal
from kefu.cli.arguments import Cache, Root, project_folder
from kefu.cli.outcome import explained

if TYPE_CHECKING:
    from kefu.review import Returned

NOTHING_WRITTEN = "nothing was written"


def review(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Word files that came back from reviewers.")],
    name: Annotated[
        str, typer.Option("--name", help="The name of the round; by default after the file and the newest remark.")
    ] = "",
    sent: Annotated[
        Path | None,
        typer.Option("--sent", metavar="FILE", help="The Word file that was sent, if it cannot be found."),
    ] = None,
    root: Root = None,
    cache: Cache = None,
) -> None:
    """Bring home the comments and changes in Word files that came back, and keep them in review/ for answers.

    Each is shown with its place in the sources as they are now. What has been answered before stays as it is.
    """
    from kefu.cli.kept import kept_in
    from kefu.review import returned

    folder = project_folder(root)
    if name and not _is_name(name):
        raise typer.BadParameter(f"--name should {IDENTIFIER.words}, as in “{IDENTIFIER.example}”")
    with explained(outcome=NOTHING_WRITTEN), kept_in(cache, folder) as store:
        for one in returned(folder, files, name=name, given=sent, store=store):
            _tell(one)


def _is_name(name: str) -> bool:
    import re

    return re.fullmatch(IDENTIFIER.pattern, name) is not None


def _tell(one: Returned) -> None:
    from kefu.review import path_of, shown

    terminal.print_diagnostics(one.warnings, outcome=NOTHING_WRITTEN)
    items = one.round.items
    terminal.say(line for item in items for line in shown(item, one.places[item.number]))
    lost = sum(found is None for found in one.places.values())
    held = f"{terminal.counted(one.comments, 'comment')} and {terminal.counted(one.changes, 'change')}"
    counts = [
        f"{held} came back",
        f"{terminal.counted(len(items), 'item')} in {path_of(one.round.name)}, {one.new} of them new",
        f"{lost} without a place in the sources" if lost else "",
        f"{sum(item.open for item in items)} open",
    ]
    terminal.say(["; ".join(filter(None, counts))])
