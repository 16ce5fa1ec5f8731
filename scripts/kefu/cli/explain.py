"""`kefu explain`: say what a rule asks for, why, and what to do about it."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Column, Table

from kefu.cli import terminal


def _completed(incomplete: str) -> list[tuple[str, str]]:
    """Return the rules whose names begin like this, each with what should hold."""
    from kefu.rules.catalogue import RULES
    from kefu.rules.handbook import plain

    return [(name, plain(rule.holds)) for name, rule in RULES.items() if name.startswith(incomplete)]


def explain(
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="RULE",
            help="The name of a rule, as shown in brackets with a problem. Without a name, all rules are listed.",
            autocompletion=_completed,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Explain a rule: what should hold, why, what to do if it does not, and whether that may be accepted."""
    from kefu.rules.catalogue import RULES, similar
    from kefu.rules.handbook import described, plain

    if rule is None:
        _list()
    elif rule in RULES:
        terminal.output().print(f"{rule}\n\n{plain(described(RULES[rule]))}", highlight=False)
    else:
        close = similar(rule)
        hint = f"did you mean “{close}”?" if close else "“kefu explain” lists all rules"
        raise typer.BadParameter(f"there is no rule “{rule}”; {hint}")


def _list() -> None:
    from kefu.rules.catalogue import CONCERNS
    from kefu.rules.handbook import plain

    table = Table.grid(Column(no_wrap=True), Column(), padding=(0, 2, 0, 0))
    for concern in CONCERNS:
        table.add_row(concern.title, style="bold")
        for rule in concern.rules:
            table.add_row(f"  {rule}", plain(rule.holds))
    terminal.output().print(table)
