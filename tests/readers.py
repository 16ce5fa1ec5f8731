"""Finished files of every format, read by other programs than wrote them: their headings, and all that they say."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as Xml

import docx

from kefu import tree
from kefu.authored import Format
from kefu.check.leaks.canaries import squeezed
from kefu.check.readers.pdf import read_structure
from kefu.check.readers.structure import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.oxml.text.paragraph import CT_P

    from kefu.model import Document

NAMESPACE: Final = "{http://www.w3.org/1999/xhtml}"


def parsed(content: bytes) -> Xml.Element:
    return Xml.fromstring(content)  # noqa: S314 - the file is ours


class Page(HTMLParser):
    """Collects the headings and the text of a web page's article."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.texts: list[str] = []
        self._open = False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.headings.append("")
            self._open = True
        self.texts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch("h[1-6]", tag):
            self._open = False

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._open:
            self.headings[-1] += data


def elements(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from elements(child)


def text_of(element: Element) -> str:
    return "".join(child if isinstance(child, str) else text_of(child) for child in element.children)


def of_pdf(content: bytes) -> tuple[list[str], str]:
    every = [element for root in read_structure(content).elements for element in elements(root)]
    headings = [text_of(element) for element in every if re.fullmatch("H[1-6]", element.role)]
    return headings, "\n".join(f"{element.alt}\n{text_of(element)}" for element in every if element.role != "Document")


def of_html(content: bytes) -> tuple[list[str], str]:
    page = Page(content.decode())
    return page.headings, "".join(page.texts)


def of_epub(content: bytes) -> tuple[list[str], str]:
    headings, texts = [], []
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in sorted(name for name in book.namelist() if name.endswith(".xhtml") and "nav" not in name):
            for element in parsed(book.read(name)).iter():
                if re.fullmatch(f"{NAMESPACE}h[1-6]", str(element.tag)):
                    headings.append("".join(element.itertext()))
                texts.append(element.get("alt", ""))
            texts.append("".join(parsed(book.read(name)).itertext()))
    return headings, "\n".join(texts)


def of_docx(content: bytes) -> tuple[list[str], str]:
    word = docx.Document(io.BytesIO(content))
    headings = [p.text for p in word.element.body.iter() if p.tag.endswith("}p") and _level(p)]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [
            package.read(name) for name in package.namelist() if re.fullmatch(r"word/(document|footnotes)\.xml", name)
        ]
    roots = [parsed(part) for part in parts]
    alts = [element.get("descr", "") for root in roots for element in root.iter()]
    return headings, "\n".join([*("".join(root.itertext()) for root in roots), *alts])


def _level(paragraph: CT_P) -> bool:
    return bool(re.fullmatch(r"Heading\s?[1-9]", paragraph.style or ""))


READERS: Final = {Format.PDF: of_pdf, Format.HTML: of_html, Format.EPUB: of_epub, Format.DOCX: of_docx}
"""Return of a file of each format its headings, and its text with the alternative texts."""


def headings_of(document: Document) -> list[str]:
    """Return the letters of a document's headings, in reading order."""
    nodes = tree.walk(tree.blocks(document.tree))
    return [squeezed(tree.plain(node["c"][2])) for node in nodes if node["t"] == "Header"]


def said_in(document: Document) -> Mapping[str, list[str]]:
    """Return the letters of all that a document's files must say, by what it is, in reading order."""
    nodes = tree.walk(tree.blocks(document.tree))
    said = {
        "captions": [tree.caption_of(node) for node in nodes if node["t"] in {"Figure", "Table"}],
        "alternative texts": [node["c"][1] for node in nodes if node["t"] == "Image"],
        "references": [node["c"][1] for node in nodes if node["t"] == "Link"],
        "literature": [
            [block] for node in nodes if node["t"] == "Div" and node["c"][0][0] == "refs" for block in node["c"][1]
        ],
        "notes": [node["c"] for node in nodes if node["t"] == "Note"],
    }
    return {kind: [squeezed(tree.plain(one)) for one in every] for kind, every in said.items()}
