"""How the elements of a structure tree may be nested, and what information they must carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.check.readers import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_GROUPS: Final = frozenset(("THead", "TBody", "TFoot"))

HOLDS: Final[Mapping[str, frozenset[str]]] = {
    "TOC": frozenset(("Caption", "TOC", "TOCI")),
    "L": frozenset(("Caption", "L", "LI")),
    "LI": frozenset(("Lbl", "LBody")),
    "Table": frozenset(("Caption", "TR")) | _GROUPS,
    **dict.fromkeys(_GROUPS, frozenset(("TR",))),
    "TR": frozenset(("TH", "TD")),
}
"""The roles of all children that an element of a role may have (ISO 32000-1, tables 333, 336 and 337)."""

STANDS_IN: Final[Mapping[str, frozenset[str]]] = {
    "TOCI": frozenset(("TOC",)),
    "LI": frozenset(("L",)),
    "LBody": frozenset(("LI",)),
    **dict.fromkeys(_GROUPS, frozenset(("Table",))),
    "TR": frozenset(("Table",)) | _GROUPS,
    **dict.fromkeys(("TH", "TD"), frozenset(("TR",))),
}
"""The roles of all parents that an element of a role may have (same source)."""

DESCRIBED: Final = frozenset(("Figure", "Formula"))
"""Roles whose elements have an alternative text, which is read aloud instead of their content."""


def misplaced(elements: Sequence[Element]) -> tuple[str, ...]:
    """Return the faults in a structure tree, each only once, with the first page that has it.

    Sources: ISO 32000-1, 14.8.4, for how elements are nested; ISO 14289-1:2014, 7.9 and 7.7, for notes and formulas.
    """
    pages: dict[str, int | None] = {}
    identifiers: set[str] = set()
    for element, parent in _walk(elements, ""):
        for fault in (*_position(element, parent), *_speech(element), *_note(element, identifiers)):
            pages.setdefault(fault, element.page)
    return tuple(f"{fault} (page {page})" if page else fault for fault, page in pages.items())


def _walk(elements: Sequence[Element], parent: str) -> Iterator[tuple[Element, str]]:
    """Yield every element with the role of its parent; a `NonStruct` is transparent."""
    for element in elements:
        within = parent if element.role == "NonStruct" else element.role
        if within == element.role:
            yield element, parent
        yield from _walk(_inside(element), within)


def _inside(element: Element) -> tuple[Element, ...]:
    return tuple(child for child in element.children if isinstance(child, Element))


def _position(element: Element, parent: str) -> Iterator[str]:
    role = element.role
    if role not in HOLDS.get(parent, {role}) or parent not in STANDS_IN.get(role, {parent}):
        yield f"{role} is not allowed {f'in {parent}' if parent else 'at the top level'}"
    if role == "Table":
        roles = [child.role for child in _inside(element)]
        if max(roles.count("THead"), roles.count("TFoot")) > 1:
            yield "Table has more than one THead or TFoot"
        if {"THead", "TFoot"} & {*roles} and "TBody" not in roles:
            yield "Table has THead or TFoot but no TBody"
        if "Caption" in roles[1:-1] or roles.count("Caption") > 1:
            yield "Table has a Caption that is neither first nor last, or more than one"


def _speech(element: Element) -> Iterator[str]:
    if element.alt.strip() and element.role not in DESCRIBED:
        yield f"{element.role} has an alternative text, which is read aloud instead of its words"
    if element.role == "Formula" and not (element.alt.strip() or element.actual_text.strip()):
        yield "Formula has no alternative text"


def _note(element: Element, identifiers: set[str]) -> Iterator[str]:
    if element.role == "Note":
        if not element.identifier:
            yield "Note has no identifier"
        elif element.identifier in identifiers:
            yield f"two Notes have the identifier “{element.identifier}”"
        identifiers.add(element.identifier)
