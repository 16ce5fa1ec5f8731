"""SVG → its elements, each with the declarations of the style sheets that are in the drawing."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

COMMENT: Final = "!--"
"""The name of the elements that stand for comments."""

_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")


def tree_of(content: bytes) -> Element:
    """Return the elements of a drawing, whose prefixes may be undeclared, and its comments as elements."""
    builder, parser = ElementTree.TreeBuilder(), expat.ParserCreate()  # other parsers insist on prefixes
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data

    def comment(text: str) -> None:
        builder.start(COMMENT, {})
        builder.data(text)
        builder.end(COMMENT)

    parser.CommentHandler = comment
    parser.Parse(content, True)
    root = builder.close()
    _style(root)
    return root


def _style(root: Element) -> None:
    """Give elements the declarations of style sheets, whose selectors are read if they are single names."""
    sheets = " ".join("".join(element.itertext()) for element in root.iter() if local_name(element) == "style")
    declared: defaultdict[str, str] = defaultdict(str)
    for names, declarations in _RULE.findall(sheets):
        for name in names.split(","):
            declared[name.strip()] += f"{declarations};"
    if declared.keys() <= {"", "*"}:
        return
    for element in root.iter():
        classes = (f".{name}" for name in element.get("class", "").split())
        names = (local_name(element), *classes, f"#{element.get('id', '')}")
        if style := "".join(declared.get(name, "") for name in names):
            element.set("style", f"{style}{element.get('style', '')}")


def local_name(element: Element) -> str:
    """Return the name of an element without its prefix."""
    return str(element.tag).rpartition(":")[2]


def target_of(element: Element) -> str:
    """Return what an element refers to, or an empty string."""
    links: Mapping[str, str] = element.attrib
    known = links.get("href") or links.get("xlink:href")
    return known or next((value for name, value in links.items() if name.endswith(":href")), "")
