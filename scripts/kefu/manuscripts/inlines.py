"""What stands in paragraphs: only what authors of this project write is left, and the rest becomes plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.manuscripts.marking import MARKS, marked
from kefu.manuscripts.runs import LANGUAGE
from kefu.manuscripts.values import Outcome, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

_DROPPED: Final = {"Underline": "underlining", "SmallCaps": "small capitals"}
_STYLED: Final = frozenset(("Strong", "Emph", "Strikeout", "Superscript", "Subscript", "Underline", "SmallCaps"))
_TEXT_AT: Final = {**dict.fromkeys(_STYLED, 0), "Span": 1, "Link": 1}
"""Where the text of a node is in its content; 0 if the content is the text."""

_UNSEEN: Final = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}]")


def cleaned(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return blocks without formats that mean nothing here, and without characters that nobody sees."""
    return tree.rewrite(blocks, _clean)


def lost(blocks: list[tree.Node]) -> Iterator[Told]:
    """Yield what `cleaned` drops of formats, and which formulas cannot be shown, each with its paragraph."""
    for block in _paragraphs(blocks):
        at = marked(block["c"])
        kinds = {node["t"] for node in tree.walk(block["c"])}
        for kind, name in _DROPPED.items():
            if kind in kinds:
                yield Told(outcome=Outcome.CHANGED, message=f"{name} is dropped: write *…* for emphasis", mark=at)
        for node in tree.walk(block["c"]):
            if node["t"] == "Math":
                message = f"a formula has no form in text: “{node['c'][1][:60]}”; show it as a picture, or with words"
                yield Told(outcome=Outcome.LEFT, message=message, mark=at)


def _paragraphs(blocks: list[tree.Node]) -> Iterator[tree.Node]:
    return (node for node in tree.walk(blocks) if node["t"] in {"Para", "Plain"})


def _clean(node: tree.Node) -> list[tree.Node] | None:
    found: list[tree.Node] | None = None
    match node["t"]:
        case "Str":
            left = _UNSEEN.sub("", node["c"])
            found = [{"t": "Str", "c": left}] if left else []
        case "Span":
            found = _passage(node)
        case "Div":
            (_, classes, _), inner = node["c"]
            found = None if {"exhibit", "pullquote"} & {*classes} else list(inner)
        case kind if kind in _DROPPED:
            found = list(node["c"])
        case kind if kind in _STYLED and not MARKS.sub("", tree.plain(node["c"])).strip():
            found = [inner for inner in node["c"] if inner["t"] in tree.SPACES]
        case "Quoted":
            signs = ("‘", "’") if node["c"][0]["t"] == "SingleQuote" else ("”", "”")
            found = [{"t": "Str", "c": signs[0]}, *node["c"][1], {"t": "Str", "c": signs[1]}]
    return found


def _passage(span: tree.Node) -> list[tree.Node]:
    (_, _, pairs), inner = span["c"]
    style = next((value for key, value in pairs if key == "custom-style"), "")
    language = style.removeprefix(LANGUAGE) if style.startswith(LANGUAGE) else dict(pairs).get("lang", "")
    return [tree.span(tree.attr(lang=language), inner)] if language and tree.plain(inner) else list(inner)


def plainly(inlines: list[tree.Node]) -> list[tree.Node]:
    """Return inlines without bold and italic around all of them, which say nothing in a heading or a caption."""
    found = [node for node in inlines if node["t"] != "Str" or not MARKS.fullmatch(node["c"])]
    rest = [node for node in inlines if node["t"] == "Str" and MARKS.fullmatch(node["c"])]
    while len(found) == 1 and found[0]["t"] in {"Strong", "Emph"}:
        found = list(found[0]["c"])
    return [*found, *rest]


def without_bold(inlines: list[tree.Node]) -> list[tree.Node]:
    """Return inlines without bold anywhere: a heading is bold by itself."""
    return tree.rewrite(inlines, lambda node: list(node["c"]) if node["t"] == "Strong" else None)


def after(inlines: list[tree.Node], count: int) -> list[tree.Node]:
    """Return inlines without so many characters at the beginning, a space counting as one."""
    return _after(inlines, count)[0]


def _after(inlines: list[tree.Node], count: int) -> tuple[list[tree.Node], int]:
    found: list[tree.Node] = []
    for node in inlines:
        if count <= 0 or node["t"] == "Note":
            found.append(node)
        elif node["t"] == "Str":
            found += [{"t": "Str", "c": node["c"][count:]}][: len(node["c"]) > count]
            count -= len(node["c"])
        elif node["t"] in tree.SPACES:
            count -= 1
        elif (at := _TEXT_AT.get(node["t"])) is not None:
            inner, count = _after(node["c"][at] if at else node["c"], count)
            content = [node["c"][0], inner, *node["c"][2:]] if at else inner
            found += [{"t": node["t"], "c": content}][: len(inner)]
    return found, max(count, 0)


def raw(inlines: list[tree.Node]) -> str:
    """Return the text of inlines character by character, as `after` counts them."""
    return "".join(map(_raw, inlines))


def _raw(node: tree.Node) -> str:
    if node["t"] == "Str":
        return str(node["c"])
    if node["t"] in tree.SPACES:
        return " "
    if node["t"] in _STYLED:
        return raw(node["c"])
    return raw(node["c"][1]) if node["t"] in {"Span", "Link"} else ""
