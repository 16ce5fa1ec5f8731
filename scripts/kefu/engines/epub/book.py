"""EPUB 3.3: an engine writes the chapters, this module the book around them.

The book has no list of pages. EPUB Accessibility 1.1 wants one of a publication with a paginated equivalent that it
names as its source; the PDF is set from the same text, but this book does not come from it, and to know its page
breaks a document would have to be set as pages first.

Nor does it claim to conform to WCAG: the claim (`dcterms:conformsTo`) says that somebody has evaluated the book, and
goes with the name of who did (`a11y:certifiedBy`). What holds is in the discovery metadata.
Sources: EPUB Accessibility 1.1, on page navigation and on conformance reporting; the DAISY Knowledge Base, Evaluation
metadata.
"""

from __future__ import annotations

import io
import json
import re
import uuid
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.authored import Format
from kefu.engines import Rendered
from kefu.engines.conversion import Conversion
from kefu.engines.epub.body import body
from kefu.engines.epub.contents import contents, landmarks, linked
from kefu.engines.epub.notes import numbered
from kefu.engines.html import linked as with_addresses
from kefu.engines.packages import archived, moment, prepared
from kefu.engines.pictures import shown
from kefu.engines.typst import TEMPLATE, page, settings
from kefu.templating import environment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from kefu.engines.conversion import Convert
    from kefu.model import Document

TEMPLATES: Final = Path(__file__).with_name("templates")
PROJECT: Final = uuid.UUID("ff8d8fe0-ad8b-564c-a903-f7e385aeac46")
"""The namespace of the books' identifiers."""

COVER: Final = "omslag.png"
COVER_RESOLUTION: Final = 150
"""Pixels an inch on A4: 1240 × 1754 in all."""

COVER_PAGE: Final = """\
#import "publication.typ": cover, ink, sans
#let meta = json("metadata.json")
#set document(title: meta.title)
#set text(font: sans, fill: ink, lang: meta.language.split("-").first(), hyphenate: false)
#set page(paper: "a4")
#cover(meta)
"""

FRONT: Final = ("omslag", "titel", "tryckort")
TYPES: Final[Mapping[str, str]] = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
"""The media types of what a book can hold, by suffix."""

CHAPTER: Final = re.compile(r"EPUB/text/(ch\d+\.xhtml)")


def render(document: Document, convert: Convert) -> Rendered:
    """Return the document as an EPUB 3.3; raises `BuildError` where a picture cannot be read."""
    book = prepared(document)
    pictures = {name: shown(asset)[0].content for name, asset in book.pictures.items()}
    metadata = {
        "title": {"t": "MetaString", "c": document.metadata.heading},
        "lang": {"t": "MetaString", "c": document.metadata.language},
    }
    written = convert(
        Conversion(
            document=document,
            format=Format.EPUB,
            blocks=body(book.blocks),
            files=pictures,
            template=(TEMPLATES / "chapter.xhtml").read_text(encoding="utf-8"),
            metadata=metadata,
        )
    )
    with zipfile.ZipFile(io.BytesIO(written.content)) as package:
        members = {name: package.read(name) for name in sorted(package.namelist())}
    chapters = {match[1]: text for name, text in members.items() if (match := CHAPTER.fullmatch(name))}
    chapters = linked(book.blocks, numbered(chapters))
    files = {f"text/{name}": text for name, text in chapters.items()}
    files |= {name.removeprefix("EPUB/"): content for name, content in members.items() if "/media/" in name}
    files[f"media/{COVER}"] = _cover(document)
    files["kefu.css"] = (TEMPLATES / "kefu.css").read_bytes()
    given = {
        "metadata": document.metadata,
        "cover": COVER,
        "cover_text": _cover_text(document),
        "contents": contents(book.blocks, chapters),
        "landmarks": landmarks(book.blocks, chapters),
    }
    for name, template in zip(FRONT, ("cover", "title", "imprint"), strict=True):
        files[f"text/{name}.xhtml"] = _page(f"{template}.xhtml.j2", given)
    files["nav.xhtml"] = _page("nav.xhtml.j2", given)
    opf = _page("package.opf.j2", {**given, **_package(document, files, chapters)})
    return Rendered(
        content=archived(
            {
                "META-INF/container.xml": (TEMPLATES / "container.xml").read_bytes(),
                "EPUB/package.opf": opf,
                **{f"EPUB/{name}": files[name] for name in sorted(files)},
            },
            first=("mimetype", Format.EPUB.media_type.encode()),
        ),
        warnings=written.warnings,
    )


def _package(document: Document, files: Mapping[str, bytes], chapters: Mapping[str, bytes]) -> Mapping[str, object]:
    """Return what the package document says beside the document's metadata."""
    licence = dict(document.metadata.imprint).get(words.IMPRINT_TERMS["licence"], "")
    manifest = [
        {
            "id": _id(name),
            "href": name,
            "type": TYPES[Path(name).suffix],
            "properties": {"nav.xhtml": "nav", f"media/{COVER}": "cover-image"}.get(name, ""),
        }
        for name in sorted(files)
    ]
    pages = [*(f"text/{name}.xhtml" for name in FRONT), "nav.xhtml", *(f"text/{name}" for name in sorted(chapters))]
    return {
        "identifier": identifier(document),
        "modified": moment(document),
        "rights": licence,
        "manifest": manifest,
        "spine": [_id(name) for name in pages],
    }


def _id(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", Path(name).name.lower())


def identifier(document: Document) -> str:
    """Return what names the book for ever: its own ISBN, or else a UUID made of whose it is and what it is called."""
    for term, text in document.metadata.imprint:
        number, _, format_ = text.partition(" ")
        if term == words.IMPRINT_TERMS["isbn"] and format_ == "(epub)":
            return f"urn:isbn:{number}"
    metadata = document.metadata
    name = f"{metadata.publisher}\n{document.name}\n{metadata.heading}\n{document.edition.name}"
    return uuid.uuid5(PROJECT, name).urn


def _cover(document: Document) -> bytes:
    """Return the cover of the PDF as a picture."""
    files = {
        TEMPLATE.name: TEMPLATE.read_bytes(),
        "metadata.json": json.dumps(settings(document), ensure_ascii=False).encode(),
    }
    return page(COVER_PAGE, files, ppi=COVER_RESOLUTION)


def _cover_text(document: Document) -> str:
    """Return the words on the cover, in order."""
    metadata = document.metadata
    said = (metadata.publisher, metadata.eyebrow, metadata.heading, metadata.subtitle, metadata.banner)
    last = (metadata.edition, words.date(metadata.date))
    return " ".join(text if text[-1:] in ".?!" else f"{text}." for text in (*said, *last) if text)


def _page(template: str, given: Mapping[str, object]) -> bytes:
    return _environment().get_template(template).render(given).encode()


@cache
def _environment() -> Environment:
    made = environment("kefu.engines.epub")
    made.filters |= {"linked": with_addresses, "in_words": words.date}
    made.globals["words"] = words
    return made
