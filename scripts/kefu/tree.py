"""Pure functions over a pandoc tree in its JSON form.

A node is a mapping with a type `t` and, for most types, content `c`. Blocks and inlines are nodes; an attribute is a
list of an identifier, a list of classes and a list of key–value pairs.
Source: https://hackage.haskell.org/package/pandoc-types, module Text.Pandoc.Definition.
"""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Node = dict[str, Any]

API_VERSION = (1, 23, 1)


def document(blocks: list[Node], meta: Mapping[str, Any] | None = None) -> str:
    """Return a whole pandoc document as JSON."""
    return json.dumps(
        {"pandoc-api-version": API_VERSION, "meta": dict(meta or {}), "blocks": blocks}, ensure_ascii=False
    )


def blocks(tree: str) -> list[Node]:
    """Return the blocks of a whole document given as JSON."""
    found: list[Node] = json.loads(tree)["blocks"]
    return found


def rewrite(nodes: list[Node], rule: Callable[[Node], list[Node] | None]) -> list[Node]:
    """Return the nodes with a rule applied to every node in them, innermost first.

    The rule returns what a node becomes, or `None` if it stays as it is. The given nodes are not changed.
    """
    result: list[Node] = []
    for node in nodes:
        content = node.get("c")
        inner = {"t": node["t"], "c": _inside(content, rule)} if type(content) is list else node
        replaced = rule(inner)
        if replaced is None:
            result.append(inner)
        else:
            result.extend(replaced)
    return result


# These two visit every node of every document many times. They ask for exact types, which is what JSON is read to and
# quicker than `isinstance`, and look into what is in a node without a call for each text and space.


def _inside(content: Any, rule: Callable[[Node], list[Node] | None]) -> Any:
    if type(content) is list:
        for item in content:
            if type(item) is not dict or "t" not in item:
                break
        else:
            return rewrite(content, rule)
        return [_inside(item, rule) if type(item) is list or type(item) is dict else item for item in content]
    if type(content) is dict and "t" not in content:
        return {key: _inside(value, rule) for key, value in content.items()}
    return content


def walk(content: Any) -> list[Node]:
    """Return every node in a list of nodes, outermost first, in reading order."""
    found: list[Node] = []
    _collect_nodes([content], found)
    return found


def _collect_nodes(items: Iterable[Any], found: list[Node]) -> None:
    for item in items:
        if type(item) is dict:
            if "t" not in item:
                _collect_nodes(item.values(), found)
                continue
            found.append(item)
            content = item.get("c")
            if type(content) is list:
                _collect_nodes(content, found)
            elif type(content) is dict:
                _collect_nodes((content,), found)
        elif type(item) is list:
            _collect_nodes(item, found)


def cited(nodes: Iterable[Node]) -> list[str]:
    """Return the keys of the citations and cross-references among nodes, such as those from `walk`, in order."""
    return [citation["citationId"] for node in nodes if node["t"] == "Cite" for citation in node["c"][0]]


def plain(content: Any) -> str:
    """Return the text of nodes without markup and footnotes; blocks are separated by a space."""
    words: list[str] = []
    _collect_words(content, words)
    return " ".join(word for word in "".join(words).split(" ") if word)


TEXT_AT: Final[Mapping[str, int]] = {
    "Code": 1,
    "CodeBlock": 1,
    "Cite": 1,
    "Link": 1,
    "Image": 1,
    "Span": 1,
    "Header": 2,
}
"""The index of the text in a node's content, for nodes that also contain something else."""

PARTED: Final = frozenset(("LineBlock", "DefinitionList"))
"""Nodes whose items are lists of inlines, with nothing to separate them."""

SPACES: Final = frozenset(("Space", "SoftBreak", "LineBreak"))
SILENT: Final = frozenset(("Note", "RawBlock", "RawInline"))
BLOCKS: Final = frozenset(("Para", "Plain", "Header", "LineBlock", "CodeBlock"))


def _collect_words(content: Any, words: list[str]) -> None:
    if isinstance(content, list):
        for item in content:
            if not isinstance(item, str):
                _collect_words(item, words)
    elif isinstance(content, dict):
        kind = content.get("t")
        if kind in SPACES:
            words.append(" ")
        elif kind not in SILENT:
            _collect_inner_words(kind, content, words)
        if kind in BLOCKS:
            words.append(" ")


def _collect_inner_words(kind: str | None, content: Node, words: list[str]) -> None:
    inner: Any = content.get("c") if kind else list(content.values())
    if kind in TEXT_AT:
        inner = inner[TEXT_AT[str(kind)]]
    if isinstance(inner, str):
        words.append(inner)
    elif kind in PARTED:
        for item in inner if kind == "LineBlock" else itertools.chain.from_iterable(inner):
            _collect_words(item, words)
            words.append(" ")
    else:
        _collect_words(inner, words)


def attr(identifier: str = "", classes: Iterable[str] = (), **pairs: str) -> list[Any]:
    """Return an attribute."""
    return [identifier, list(classes), [[key, value] for key, value in pairs.items()]]


def text(words: str) -> list[Node]:
    """Return inlines for a text: words separated by breakable spaces. No-break spaces stay inside words."""
    inlines: list[Node] = []
    for index, word in enumerate(words.split(" ")):
        if index:
            inlines.append({"t": "Space"})
        if word:
            inlines.append({"t": "Str", "c": word})
    return inlines


def strong(inlines: list[Node]) -> Node:
    """Return inlines with strong emphasis."""
    return {"t": "Strong", "c": inlines}


def span(attributes: list[Any], inlines: list[Node]) -> Node:
    """Return inlines with attributes."""
    return {"t": "Span", "c": [attributes, inlines]}


def link(target: str, inlines: list[Node]) -> Node:
    """Return a link to a target: a URL, or `#label` for a place in the document."""
    return {"t": "Link", "c": [attr(), inlines, [target, ""]]}


def image(target: str, alt: str) -> Node:
    """Return an image with its alternative text."""
    return {"t": "Image", "c": [attr(), text(alt), [target, ""]]}


def share_of(image: Node) -> float:
    """Return how wide an image is as a share of the text around it; 1 if it does not say."""
    width = dict(image["c"][0][2]).get("width", "100%")
    return float(width.removesuffix("%")) / 100


def header(level: int, attributes: list[Any], inlines: list[Node]) -> Node:
    """Return a heading; level 1 is the highest."""
    return {"t": "Header", "c": [level, attributes, inlines]}


def div(attributes: list[Any], content: list[Node]) -> Node:
    """Return a block that contains blocks."""
    return {"t": "Div", "c": [attributes, content]}


def para(inlines: list[Node]) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": inlines}


def figure(attributes: list[Any], caption: list[Node], picture: Node) -> Node:
    """Return a figure that contains one image."""
    return {
        "t": "Figure",
        "c": [attributes, [None, [{"t": "Plain", "c": caption}]], [{"t": "Plain", "c": [picture]}]],
    }


def raw_block(format_: str, code: str) -> Node:
    """Return a block for just one output format."""
    return {"t": "RawBlock", "c": [format_, code]}


def raw_inline(format_: str, code: str) -> Node:
    """Return an inline for just one output format."""
    return {"t": "RawInline", "c": [format_, code]}


def attributes_of(node: Node) -> list[Any]:
    """Return a node's attribute, or an empty one if the node cannot have any."""
    content = node.get("c")
    match node["t"]:
        case "Header":
            found = content[1]  # type: ignore[index]  # a header always has content
        case "Figure" | "Table" | "Div" | "Span" | "Image" | "Link" | "Code" | "CodeBlock":
            found = content[0]  # type: ignore[index]  # so do these
        case _:
            found = attr()
    return list(found)


def with_caption(table: Node, caption: list[Node]) -> Node:
    """Return a table with another caption."""
    attributes, _, *rest = table["c"]
    return {"t": "Table", "c": [attributes, [None, [{"t": "Plain", "c": caption}]], *rest]}


def caption_of(node: Node) -> list[Node]:
    """Return the inlines of a figure's or table's caption; empty if it has none."""
    return [inline for block in node["c"][1][1] for inline in block.get("c", ())]
