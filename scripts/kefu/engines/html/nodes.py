"""HTML that pandoc has no node for, as nodes of its tree."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from kefu import tree, words

if TYPE_CHECKING:
    from collections.abc import Mapping


def element(name: str, attributes: Mapping[str, str], content: list[tree.Node]) -> list[tree.Node]:
    """Return blocks inside an element that pandoc has no node for; attributes without a value are left out."""
    written = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items() if value)
    return [raw(f"<{name}{written}>"), *content, raw(f"</{name}>")]


def raw(code: str) -> tree.Node:
    """Return a block of HTML."""
    return tree.raw_block("html", code)


def wide(content: list[tree.Node], label: Mapping[str, str]) -> list[tree.Node]:
    """Return blocks in a region that can be scrolled sideways from the keyboard if they are too wide."""
    return [tree.div(tree.attr(classes=["wide"], tabindex="0", role="region", **label), content)]


def passage(node: tree.Node) -> list[tree.Node]:
    """Return a passage with its language, or the number of a heading; anything else is unwrapped."""
    (_, classes, pairs), inlines = node["c"]
    language = dict(pairs).get("lang")
    if "number" in classes:
        return [tree.span(tree.attr(classes=classes), inlines)]
    return [tree.span(tree.attr(lang=language), inlines)] if language else list(inlines)


def title_of(label: str) -> str:
    """Return the identifier of the title of something labelled; no label written by an author begins like it."""
    return f"{words.addresses.TITLE}-{label}"
