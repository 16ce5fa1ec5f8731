"""The citations of a manuscript's tree: those of fields, and those typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu import tree
    from kefu.manuscripts.citations.values import Cited, Field


def cite(blocks: list[tree.Node], fields: Sequence[Field], *, bibliography: str) -> Cited:
    """Return the blocks of a manuscript with `Cite` nodes in place of its citations, and what has become of each.

    `fields` are those that `take` has put tokens for; each is told exactly once. The given nodes are not changed.
    Raises `BuildError` if the bibliography cannot be read.
    """
    raise NotImplementedError
