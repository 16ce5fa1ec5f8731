"""Find all slips in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.slips.blocks import blocks, headings, indented, pretended
from kefu.slips.captions import captions, uncaptioned
from kefu.slips.fences import boxes, code, comments
from kefu.slips.foreign import foreign
from kefu.slips.layout import layout
from kefu.slips.links import links
from kefu.slips.lists import lists
from kefu.slips.marks import braces, citations, emphasis
from kefu.slips.notes import footnotes
from kefu.slips.odd import characters
from kefu.slips.written import Written

if TYPE_CHECKING:
    from kefu import tree
    from kefu.model import Source
    from kefu.slips.slip import Slip

SEARCHES: Final = (
    blocks,
    lists,
    headings,
    captions,
    uncaptioned,
    pretended,
    indented,
    boxes,
    code,
    comments,
    emphasis,
    links,
    braces,
    citations,
    footnotes,
    foreign,
    layout,
)


def slips_in(source: Source, tree_of_source: list[tree.Node]) -> tuple[Slip, ...]:
    """Return what its author forgot in a Markdown text, given with its tree, in reading order."""
    written = Written(source, tree_of_source)
    found = [slip for search in SEARCHES for slip in search(written)]
    return tuple(sorted([*found, *characters(source)], key=lambda slip: slip.at))
