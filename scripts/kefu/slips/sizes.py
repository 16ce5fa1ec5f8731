"""Tables, lists and the like that are longer than anybody reads, and would take minutes or gigabytes to typeset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.diagnostics import Diagnostic
from kefu.reading.sources import locate
from kefu.rules.files import TEXT_IS_NOT_TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kefu.diagnostics import Location
    from kefu.model import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """How much of something a text may have: what a node holds of it, its name, and what else to do with it."""

    most: int
    of: Callable[[tree.Node], Sequence[tree.Node | list[tree.Node]]]
    name: str
    remedy: str


def _rows(node: tree.Node) -> list[list[tree.Node]]:
    """Return the rows of a table's bodies, each as what is in its cells."""
    if node["t"] != "Table":
        return []
    return [[block for cell in row[1] for block in cell[4]] for body in node["c"][4] for row in body[3]]


def _items(node: tree.Node) -> list[list[tree.Node]]:
    match node["t"]:
        case "BulletList":
            items: list[list[tree.Node]] = node["c"]
        case "OrderedList":
            items = node["c"][1]
        case _:
            items = []
    return items


def _each(kind: str) -> Callable[[tree.Node], list[tree.Node]]:
    return lambda node: [node] if node["t"] == kind else []


BOUNDS: Final = (
    Bound(
        most=2_000,
        of=_rows,
        name="rows of tables",
        remedy="show the rows that matter, and draw a figure from all, which are then in figures/NAME.csv",
    ),
    Bound(most=5_000, of=_items, name="items of lists", remedy="divide the text into several files, or shorten it"),
    Bound(most=2_000, of=_each("Note"), name="footnotes", remedy="divide the text into several files"),
    Bound(most=2_000, of=_each("Cite"), name="citations and references", remedy="divide the text into several files"),
    Bound(most=2_000, of=_each("Header"), name="headings", remedy="divide the text into several files"),
)
"""What a text may have; with this much of any of them, a case in all its formats takes half a minute."""


def oversized(source: Source, blocks: list[tree.Node]) -> list[Diagnostic]:
    """Return, for what a text has too much of, where the first of them is that is too many."""
    nodes = tree.walk(blocks)
    found = []
    for bound in BOUNDS:
        everything = [one for node in nodes for one in bound.of(node)]
        if len(everything) > bound.most:
            found.append(
                Diagnostic(
                    rule=TEXT_IS_NOT_TOO_LARGE,
                    location=_place(source, everything[bound.most]),
                    message=f"the text has {len(everything)} {bound.name}; it may have at most {bound.most}, "
                    "so that a case is made in half a minute",
                    hints=(bound.remedy,),
                )
            )
    return found


def _place(source: Source, one: tree.Node | list[tree.Node]) -> Location:
    keys = tree.cited([one]) if isinstance(one, dict) else []
    return locate(source, f"@{keys[0]}" if keys else tree.plain(one["c"] if isinstance(one, dict) else one))
