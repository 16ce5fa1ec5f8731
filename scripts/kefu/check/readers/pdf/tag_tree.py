"""A PDF's structure tree, and what the file declares of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kefu.check.readers.pdf import xmp
from kefu.check.readers.pdf.drawn import marked_in_form
from kefu.check.readers.pdf.objects import Unreadable, name_of, open_objects
from kefu.check.readers.pdf.text import page_texts
from kefu.check.readers.structure import Element, Structure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.check.readers.pdf.objects import PdfObjects
    from kefu.check.readers.pdf.text import PageText

MOST_LEVELS: Final = 200
"""Levels that a structure tree may have. Those of the repository's release have nine at most."""

STANDARD: Final = frozenset(
    (  # noqa: SIM905 - a list of words
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl"
        " LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP"
        " Warichu WT WP Figure Formula Form"
    ).split()
)
"""The standard structure types of ISO 32000-1, 14.8.4."""


def read_structure(content: bytes) -> Structure:
    """Read what a PDF says of itself. Raises `Unreadable` where it cannot be read in full."""
    objects = open_objects(content)
    if objects.problems:
        raise Unreadable(objects.problems[0])
    pages = page_texts(content)
    if None in pages:
        raise Unreadable(f"page {pages.index(None) + 1} cannot be read")
    return structure_of(objects, pages)


def structure_of(objects: PdfObjects, pages: tuple[PageText | None, ...]) -> Structure:
    """Return what a PDF says of itself. Raises `Unreadable` where its structure tree is none."""
    root = objects.root
    metadata = objects.streams.get(root.get("/Metadata", ""))
    packet = metadata.data or b"" if metadata else b""
    part = xmp.declared(packet, xmp.PDF_A_PART)
    return Structure(
        title=xmp.declared(packet, xmp.TITLE)
        or objects.text(objects.dictionary(objects.trailer.get("/Info")).get("/Title")),
        displays_title=objects.at(objects.dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle")) is True,
        language=objects.text(root.get("/Lang")),
        marked=objects.at(objects.dictionary(root.get("/MarkInfo")).get("/Marked")) is True,
        pdf_ua=xmp.declared(packet, xmp.PDF_UA_PART),
        pdf_a=part + xmp.declared(packet, xmp.PDF_A_CONFORMANCE) if part else "",
        unembedded=tuple(sorted(set(_unembedded(objects)))),
        elements=elements_of(objects, pages),
    )


def elements_of(objects: PdfObjects, pages: tuple[PageText | None, ...]) -> tuple[Element, ...]:
    """Return the elements at the top of the structure tree. Raises `Unreadable` where the tree is none."""
    root = objects.dictionary(objects.root.get("/StructTreeRoot"))
    return tuple(child for child in _Tree(objects, pages, root).children(root, None, 0) if isinstance(child, Element))


class _Tree:
    """Walks once through a structure tree, from its root."""

    def __init__(self, objects: PdfObjects, pages: tuple[PageText | None, ...], root: Mapping[str, Any]) -> None:
        self.objects = objects
        self.pages = pages
        self.numbers = {reference: number for number, reference in enumerate(objects.pages, start=1)}
        self.roles = objects.dictionary(root.get("/RoleMap"))
        self.classes = objects.dictionary(root.get("/ClassMap"))
        self.forms: dict[str, Mapping[int, str]] = {}
        self.seen: set[int] = set()

    def children(self, node: Mapping[str, Any], page: int | None, level: int) -> Iterator[Element | str]:
        if level > MOST_LEVELS:
            raise Unreadable(f"its structure tree has more than {MOST_LEVELS} levels")
        kids = self.objects.at(node.get("/K"))
        for kid in kids if isinstance(kids, list) else [kids]:
            found = self.objects.at(kid)
            if isinstance(found, int) and not isinstance(found, bool):
                yield self.marked(page, found)
            elif isinstance(found, dict) and "/MCID" in found:
                yield from self.reference(found, page)
            elif isinstance(found, dict) and "/S" in found:
                yield self.element(found, page, level)

    def element(self, node: Mapping[str, Any], page: int | None, level: int) -> Element:
        if id(node) in self.seen:
            raise Unreadable("its structure tree has an element in two places")
        self.seen.add(id(node))
        own = self.numbers.get(node.get("/Pg", ""))
        children = tuple(self.children(node, own or page, level + 1))
        inner = (child.page for child in children if isinstance(child, Element) and child.page)
        text = self.objects.text
        return Element(
            role=self.role(name_of(self.objects.at(node["/S"]))),
            page=own or next(inner, page),
            alt=text(node.get("/Alt")),
            actual_text=text(node.get("/ActualText")),
            expansion=text(node.get("/E")),
            title=text(node.get("/T")),
            language=text(node.get("/Lang")),
            attributes=dict(self.attributes(node)),
            children=children,
        )

    def role(self, name: str) -> str:
        """Return the standard type that a role stands for, itself where it stands for none: ISO 32000-1, 14.7.3."""
        passed: set[str] = set()
        while name not in STANDARD and name not in passed:
            passed.add(name)
            name = name_of(self.objects.at(self.roles.get(f"/{name}"))) or name
        return name

    def attributes(self, node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the attributes of an element, those of its classes before its own: ISO 32000-1, 14.7.5."""
        classes = [self.classes.get(name, name) for name in self.listed(node.get("/C")) if isinstance(name, str)]
        for owner in (*classes, node.get("/A")):
            for attributes in map(self.objects.at, self.listed(owner)):
                if isinstance(attributes, dict):
                    for key, value in attributes.items():
                        if key != "/O":
                            yield key[1:], self.written(value)

    def listed(self, value: Any) -> tuple[Any, ...]:
        found = self.objects.at(value)
        return tuple(found) if isinstance(found, list) else (found,)

    def written(self, value: Any) -> str:
        found = self.objects.at(value)
        if isinstance(found, list):
            return " ".join(map(self.written, found))
        return (name_of(found) or self.objects.text(found)) if isinstance(found, str) else str(found)

    def reference(self, node: Mapping[str, Any], page: int | None) -> Iterator[Element | str]:
        """Yield the text of a marked-content reference: ISO 32000-1, 14.7.4.3."""
        number, identifier = self.numbers.get(node.get("/Pg", ""), page), self.objects.at(node["/MCID"])
        if isinstance(identifier, int):
            form = node.get("/Stm")
            yield self.form(form).get(identifier, "") if isinstance(form, str) else self.marked(number, identifier)

    def marked(self, page: int | None, identifier: int) -> Element | str:
        found = self.pages[page - 1] if page is not None and page <= len(self.pages) else None
        text = found.marked.get(identifier, "") if found else ""
        language = found.languages.get(identifier, "") if found else ""
        return Element(role="Span", page=page, language=language, children=(text,)) if language else text

    def form(self, reference: str) -> Mapping[int, str]:
        if reference not in self.forms:
            self.forms[reference] = marked_in_form(self.objects, reference)
        return self.forms[reference]


def _unembedded(objects: PdfObjects) -> Iterator[str]:
    for font in objects.dictionaries:
        if name_of(font.get("/Type")) == "Font" and name_of(font.get("/Subtype")) not in {"Type0", "Type3", ""}:
            descriptor = objects.dictionary(font.get("/FontDescriptor"))
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys():
                yield name_of(objects.at(font.get("/BaseFont"))) or "a font without a name"
