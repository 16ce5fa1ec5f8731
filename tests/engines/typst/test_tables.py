"""Tables of a PDF: what each needs to fit, by how much its words need."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Final

import pytest

from kefu import tree
from kefu.engines.typst.tables import SIDEWAYS, Room, table, turned
from kefu.reading import markup
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM: Final = Room.of(THEME, 11)


def table_of(*heads: str) -> tree.Node:
    lines = (heads, ["---"] * len(heads), ["1"] * len(heads))
    (blocks,) = markup.read(["\n".join(f"| {' | '.join(line)} |" for line in lines)], jobs=1)
    (found,) = json.loads(blocks)
    return dict(found)


def around(nodes: Sequence[tree.Node]) -> str:
    return str(nodes[0]["c"][1]) if nodes[0]["t"] == "RawBlock" else ""


@pytest.mark.parametrize(
    ("heads", "begin"),
    [
        (["Kommun"] * 6, ""),
        (["Skattesats"] * 8, "#smaller("),
        (["Nettokostnadsavvikelse"] * 6, "#sideways[#smaller("),
        (["Nettokostnadsavvikelse"] * 15, "#sideways[#crowded[#smaller(0.830)["),
    ],
)
def test_a_table_is_given_no_more_than_it_needs(heads: list[str], begin: str) -> None:
    part = tree.div(tree.attr(classes=["part"]), [table_of(*heads)])
    (made,) = tree.rewrite(turned([part], ROOM), lambda node: table(node, ROOM) if node["t"] == "Table" else None)
    begins = "".join(itertools.takewhile(bool, (around([node]) for node in made["c"][1])))

    assert begins.startswith(begin)
    assert bool(begins) is bool(begin)


def test_headings_go_with_the_table_after_them() -> None:
    wide = table_of(*["Nettokostnadsavvikelse"] * 6)
    headings = [tree.header(level, tree.attr(), tree.text("Så")) for level in (1, 2)]
    part = tree.div(tree.attr(classes=["part"]), [tree.para(tree.text("Så.")), *headings, wide])
    (made,) = turned([part], ROOM)

    assert [node["t"] for node in made["c"][1]] == ["Para", "RawBlock", "Header", "Header", "Table", "RawBlock"]


def test_a_table_in_something_else_stays_on_its_page() -> None:
    wide = table_of(*["Nettokostnadsavvikelse"] * 6)
    part = tree.div(tree.attr(classes=["part"]), [{"t": "BulletList", "c": [[wide]]}])

    assert SIDEWAYS not in json.dumps(turned([part], ROOM))
    assert around(table(wide, ROOM)).startswith("#crowded[")


def test_all_header_rows_look_like_headers() -> None:
    grid = "+---+---+\n| A     |\n+---+---+\n| B | C |\n+===+===+\n| d | e |\n+---+---+\n"
    (blocks,) = markup.read([grid], jobs=1)
    (made,) = table(json.loads(blocks)[0], ROOM)

    heads = [tree.plain(cell[4]) for _, cells in made["c"][3][1] for cell in cells if "#head[" in json.dumps(cell)]
    assert heads == ["A", "B", "C"]
    assert "#head[" not in json.dumps(made["c"][4])
