"""One document in every format has the same headings, captions, numbers, references and literature, in one order."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as Xml

import docx
import pytest

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.canaries import squeezed
from kefu.check.readers.structure import read_structure
from kefu.check.structure import Element
from kefu.engines.pandoc import PandocEngine
from kefu.figures import draw, drawings_by_name
from kefu.workers import workers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.oxml.text.paragraph import CT_P

    from kefu.model import Document, Project

READ: Final = tuple(Format)
NAMESPACE: Final = "{http://www.w3.org/1999/xhtml}"
CHOSEN: Final = (("report", "report"), ("student", "cases/01-skolan"))


@pytest.fixture(scope="module", params=CHOSEN, ids=lambda chosen: chosen[0])
def document(project: Project, request: pytest.FixtureRequest) -> Document:
    everything = outlines(project)
    with workers(1) as pool:
        drawn = drawings_by_name(draw(project, (name for one in everything for name in one.drawings), pool))
    documents = assemble(project, everything, everything, drawn, project.publication.date, jobs=1)
    return next(one for one in documents if (one.edition.name, one.name) == request.param)


@pytest.fixture(scope="module")
def files(document: Document) -> Mapping[Format, bytes]:
    return {format_: PandocEngine().render(document, format_).content for format_ in READ}


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


def headings_of(document: Document) -> list[str]:
    nodes = tree.walk(tree.blocks(document.tree))
    return [squeezed(tree.plain(node["c"][2])) for node in nodes if node["t"] == "Header"]


@pytest.mark.parametrize("format_", READ)
def test_headings_have_the_same_numbers_words_and_order(
    document: Document, files: Mapping[Format, bytes], format_: Format
) -> None:
    wanted = headings_of(document)
    headings, _ = READERS[format_](files[format_])
    found = [heading for heading in map(squeezed, headings) if heading in wanted]
    assert wanted
    assert found == wanted


@pytest.mark.parametrize("format_", READ)
def test_captions_alternative_texts_references_and_literature_are_there_and_in_order(
    document: Document, files: Mapping[Format, bytes], format_: Format
) -> None:
    _, text = READERS[format_](files[format_])
    letters = squeezed(text)
    nodes = tree.walk(tree.blocks(document.tree))
    captions = [squeezed(tree.plain(tree.caption_of(node))) for node in nodes if node["t"] in {"Figure", "Table"}]
    alts = [squeezed(tree.plain(node["c"][1])) for node in nodes if node["t"] == "Image"]
    links = [squeezed(tree.plain(node["c"][1])) for node in nodes if node["t"] == "Link"]
    literature = [
        squeezed(tree.plain([block]))
        for node in nodes
        if node["t"] == "Div" and node["c"][0][0] == "refs"
        for block in node["c"][1]
    ]
    notes = [squeezed(tree.plain(node["c"])) for node in nodes if node["t"] == "Note"]
    for wanted in (captions, alts, links, literature, notes):
        assert [one for one in wanted if one not in letters] == []
    assert captions
    for wanted in (captions, literature):
        places = [letters.find(one) for one in wanted if one]
        assert places == sorted(places)
