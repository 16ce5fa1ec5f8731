"""A finished file's structure tree, and what the file declares about itself, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element of a structure tree.

    `role` is the standard structure type, after applying the role map: `H1`, `P`, `Figure`, `TH`. `page` counts from 1.
    Other elements can refer to the element by its `identifier`. `attributes` are those of its attribute objects, by
    name: `Scope`, `RowSpan`. `children` holds, in reading order, the elements in it and the texts of its own marked
    content; a text that states its language is wrapped in a `Span`. `lines` says where that content is: for each line,
    its page and how far up on it the line is, in points.
    """

    role: str
    page: int | None = None
    alt: str = ""
    actual_text: str = ""
    expansion: str = ""
    title: str = ""
    identifier: str = ""
    language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element | str, ...] = ()
    lines: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """Something on a page in addition to its content, such as a link.

    `kind` is its type: `Link`, `Text`, `Widget`. `flags` are the bits of ISO 32000-1, table 165. `owner` is the role of
    the element in the structure tree that it belongs to, or empty if it belongs to none.
    """

    page: int
    kind: str
    description: str
    flags: int
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What a PDF says about itself to programs that read it aloud or archive it.

    `title` is that of its metadata; its information dictionary may have another. `pdf_ua` is the part of ISO 14289 that
    it declares conformance to, and `pdf_a` the part and level of ISO 19005, such as “2A”; both are empty if it declares
    none. `unembedded` names the fonts that are not embedded, `unmapped` those that do not say which glyph is which.
    `untabbed` holds the pages whose annotations are not reached in the order of the structure tree. `extras` names the
    kinds of things in it that do not belong to the content of its pages, such as “layers”. `faults` says how the
    structure tree breaks the rules for structure trees.
    """

    title: str
    displays_title: bool
    language: str
    marked: bool
    pdf_ua: str
    pdf_a: str
    unembedded: tuple[str, ...]
    elements: tuple[Element, ...]
    information_title: str = ""
    suspect: bool = False
    bookmarked: bool = False
    unmapped: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    untabbed: tuple[int, ...] = ()
    extras: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def walk(self) -> Iterator[Element]:
        """Yield all elements, each before its children."""
        waiting = [*reversed(self.elements)]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))
