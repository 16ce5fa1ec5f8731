"""What is in itself again and again, and would take minutes to read, or could not be typeset."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.diagnostics import Diagnostic
from kefu.reading.sources import locate, location_at, without_unshown
from kefu.rules.markup import MARKDOWN_IS_READABLE
from kefu.slips.slip import Slip

if TYPE_CHECKING:
    from kefu.model import Source

DEEPEST: Final = 7
"""Brackets that may be open at the same time. Pandoc takes one second for eight of them, and ten minutes for twelve."""

MOST_COMMENTS: Final = 20
"""Comments that may begin and never end; for each of them, the whole rest of the text is read to look for its end."""

MOST_LEVELS: Final = 12
"""Lists, quotations, emphases and the like that may be in each other. Typst takes some thirty, Word nine lists."""

HOLDING: Final = frozenset(
    {"BlockQuote", "BulletList", "OrderedList", "DefinitionList", "Div", "Figure", "Table", "Note", "Link", "Span"}
    | {"Emph", "Strong", "Strikeout", "Underline", "Superscript", "Subscript", "SmallCaps", "Quoted"}
)
"""The types of nodes that are levels."""

_CROWDED: Final = re.compile(rf"(?:[->+*:_~^] ?){{{MOST_LEVELS}}}")

_SIGN: Final = re.compile(r"\\.|[\[\]]|\n(?:[ \t>]*\n)+", re.DOTALL)


def too_deep(text: str) -> Slip | None:
    """Return where too many brackets are open in one paragraph of a text, or too many comments in all, or nothing."""
    unclosed = text.rfind("-->") + 1
    if text.count("<!--", unclosed) > MOST_COMMENTS:
        return Slip(
            rule=MARKDOWN_IS_READABLE,
            at=text.index("<!--", unclosed),
            message=f"more than {MOST_COMMENTS} comments begin from here on, and none of them ends",
            hint="end each with “-->”",
        )
    opened: list[int] = []
    for sign in _SIGN.finditer(without_unshown(text)):
        match sign[0]:
            case "[":
                opened.append(sign.start())
            case "]":
                del opened[-1:]
            case paragraphs if paragraphs.startswith("\n"):
                opened.clear()
        if len(opened) > DEEPEST:
            return Slip(
                rule=MARKDOWN_IS_READABLE,
                at=opened[0],
                message=f"more than {DEEPEST} brackets are open here, one in another",
                hint="close every bracket, and write “\\[” for one that readers are to see",
            )
    return None


def nested(source: Source, blocks: list[tree.Node]) -> list[Diagnostic]:
    """Return where the first of too many lists, quotations, emphases and the like in each other is, if there is one."""
    node = _beyond(blocks, MOST_LEVELS)
    if node is None:
        return []
    crowded = _CROWDED.search(without_unshown(source.text))
    return [
        Diagnostic(
            rule=MARKDOWN_IS_READABLE,
            location=location_at(source, crowded.start()) if crowded else locate(source, tree.plain([node])),
            message=f"more than {MOST_LEVELS} lists, quotations, emphases and the like are in each other here",
            hints=("say it with two or three levels, such as a heading, a list and a list in it",),
        )
    ]


def _beyond(content: Any, levels: int) -> tree.Node | None:
    """Return the first node that is inside more than so many levels."""
    if isinstance(content, dict):
        levels -= content.get("t") in HOLDING
        if levels < 0:
            return content
        content = [*content.values()]
    for item in content:
        if isinstance(item, (dict, list)) and (node := _beyond(item, levels)) is not None:
            return node
    return None
