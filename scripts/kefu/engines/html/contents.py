"""The headings of a document: the identifiers that links point to, and the table of contents."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from kefu import tree, words
from kefu.engines.html.nodes import element, passage, raw

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTED: Final = 2
"""The table of contents lists headings down to this level."""


def with_identifiers(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return the blocks with an identifier for every heading; no label written by an author begins like these."""
    taken: set[str] = set()

    def name(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Header" or node["c"][1][0]:
            return None
        level, (_, classes, pairs), inlines = node["c"]
        stem = f"{words.addresses.SECTION}-{words.slug(tree.plain(_without_number(inlines)))}".rstrip("-")
        identifier, count = stem, 1
        while identifier in taken:
            count += 1
            identifier = f"{stem}-{count}"
        taken.add(identifier)
        return [tree.header(level, [identifier, classes, pairs], inlines)]

    return tree.rewrite(blocks, name)


def _without_number(inlines: list[tree.Node]) -> list[tree.Node]:
    return [node for node in inlines if "number" not in tree.attributes_of(node)[1]]


def contents(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return the table of contents of blocks whose headings have identifiers; nothing if there are no headings.

    In a report it lists each case, but not the scenes in it. Its title contains a link, since it scrolls beside a
    long text, and whatever scrolls must contain something that can be focused.
    """
    chapters: list[list[list[tree.Node]]] = []
    for level, identifier, inlines in _headings(blocks):
        link = tree.link(f"#{identifier}", tree.rewrite(inlines, _for_contents))
        item = [{"t": "Plain", "c": [link]}]
        if level == 1 or not chapters:
            chapters.append([item])
        else:
            chapters[-1].append(item)
    items = [[*own, *([{"t": "BulletList", "c": inner}] if inner else [])] for own, *inner in chapters]
    if not items:
        return []
    title = html.escape(words.documents.CONTENTS)
    fold = [raw(f"<summary>{title}</summary>"), {"t": "BulletList", "c": items}]
    top = f'<a href="#{words.addresses.CONTENTS}">{html.escape(words.documents.TO_THE_TOP)}</a>'
    heading = raw(f'<p class="toc-title"><span aria-hidden="true">{title}</span> {top}</p>')
    attributes = {"class": "toc", "aria-label": words.documents.CONTENTS}
    return element("nav", attributes, [heading, *element("details", {}, fold)])


def _headings(blocks: list[tree.Node]) -> Iterator[tuple[int, str, list[tree.Node]]]:
    for part in blocks:
        found = [node["c"] for node in tree.walk(part) if node["t"] == "Header" and node["c"][0] <= LISTED]
        for level, attributes, inlines in found[:1] if "chapter" in tree.attributes_of(part)[1] else found:
            yield level, attributes[0], inlines


def _for_contents(node: tree.Node) -> list[tree.Node] | None:
    """Remove from a heading what a link cannot contain."""
    match node["t"]:
        case "Note":
            return []
        case "Link":
            inner: list[tree.Node] = node["c"][1]
            return inner
        case "Span":
            return passage(node)
    return None
