"""`kefu review`: bring home what reviewers have left in Word files."""

from __future__ import annotations

import sys
from datetime import datetime  # noqa: TC003 - Typer reads the annotations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kefu.cli import terminal
from kefu.cli.arguments import Cache, Root, project_folder
from kefu.cli.outcome import explained
from kefu.layout import REVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kefu.review import Left, Returned, Round

NOTHING_WRITTEN = "nothing was written"


def review(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE…",
            help="Word files that came back from reviewers; with --apply, items such as “3” or “remiss/3”.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", help="The name of the round; by default after the file and the newest remark.")
    ] = "",
    sent: Annotated[
        Path | None,
        typer.Option("--sent", metavar="FILE", help="The Word file that was sent, if it cannot be found."),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Put accepted changes, or those named, into the sources; shown first.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --apply: write without asking.")] = False,
    reply: Annotated[
        bool, typer.Option("--reply", help="Write the Word files again, with the answers in their threads.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="With --reply: the folder; by default the working directory."),
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], metavar="DAY", help="With --reply: the day of the answers, as “2026-12-01”."
        ),
    ] = None,
    root: Root = None,
    cache: Cache = None,
) -> None:
    """Bring home the comments and changes in Word files that came back, and keep them in review/ for answers.

    Each is shown with its place in the sources as they are now. What has been answered before stays as it is.
    """
    import re

    from kefu.authored import IDENTIFIER
    from kefu.cli.kept import kept_in
    from kefu.review import returned

    folder, given = project_folder(root), what or []
    if apply and reply:
        raise typer.BadParameter("--apply and --reply are two commands; give one of them")
    if apply:
        _apply(folder, given, yes=yes)
        return
    files = [Path(one) for one in given]
    if reply:
        _reply(folder, files, out or Path(), date)
        return
    if not files:
        raise typer.BadParameter("name the Word files that came back, as in “kefu review returned.docx”")
    if name and not re.fullmatch(IDENTIFIER.pattern, name):
        raise typer.BadParameter(f"--name should {IDENTIFIER.words}, as in “{IDENTIFIER.example}”")
    with explained(outcome=NOTHING_WRITTEN), kept_in(cache, folder) as store:
        for one in returned(folder, files, name=name, given=sent, store=store):
            _tell(one)


def _apply(folder: Path, names: list[str], *, yes: bool) -> None:
    """Put changes into the sources, and note in their rounds that they are there: both or neither."""
    from kefu.reading.replacing import apply, difference
    from kefu.review import change_of, plan, read_rounds

    with explained(outcome=NOTHING_WRITTEN):
        rounds = read_rounds(folder)
        found = plan(folder, rounds, {_item(name, rounds) for name in names})
        terminal.print_differences(map(difference, found.changes))
        terminal.say(line for left in found.left for line in _left(left))
        if not found.applied:
            typer.echo("nothing to apply")
            return
        if not yes and not sys.stdin.isatty():
            typer.echo("nothing was written; run “kefu review --apply --yes” to make these changes")
            return
        counted = terminal.counted(len(found.applied), "change")
        if yes or typer.confirm(f"Make {counted} in {terminal.counted(len(found.changes), 'file')}?"):
            apply(folder, [*found.changes, *(change_of(folder, one) for one in found.rounds)])
            typer.echo(f"applied {counted}")


def _item(name: str, rounds: Sequence[Round]) -> tuple[str, int]:
    """Return an item by its name: the round and the number, or only the number if there is one round."""
    round_, _, number = name.rpartition("/")
    named = [one for one in rounds if one.name == round_ or (not round_ and len(rounds) == 1)]
    if not number.isdecimal() or not any(item.number == int(number) for one in named for item in one.items):
        of = f"; the rounds are {', '.join(one.name for one in rounds)}" if rounds else ""
        raise typer.BadParameter(f"there is no item “{name}”: write its round and number, as “remiss/3”{of}")
    return named[0].name, int(number)


def _left(left: Left) -> Iterator[str]:
    """Yield the lines about items that nothing is done about."""
    yield f"{left.location}: not applied: {left.reason}"
    for named in left.items:
        item = named.item
        who = item.said[0].who if item.said else ""
        yield f"    {named} [{who or '?'}] “{item.words}” → “{item.instead}”"


def _reply(folder: Path, files: list[Path], out: Path, date: datetime | None) -> None:
    """Write Word files again, with answers."""
    from kefu.load import load
    from kefu.review import read_rounds, write_replies

    with explained(outcome=NOTHING_WRITTEN):
        rounds = read_rounds(folder)
        publication = load(folder, jobs=1).project.publication
        day = date.date() if date else None
        made = write_replies(rounds, files, [Path(), folder, folder / REVIEW], out, publication, day)
        terminal.say([f"wrote {path}" for path in made] or ["nothing is answered yet"])


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
