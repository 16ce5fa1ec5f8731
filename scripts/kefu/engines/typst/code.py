"""Text and code as Typst: what an author wrote is never taken for Typst's own markup, wherever it stands.

pandoc's Typst writer escapes the signs that it knows to be special in running text, but not those that begin a list, a
heading or a term first in a cell, a note or an item, nor Typst's shorthands. Here every sign is escaped, so no list of
special places has to be complete. Source: https://typst.app/docs/reference/syntax/, “Escape sequences”.
"""

from __future__ import annotations

import re
from typing import Any, Final

from kefu import tree

SIGN: Final = re.compile(r"[!-/:-@\[-`{-~]")
"""The signs of ASCII; letters, digits and all signs beyond ASCII mean nothing but themselves in Typst."""

UNSEEN: Final = re.compile(r"[\s\x00-\x1f\x7f]")
"""Spaces and other characters that Typst might join or take for the end of a line."""

ESCAPE: Final = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


def escaped(text: str) -> str:
    """Return a text as Typst markup that shows just this text."""
    return UNSEEN.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", SIGN.sub(r"\\\g<0>", text))


def unescaped(code: str) -> str:
    """Return Typst markup with its escape sequences as the characters that they stand for."""
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], code)


def quoted(text: str) -> str:
    """Return a Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def words(node: tree.Node) -> list[tree.Node]:
    """Return pandoc's `Str` as Typst."""
    return [tree.raw_inline("typst", escaped(node["c"]))]


def raw(node: tree.Node) -> list[tree.Node]:
    """Return pandoc's `Code` or `CodeBlock` as Typst. Its programming language is of no use to readers."""
    if node["t"] == "Code":
        return [tree.raw_inline("typst", f"#raw({quoted(node['c'][1])})")]
    return [tree.raw_block("typst", f"#raw(block: true, {quoted(node['c'][1])})")]


LISTS: Final = frozenset(("BulletList", "OrderedList", "DefinitionList"))


def apart(content: Any) -> Any:
    """Return nodes, or whatever contains nodes, with something between lists that Typst would take for one."""
    if isinstance(content, dict):
        return {key: apart(value) for key, value in content.items()}
    if not isinstance(content, list):
        return content
    made: list[Any] = []
    for item in map(apart, content):
        kinds = [node.get("t") for node in (*made[-1:], item) if isinstance(node, dict)]
        if len(kinds) > 1 and kinds[0] == kinds[1] and kinds[0] in LISTS:
            made.append(tree.raw_block("typst", "#v(0pt, weak: true)"))
        made.append(item)
    return made


def terms(node: tree.Node) -> list[tree.Node]:
    """Return pandoc's `DefinitionList` as Typst, in which the line of a term may end anywhere."""
    made: list[tree.Node] = []
    for before, (term, definitions) in zip(("#terms(", *["]), "] * len(node["c"])), node["c"], strict=False):
        opening = [tree.raw_inline("typst", f"{before}terms.item(["), *term, tree.raw_inline("typst", "], [")]
        made += [{"t": "Plain", "c": opening}, *(block for blocks in definitions for block in blocks)]
    return [*made, tree.raw_block("typst", "]))")]


DRAWN: Final = frozenset(("Link", "Strikeout", "Underline"))
"""Nodes that draw a line along their words."""


def lined(node: tree.Node) -> list[tree.Node] | None:
    """Return a link or an underlined passage in or around what is struck through so that only that line is drawn."""
    kinds = {inner["t"] for inner in tree.walk([node])} & DRAWN
    if "Strikeout" not in kinds or len(kinds) == 1:
        return None
    plain = tree.rewrite([node], lambda inner: list(inner["c"]) if inner["t"] == "Underline" else None)
    return [tree.raw_inline("typst", "#struck["), *plain, tree.raw_inline("typst", "]")]


def heading(node: tree.Node) -> list[tree.Node]:
    """Return pandoc's `Header` as Typst: a heading wherever it stands, also first in an item of a list."""
    level, (label, _, _), inlines = node["c"]
    named = f"] <{label}>" if label else "]"
    return [
        {
            "t": "Plain",
            "c": [
                tree.raw_inline("typst", f"#heading(level: {level})["),
                *inlines,
                tree.raw_inline("typst", named),
            ],
        }
    ]
