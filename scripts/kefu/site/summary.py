"""The report's summary as the site's pages show it: just its beginning, or all of it."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

from markupsafe import Markup

from kefu import tree
from kefu.reading import markup

if TYPE_CHECKING:
    from kefu.model import Text


def opening(summary: Text) -> Markup:
    """Return what comes before the first heading below the summary's title, as HTML."""
    return _html([*itertools.takewhile(lambda block: block["t"] != "Header", _below_title(summary))])


def whole(summary: Text) -> Markup:
    """Return the summary without its title, as HTML. Its headings are one level lower than in the report."""
    return _html(_below_title(summary))


def _below_title(summary: Text) -> list[tree.Node]:
    blocks: list[tree.Node] = json.loads(summary.blocks)[1:]
    return blocks


def _html(blocks: list[tree.Node]) -> Markup:
    lowered = tree.rewrite(blocks, _lowered)
    return Markup(markup.write(tree.document(lowered), "html5"))  # noqa: S704 - what pandoc writes is HTML


def _lowered(node: tree.Node) -> list[tree.Node] | None:
    if node["t"] != "Header":
        return None
    level, _, inlines = node["c"]
    return [tree.header(level + 1, tree.attr(), inlines)]
