"""What the styles of a Word file say of paragraphs and runs, with what they have from the styles that they build on.

Source: ECMA-376 part 1, 17.7.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.word import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.word import Element, Package

BUILT_ON: Final = 20
"""How many styles one may build on; more are a circle."""

_OFF: Final = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The styles of a file: their properties by id, those nearest to the style first, and those of all text."""

    names: Mapping[str, str]
    chains: Mapping[str, tuple[Element, ...]]
    paragraph: str
    defaults: tuple[Element, ...]

    def name(self, style: str) -> str:
        """Return the name of a style in small letters; that of the usual style of paragraphs without one."""
        return self.names.get(style or self.paragraph, style).lower()

    def value(self, path: str, own: Element | None, *styles: str, attribute: str = "val") -> str | None:
        """Return a property of a paragraph or run: its own, or that of the first style that has it, or of all text.

        The path is one below `w:pPr` or `w:rPr`, such as `rPr/b`. A property that is there without a value is `on`.
        """
        steps = "/".join(f"{W}{step}" for step in path.split("/"))
        last = f"{W}{path.rpartition('/')[2]}"
        candidates = [None if own is None else own.find(last)]
        chains = [element for style in styles for element in self.chains.get(style, ())]
        candidates += [element.find(steps) for element in (*chains, *self.defaults)]
        found = next((each for each in candidates if each is not None), None)
        return None if found is None else found.get(f"{W}{attribute}", "on")

    def holds(self, path: str, own: Element | None, *styles: str) -> bool:
        """Tell whether a property that is on or off is on."""
        return (self.value(path, own, *styles) or "off") not in _OFF

    def level(self, own: Element | None, style: str) -> int:
        """Return the level of a heading, from 1; 0 for what is none."""
        given = self.value("pPr/outlineLvl", own, style)
        if given is not None and re.fullmatch("[0-8]", given):
            return int(given) + 1
        if given == "9":
            return 0
        names = [self.names.get(each.get(f"{W}styleId", ""), "") for each in self.chains.get(style, ())]
        heading = next((found for name in names if (found := re.fullmatch(r"(?i)heading ([1-9])", name))), None)
        return int(heading[1]) if heading else 0


def styles_of(package: Package) -> Styles:
    """Return the styles of a file."""
    roots = [package.xml(part) for part in package.related(package.main, "styles")]
    all_styles = {each.get(f"{W}styleId", ""): each for root in roots for each in root.iter(f"{W}style")}
    usual = (
        name
        for name, each in all_styles.items()
        if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in {"1", "true", "on"}
    )
    defaults = [each for root in roots for path in ("pPrDefault", "rPrDefault") for each in root.iter(f"{W}{path}")]
    return Styles(
        names={name: _value(each, "name") for name, each in all_styles.items()},
        chains={name: _chain(name, all_styles) for name in all_styles},
        paragraph=next(usual, ""),
        defaults=tuple(defaults),
    )


def _chain(name: str, all_styles: Mapping[str, Element]) -> tuple[Element, ...]:
    found: list[Element] = []
    while name in all_styles and len(found) < BUILT_ON:
        found.append(all_styles[name])
        name = _value(found[-1], "basedOn")
    return tuple(found)


def _value(style: Element, name: str) -> str:
    element = style.find(f"{W}{name}")
    return "" if element is None else element.get(f"{W}val", "")
