"""What a text has far too much of is told where the first of them is that is too many."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest

from kefu.model import Source
from kefu.reading import markup
from kefu.slips.sizes import BOUNDS, Bound, oversized

pytestmark = pytest.mark.slow

PIECES = {
    "rows of tables": ("| A | B |\n|---|---|\n", "| rad{} | två |\n", 3),
    "items of lists": ("", "- punkt{}\n", 1),
    "footnotes": ("", "Ord.^[Not{}.]\n", 1),
    "citations and references": ("", "Ord [@nyckel{}].\n", 1),
    "headings": ("", "## Rubrik{}\n\n", 1),
}

WHY = "so that a case is made in half a minute"


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.name)
def test_what_is_too_much_is_told_at_the_first_that_is(bound: Bound) -> None:
    before, piece, line = PIECES[bound.name]

    def told(number: int) -> list[str]:
        text = before + "".join(piece.format(n) for n in range(number))
        (blocks,) = markup.read([text], jobs=1)
        found = oversized(Source(path=PurePosixPath("a.md"), text=text, digest=""), json.loads(blocks))
        return [f"{one.location.line} {one.message}" for one in found]

    place = line + bound.most * piece.count("\n")
    assert told(bound.most) == []
    assert told(bound.most + 1) == [
        f"{place} the text has {bound.most + 1} {bound.name}; it may have at most {bound.most}, {WHY}"
    ]
