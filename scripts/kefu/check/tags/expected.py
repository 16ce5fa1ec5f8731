"""The items that the structure tree of a document's file should contain, from the document and its template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, assert_never

from kefu import tree, words
from kefu.authored import DocumentKind, Format
from kefu.check.tags.items import Collector, Item, Kind
from kefu.imprint import ImprintTerm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.model import Document, Metadata

CONTENTS_DEPTH: Final = 2
"""The level of the deepest headings in the table of contents."""

_ADDRESS: Final = re.compile(r"https?://[^\s,]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def expected(document: Document) -> tuple[Item, ...]:
    """Return what every reader of the document should encounter, in reading order within each kind.

    The cover, the imprint page and, in a report, the table of contents come before the document's own tree. The table
    of contents does not list the scenes of the cases. The back cover, if the theme has one, comes last.
    """
    language = document.metadata.language
    blocks = tree.blocks(document.tree)
    collector = Collector(language)
    front, logo = document.front, document.theme.logo
    marks = [logo.alt] if logo and logo.alt else []
    for alt in ([front.alt] if front and front.alt else []) + marks + marks:
        collector.add(Kind.FIGURE, alt)
    for text in (*_cover(document.metadata), *_imprint(document.metadata)):
        collector.write(text, language)
        collector.end_block()
    for entry in document.metadata.imprint:
        for address in _ADDRESS.findall(entry.text):
            collector.add(Kind.LINK, address)
    match document.kind:
        case DocumentKind.REPORT:
            collector.add(Kind.HEADING, words.documents.CONTENTS, "level 1")
            collector.write(words.documents.CONTENTS, language)
            collector.end_block()
            for heading in _in_contents(blocks):
                collector.add(Kind.CONTENTS, tree.plain(heading["c"][2]))
        case DocumentKind.CASE:
            pass
        case never:
            assert_never(never)
    _Walk(collector, language).blocks(blocks, language)
    if document.theme.cover.pattern:
        _at_the_back(collector, document.metadata, marks)
    return collector.items()


def _at_the_back(collector: Collector, metadata: Metadata, marks: Iterable[str]) -> None:
    """Collect what stands on a back cover."""
    for alt in marks:
        collector.add(Kind.FIGURE, alt)
    for text in _back(metadata):
        collector.write(text, metadata.language)
        collector.end_block()


def _cover(metadata: Metadata) -> Iterator[str]:
    yield from (metadata.publisher, metadata.eyebrow, metadata.heading, metadata.subtitle, metadata.banner)
    yield from (metadata.edition, words.date(metadata.date))


def _back(metadata: Metadata) -> Iterator[str]:
    yield from (metadata.heading, metadata.description, metadata.banner, metadata.publisher)
    if isbn := metadata.told(ImprintTerm.ISBN, Format.PDF):
        yield f"{words.imprint.LABELS[ImprintTerm.ISBN]} {isbn}"


def _imprint(metadata: Metadata) -> Iterator[str]:
    yield words.imprint.TITLE
    yield from metadata.notices
    for row in words.labelled(metadata.imprint):
        yield from row


def _in_contents(blocks: list[tree.Node]) -> Iterator[tree.Node]:
    for block in blocks:
        _, classes, _ = tree.attributes_of(block)
        shown = block["c"][1][:1] if "chapter" in classes else [block]
        yield from (node for node in tree.walk(shown) if node["t"] == "Header" and node["c"][0] <= CONTENTS_DEPTH)


class _Walk:
    """Walks a pandoc tree in reading order."""

    def __init__(self, collector: Collector, language: str) -> None:
        self._collector = collector
        self._base = language
        self._lists = 0

    def blocks(self, nodes: Iterable[tree.Node], language: str) -> None:
        """Collect items from blocks in a language."""
        for node in nodes:
            self._block(node["t"], node.get("c"), language)

    def _block(self, kind: str, content: Any, language: str) -> None:
        collector = self._collector
        match kind:
            case "Para" | "Plain":
                self._line(content, language)
            case "Header":
                level, _, inlines = content
                collector.add(Kind.HEADING, tree.plain(inlines), f"level {level}")
                self._line(inlines, language)
            case "BulletList":
                self._list("bulleted", content, language)
            case "OrderedList":
                self._list("numbered", content[1], language)
            case "DefinitionList":
                items = [[tree.para(term), *(b for one in definitions for b in one)] for term, definitions in content]
                self._list("terms", items, language)
            case "LineBlock":
                for line in content:
                    self._line(line, language)
            case "CodeBlock":
                collector.write(content[1], language)
                collector.end_block()
            case _:
                self._container(kind, content, language)

    def _container(self, kind: str, content: Any, language: str) -> None:
        match kind:
            case "BlockQuote":
                self.blocks(content, language)
            case "Table":
                self._table(content, language)
            case "Figure":
                _, (_, caption), body = content
                self.blocks(caption, language)
                self.blocks(body, language)
            case "Div":
                (_, _, pairs), inner = content
                given, around = dict(pairs), self._collector.origin
                self._collector.origin = given.get("origin", around)
                self.blocks(inner, given.get("lang", language))
                self._collector.origin = around

    def _list(self, form: str, items: list[list[tree.Node]], language: str) -> None:
        self._lists += 1
        opening = tree.plain(items[0]) if items else ""
        self._collector.add(Kind.LIST, opening, f"{form}, {len(items)} items, depth {self._lists}")
        for item in items:
            self.blocks(item, language)
        self._lists -= 1

    def _table(self, content: Any, language: str) -> None:
        _, (_, caption), _, (_, head), bodies, (_, foot) = content
        body = [row for _, _, first, rest in bodies for row in (*first, *rest)]
        headers = [tree.plain(blocks) for _, cells in head for *_, blocks in cells]
        rows = [cells for _, cells in (*head, *body, *foot)]
        self._collector.add(Kind.TABLE, " | ".join(headers), f"{len(rows)} rows, {sum(map(len, rows))} cells")
        self.blocks(caption, language)
        for cells in rows:
            for *_, blocks in cells:
                self.blocks(blocks, language)

    def _line(self, inlines: list[tree.Node], language: str) -> None:
        self._inlines(inlines, language)
        self._collector.end_block()

    def _inlines(self, nodes: Iterable[tree.Node], language: str) -> None:
        for node in nodes:
            self._inline(node["t"], node.get("c"), language)

    def _inline(self, kind: str, content: Any, language: str) -> None:
        collector = self._collector
        match kind:
            case "Str":
                collector.write(content, language)
            case "Space" | "SoftBreak" | "LineBreak":
                collector.write(" ", language)
            case "Code" | "Math":
                collector.write(content[1], language)
            case "Link":
                collector.add(Kind.LINK, tree.plain(content[1]))
                self._inlines(content[1], language)
            case "Image":
                collector.add(Kind.FIGURE, tree.plain(content[1]))
            case "Note":
                note = Collector(self._base)
                note.origin = collector.origin
                _Walk(note, self._base).blocks(content, self._base)
                collector.footnote(note)
            case "Span":
                (_, _, pairs), inner = content
                self._inlines(inner, dict(pairs).get("lang", language))
            case "Cite" | "Quoted":
                self._inlines(content[1], language)
            case "RawInline":
                pass
            case _:
                self._inlines(content, language)
