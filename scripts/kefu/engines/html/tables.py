"""Tables: captions, the scopes of headers, and room to be wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kefu import tree, words
from kefu.engines import columns
from kefu.engines.html.nodes import title_of, wide

if TYPE_CHECKING:
    from collections.abc import Mapping


def table(node: tree.Node) -> list[tree.Node]:
    """Return a table in a region that can scroll sideways; the browser decides how wide its columns are.

    The widths that pandoc guesses from the dashes in the source would break words and dates.
    """
    (identifier, _, _), (_, caption), specified, head, bodies, foot = node["c"]
    alignments = [alignment["t"] for alignment, _ in specified]
    free = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in specified]
    words_of = [inline for block in caption for inline in block.get("c", ())]
    title = title_of(identifier)
    named = [tree.span(tree.attr(title if identifier else ""), words_of)] if words_of else []
    made = {
        "t": "Table",
        "c": [
            tree.attr(identifier),
            [None, [{"t": "Plain", "c": named}] if named else []],
            free,
            [tree.attr(), _rows(head[1], alignments, scoped=len(alignments), scope="col")],
            [
                [
                    tree.attr(),
                    headed,
                    _rows(between, alignments, scoped=len(alignments), scope="col"),
                    _rows(rows, alignments, scoped=headed, scope="row"),
                ]
                for _, headed, between, rows in bodies
            ],
            [tree.attr(), _rows(foot[1], alignments, scoped=0, scope="")],
        ],
    }
    return wide(
        [made],
        {"aria-labelledby": title} if named and identifier else {"aria-label": words.capitalise(words.documents.TABLE)},
    )


def _rows(rows: list[Any], alignments: list[str], *, scoped: int, scope: str) -> list[Any]:
    """Return the rows of a table; the first `scoped` columns are headers, and a class gives each cell's alignment."""
    made = []
    for cells in columns.placed(rows, len(alignments)):
        row = []
        for column, (_, own, height, width, content) in cells:
            name = own["t"] if own["t"] != "AlignDefault" else alignments[column]
            attributes = tree.attr(
                classes=[ALIGNED[name]] if name in ALIGNED else [], **({"scope": scope} if column < scoped else {})
            )
            row.append([attributes, {"t": "AlignDefault"}, height, width, content])
        made.append([tree.attr(), row])
    return made


ALIGNED: Final[Mapping[str, str]] = {"AlignRight": "right", "AlignCenter": "centre"}
