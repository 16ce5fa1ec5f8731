"""`kefu list`: show the cases and chapters, how long they are, and how hard to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Column, Table

from kefu.cli import terminal
from kefu.cli.arguments import CORES, Cache, Jobs, Root, project_folder
from kefu.cli.outcome import NOTHING_PUBLISHED, explained

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.cache import Store
    from kefu.model import Project


def list_(
    root: Root = None,
    review: Annotated[bool, typer.Option("--review", help="Show what is open in the rounds of review.")] = False,
    cache: Cache = None,
    jobs: Jobs = CORES,
) -> None:
    """Show the cases and chapters with their length and LIX, and the editions and status of the cases."""
    from kefu.cli.kept import kept_in, remembered
    from kefu.load import load

    folder = project_folder(root)
    with explained(), kept_in(cache, folder) as store, remembered(store, folder) as said:
        loaded = load(folder, jobs=jobs, store=store)
        with said():
            terminal.print_diagnostics(loaded.warnings, outcome=NOTHING_PUBLISHED)
            if review:
                _show_open(loaded.project, folder, store)
            else:
                _show(loaded.project)


def _show_open(project: Project, folder: Path, store: Store) -> None:
    """Show the open items, round by round, in the order of the text."""
    from kefu.review import path_of, places, read_rounds, shown

    rounds = read_rounds(folder)
    for one in rounds:
        found = places(project, one, store)
        left = [item for item in one.items if item.open]
        terminal.say([f"{path_of(one.name)}: {terminal.counted(len(left), 'open item')} of {len(one.items)}"])
        terminal.say(line for item in left for line in shown(item, found[item.number]))
    if not rounds:
        typer.echo("there is no round of review; “kefu review FILE” makes one of a Word file that came back")


def _show(project: Project) -> None:
    from kefu.authored import PartKind
    from kefu.authoring.listing import chapters, rows, shown

    table = Table("case", "title", *(Column(kind, justify="right") for kind in PartKind), "editions", "status")
    for row in rows(project):
        lengths = dict(row.lengths)
        cells = [shown(lengths[kind]) if kind in lengths else "–" for kind in PartKind]
        table.add_row(row.numeral, row.title, *cells, ", ".join(row.editions), row.status)
    report = Table("chapter", Column("length", justify="right"))
    for path, length in chapters(project):
        report.add_row(path, shown(length))
    terminal.output().print(table, report)
    typer.echo("lengths are words · LIX; a LIX of 30–40 is easy to read, 40–50 medium, 50–60 hard")
