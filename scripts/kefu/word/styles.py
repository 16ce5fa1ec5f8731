"""Which styles of a Word file are those of headings. Source: ECMA-376 part 1, 17.7.4, 17.3.1.20."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kefu.word.xml import W

if TYPE_CHECKING:
    from kefu.word.package import Package
    from kefu.word.xml import Element


def levels(package: Package) -> dict[str, int]:
    """Return the levels of headings, counted from 1, by the id of the style; styles may have them from others."""
    styles = {
        each.get(f"{W}styleId", ""): each
        for part in package.related(package.main, "styles")
        for each in package.xml(part).iter(f"{W}style")
    }
    own = {name: _own(style) for name, style in styles.items()}
    found: dict[str, int] = {}
    for name in styles:
        seen: list[str] = []
        current = name
        while current in styles and current not in seen and current not in found and own[current] is None:
            seen.append(current)
            current = _value(styles[current], "basedOn")
        level = found.get(current, own.get(current) or 0) if current not in seen else 0
        found.update(dict.fromkeys([*seen, name], level))
    return {name: level for name, level in found.items() if level}


def _own(style: Element) -> int | None:
    """Return the level that a style has of its own: 0 for running text, and `None` if it says nothing."""
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None and (value := outline.get(f"{W}val", "")) in {*"0123456789"}:
        return (int(value) + 1) % 10
    named = re.fullmatch(r"heading ([1-9])", _value(style, "name").casefold())
    return int(named[1]) if named else None


def _value(style: Element, name: str) -> str:
    element = style.find(f"{W}{name}")
    return "" if element is None else element.get(f"{W}val", "")
