"""A finished file's structure tree, and what the file declares of itself, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element of a structure tree.

    `role` is the standard structure type, after the role map: `H1`, `P`, `Figure`, `TH`. `page` counts from 1.
    `attributes` are those of its attribute objects, by name: `Scope`, `RowSpan`. `children` holds, in reading order,
    the elements in it and the texts of its own marked content; one that says its language is a `Span` of its own.
    """

    role: str
    page: int | None = None
    alt: str = ""
    actual_text: str = ""
    expansion: str = ""
    title: str = ""
    language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element | str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What a PDF says of itself to a program that reads it aloud or keeps it for long.

    `pdf_ua` is the part of ISO 14289 that it declares, `pdf_a` the part and level of ISO 19005, such as “2A”; both
    are empty where it declares none. `unembedded` names the fonts that it does not carry.
    """

    title: str
    displays_title: bool
    language: str
    marked: bool
    pdf_ua: str
    pdf_a: str
    unembedded: tuple[str, ...]
    elements: tuple[Element, ...]
