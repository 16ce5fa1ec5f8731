"""A PDF's structure tree, and what the file declares about itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from kefu.check.readers.pdf import xmp
from kefu.check.readers.pdf.annotations import annotations_of, untabbed
from kefu.check.readers.pdf.drawn import marked_in_form
from kefu.check.readers.pdf.objects import Unreadable, name_of, open_objects
from kefu.check.readers.pdf.text import page_texts
from kefu.check.readers.structure import Element, Structure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.check.readers.pdf.objects import PdfObjects
    from kefu.check.readers.pdf.text import PageText

MOST_LEVELS: Final = 200
"""The most levels that a structure tree may have; those in the repository's release have at most nine."""

STANDARD: Final = frozenset(
    (  # noqa: SIM905 - a list of words
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl"
        " LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP"
        " Warichu WT WP Figure Formula Form"
    ).split()
)
"""The standard structure types of ISO 32000-1, 14.8.4."""


NAMELESS: Final = "a font without a name"


def read_structure(content: bytes) -> Structure:
    """Read what a PDF says about itself; raises `Unreadable` if it cannot be read in full."""
    objects = open_objects(content)
    if objects.problems:
        raise Unreadable(objects.problems[0])
    pages = page_texts(content)
    if None in pages:
        raise Unreadable(f"page {pages.index(None) + 1} cannot be read")
    return structure_of(objects, pages)


def structure_of(objects: PdfObjects, pages: tuple[PageText | None, ...]) -> Structure:
    """Return what a PDF says about itself; raises `Unreadable` if its structure tree is not a tree."""
    root = objects.root
    mark = objects.dictionary(root.get("/MarkInfo"))
    metadata = objects.streams.get(root.get("/Metadata", ""))
    packet = metadata.data or b"" if metadata else b""
    part = xmp.declared(packet, xmp.PDF_A_PART)
    tree = _Tree(objects, pages)
    elements = tree.elements()
    return Structure(
        title=xmp.declared(packet, xmp.TITLE),
        information_title=objects.text(objects.dictionary(objects.trailer.get("/Info")).get("/Title")),
        displays_title=objects.at(objects.dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle")) is True,
        language=objects.text(root.get("/Lang")),
        marked=objects.at(mark.get("/Marked")) is True,
        suspect=objects.at(mark.get("/Suspects")) is True,
        bookmarked=bool(objects.dictionary(objects.dictionary(root.get("/Outlines")).get("/First"))),
        pdf_ua=xmp.declared(packet, xmp.PDF_UA_PART),
        pdf_a=part and part + xmp.declared(packet, xmp.PDF_A_CONFORMANCE),
        unembedded=tuple(sorted(set(_unembedded(objects)))),
        unmapped=tuple(sorted(set(_unmapped(objects)))),
        elements=elements,
        annotations=tuple(annotations_of(objects, tree.owners)),
        untabbed=tuple(untabbed(objects)),
        extras=tuple(_extras(objects)),
        faults=tuple(tree.told()),
    )


class _Tree:
    """Walks a structure tree once, from its root, and collects what is wrong with it.

    `owners` maps the reference of an annotation to the role of the element that it belongs to.
    """

    def __init__(self, objects: PdfObjects, pages: tuple[PageText | None, ...]) -> None:
        self.objects = objects
        self.pages = pages
        self.root = objects.dictionary(objects.root.get("/StructTreeRoot"))
        self.numbers = {reference: number for number, reference in enumerate(objects.pages, start=1)}
        self.roles = objects.dictionary(self.root.get("/RoleMap"))
        self.classes = objects.dictionary(self.root.get("/ClassMap"))
        self.forms: dict[str, Mapping[int, str]] = {}
        self.seen: set[int] = set()
        self.claimed: set[tuple[int | None, str, int]] = set()
        self.owners: dict[str, str] = {}
        self.faults: Counter[str] = Counter()

    def elements(self) -> tuple[Element, ...]:
        """Return the elements at the top; raises `Unreadable` if the tree is not a tree."""
        return tuple(child for child in self.children(self.root, None, 0) if isinstance(child, Element))

    def told(self) -> Iterator[str]:
        """Yield the ways in which the tree breaks the rules: ISO 32000-1, 14.7.2 to 14.7.4, and ISO 14289-1, 7.1."""
        for key, other in self.roles.items():
            name = key[1:]
            if name not in STANDARD:
                self.role(name)
            elif self.objects.at(other) != key:
                self.faults[f"the standard type “{name}” is remapped"] = 1
        for fault, times in self.faults.items():
            yield f"{fault} ({times} times)" if times > 1 else fault

    def children(self, node: Mapping[str, Any], page: int | None, level: int) -> Iterator[Element | str]:
        if level > MOST_LEVELS:
            raise Unreadable(f"its structure tree has more than {MOST_LEVELS} levels")
        kids = self.objects.at(node.get("/K"))
        for kid in kids if isinstance(kids, list) else [kids]:
            found = self.objects.at(kid)
            if isinstance(found, int) and not isinstance(found, bool):
                self.claim(page, "", found)
                yield self.marked(page, found)
            elif isinstance(found, dict) and "/MCID" in found:
                yield from self.reference(found, page)
            elif isinstance(found, dict) and "/S" in found:
                yield self.element(found, page, level)

    def element(self, node: Mapping[str, Any], page: int | None, level: int) -> Element:
        if id(node) in self.seen:
            raise Unreadable("its structure tree has an element in two places")
        self.seen.add(id(node))
        if not self.objects.dictionary(node.get("/P")):
            self.faults["an element does not name its parent"] += 1
        if "/Pg" in node and node["/Pg"] not in self.numbers:
            self.faults["an element refers to a page that is not in the file"] += 1
        own = self.numbers.get(node.get("/Pg", ""))
        role = self.role(name_of(self.objects.at(node["/S"])))
        self.owners.update(dict.fromkeys(self.annotations(node), role))
        children = tuple(self.children(node, own or page, level + 1))
        inner = (child.page for child in children if isinstance(child, Element) and child.page)
        text = self.objects.text
        return Element(
            role=role,
            page=own or next(inner, page),
            alt=text(node.get("/Alt")),
            actual_text=text(node.get("/ActualText")),
            expansion=text(node.get("/E")),
            title=text(node.get("/T")),
            identifier=text(node.get("/ID")),
            language=text(node.get("/Lang")),
            attributes=dict(self.attributes(node)),
            children=children,
            lines=tuple(self.lines(node, own or page)),
        )

    def role(self, name: str) -> str:
        """Return the standard type that a role is mapped to, or the role if there is none: ISO 32000-1, 14.7.3."""
        passed: set[str] = set()
        while name not in STANDARD and name not in passed:
            passed.add(name)
            name = name_of(self.objects.at(self.roles.get(f"/{name}"))) or name
        if name not in STANDARD:
            self.faults[f"the type “{name}” does not map to a standard type"] += 1
        return name

    def annotations(self, node: Mapping[str, Any]) -> Iterator[str]:
        """Yield the references of the annotations that belong to an element: ISO 32000-1, 14.7.4.3."""
        for kid in map(self.objects.dictionary, self.listed(node.get("/K"))):
            if isinstance(kid.get("/Obj"), str):
                yield kid["/Obj"]

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
            self.claim(number, form if isinstance(form, str) else "", identifier)
            yield self.form(form).get(identifier, "") if isinstance(form, str) else self.marked(number, identifier)

    def lines(self, node: Mapping[str, Any], page: int | None) -> Iterator[tuple[int, float]]:
        """Yield where the lines of an element's own content on pages are."""
        for kid in self.listed(node.get("/K")):
            inside = isinstance(kid, dict) and "/MCID" in kid and "/Stm" not in kid
            at = self.numbers.get(kid.get("/Pg", ""), page) if inside else page
            identifier = self.objects.at(kid["/MCID"]) if inside else kid
            found = self.pages[at - 1] if at is not None and at <= len(self.pages) else None
            if at and found and isinstance(identifier, int) and not isinstance(identifier, bool):
                yield from ((at, height) for height in found.heights.get(identifier, ()))

    def claim(self, page: int | None, form: str, identifier: int) -> None:
        """Record that marked content, of a page or a form drawn there, belongs to an element."""
        if (page, form, identifier) in self.claimed:
            self.faults["two elements claim the same content"] += 1
        self.claimed.add((page, form, identifier))

    def marked(self, page: int | None, identifier: int) -> Element | str:
        found = self.pages[page - 1] if page is not None and page <= len(self.pages) else None
        text = found.marked.get(identifier, "") if found else ""
        language = found.languages.get(identifier, "") if found else ""
        return Element(role="Span", page=page, language=language, children=(text,)) if language else text

    def form(self, reference: str) -> Mapping[int, str]:
        if reference not in self.forms:
            self.forms[reference] = marked_in_form(self.objects, reference)
        return self.forms[reference]


def _unmapped(objects: PdfObjects) -> Iterator[str]:
    """Yield the fonts that do not say which glyph each code is: ISO 14289-1, 7.21.3.2."""
    for font in objects.dictionaries:
        if objects.at(font.get("/Subtype")) == "/CIDFontType2" and "/CIDToGIDMap" not in font:
            yield name_of(objects.at(font.get("/BaseFont"))) or NAMELESS


def _extras(objects: PdfObjects) -> Iterator[str]:
    """Yield the kinds of things in a file that do not belong to the content of its pages.

    Sources: ISO 14289-1:2014, 7.10, 7.11, 7.15 and 7.20.
    """
    root = objects.root
    if "/AcroForm" in root:
        yield "form fields"
    if "/OCProperties" in root:
        yield "layers"
    if "/EmbeddedFiles" in objects.dictionary(root.get("/Names")) or "/AF" in root:
        yield "attached files"
    if any("/Ref" in form for form in objects.dictionaries if objects.at(form.get("/Subtype")) == "/Form"):
        yield "content of other files"


def _unembedded(objects: PdfObjects) -> Iterator[str]:
    for font in objects.dictionaries:
        if name_of(font.get("/Type")) == "Font" and name_of(font.get("/Subtype")) not in {"Type0", "Type3", ""}:
            descriptor = objects.dictionary(font.get("/FontDescriptor"))
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys():
                yield name_of(objects.at(font.get("/BaseFont"))) or NAMELESS
