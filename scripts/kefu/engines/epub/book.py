"""EPUB 3.3: an engine writes the chapters, and this module the book around them.

The book has no page list. EPUB Accessibility 1.1 requires one of a publication that names a paginated equivalent as its
source; the PDF is typeset from the same text, but this book is not made from the PDF, and to know its page breaks the
document would have to be typeset first.

Nor does the book claim to conform to WCAG: the claim (`dcterms:conformsTo`) says that somebody has evaluated the book,
and goes with the evaluator's name (`a11y:certifiedBy`). What is known to be true is in the discovery metadata.
Sources: EPUB Accessibility 1.1, on page navigation and on conformance reporting; the DAISY Knowledge Base, Evaluation
metadata.
"""

from __future__ import annotations

import io
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
from kefu.engines.typst import page, template_files
from kefu.fonts import packed
from kefu.imprint import ImprintTerm
from kefu.templating import environment
from kefu.theme import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from kefu.engines.conversion import Convert
    from kefu.model import Document
    from kefu.theme import Theme

TEMPLATES: Final = Path(__file__).with_name("templates")
PROJECT: Final = uuid.UUID("ff8d8fe0-ad8b-564c-a903-f7e385aeac46")
"""The namespace of the books' identifiers."""

COVER: Final = f"{words.addresses.COVER}.png"
LOGO: Final = f"{words.addresses.LOGO}.svg"
COVER_RESOLUTION: Final = 150
"""Pixels per inch; A4 becomes 1240 × 1754 pixels."""

COVER_PAGE: Final = """\
#import "publication.typ": cover, ink, page-height, page-width, sans
#let meta = json("metadata.json")
#set document(title: meta.title)
#set text(font: sans, fill: ink, lang: meta.language.split("-").first(), hyphenate: false)
#set page(width: page-width, height: page-height)
#cover(meta)
"""

FRONT: Final = {
    words.addresses.COVER: "cover.xhtml.j2",
    words.addresses.TITLE_PAGE: "title.xhtml.j2",
    words.addresses.IMPRINT: "imprint.xhtml.j2",
}
"""The pages before the text, in order, with their templates."""

TYPES: Final[Mapping[str, str]] = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".woff": "font/woff",
}
"""The media types of the files that a book can contain, by suffix."""

AUTHOR: Final = "aut"
"""The code for an author. Source: MARC Code List for Relators."""

ACCESSIBILITY: Final = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessModeSufficient", "textual,visual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "unlocked"),
    ("accessibilityHazard", "none"),
    ("accessibilitySummary", words.epub.ACCESSIBILITY_SUMMARY),
)
"""The book's discovery metadata, in the vocabulary of schema.org."""

CHAPTER: Final = re.compile(r"EPUB/text/(ch\d+\.xhtml)")


def render(document: Document, convert: Convert) -> Rendered:
    """Return the document as an EPUB 3.3; raises `BuildError` if the engine cannot write it."""
    book = prepared(document)
    pictures = {name: asset.content for name, asset in book.pictures.items()}
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
    files |= {f"fonts/{name}": font for name, font in packed(document.theme.faces)}
    style = filled((TEMPLATES / "kefu.css").read_text(encoding="utf-8"), document.theme)
    files["kefu.css"] = (_font_faces(document.theme) + style).encode()
    logo = document.theme.logo
    if logo:
        files[f"media/{LOGO}"] = logo.content
    given = {
        "metadata": document.metadata,
        "logo": {"file": LOGO, "alt": logo.alt} if logo else None,
        "cover": COVER,
        "cover_text": _cover_text(document),
        "contents": contents(book.blocks, chapters),
        "landmarks": landmarks(book.blocks, chapters),
    }
    for name, template in FRONT.items():
        files[f"text/{name}.xhtml"] = _page(template, given)
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
    """Return what the package document says besides the document's metadata."""
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
        "rights": str(document.edition.rights),
        "role": AUTHOR,
        "accessibility": ACCESSIBILITY,
        "manifest": manifest,
        "spine": [_id(name) for name in pages],
    }


def _id(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", Path(name).name.lower())


def identifier(document: Document) -> str:
    """Return the book's permanent identifier: its own ISBN, or else a UUID derived from its publisher and names."""
    metadata = document.metadata
    if isbn := metadata.told(ImprintTerm.ISBN, Format.EPUB):
        return f"urn:isbn:{isbn}"
    name = f"{metadata.publisher}\n{document.name}\n{metadata.heading}\n{document.edition.name}"
    return uuid.uuid5(PROJECT, name).urn


def _font_faces(theme: Theme) -> str:
    """Return the CSS that takes the fonts that a publication brings, each under the name of its family."""
    families = {"serif": theme.type.serif, "sans": theme.type.sans}
    weights = {"Semibold": 600, "SemiboldIt": 600, "Bold": 700}
    return "".join(
        f'@font-face {{ font-family: "{families[face.use]}"; font-weight: {weights.get(face.style, 400)}; '
        f"font-style: {'italic' if face.style.endswith('It') else 'normal'}; "
        f'src: url("fonts/{face.name.lower()}.woff") format("woff"); }}\n'
        for face in theme.faces
    )


def _cover(document: Document) -> bytes:
    """Return the cover of the PDF as a picture."""
    return page(COVER_PAGE, template_files(document), ppi=COVER_RESOLUTION, faces=document.theme.faces)


def _cover_text(document: Document) -> str:
    """Return the text on the cover, in order."""
    metadata = document.metadata
    said = (metadata.publisher, metadata.eyebrow, metadata.heading, metadata.subtitle, metadata.banner)
    last = (metadata.edition, words.date(metadata.date))
    return " ".join(text if text[-1:] in ".?!" else f"{text}." for text in (*said, *last) if text)


def _page(template: str, given: Mapping[str, object]) -> bytes:
    return _environment().get_template(template).render(given).encode()


@cache
def _environment() -> Environment:
    made = environment("kefu.engines.epub")
    made.filters["linked"] = with_addresses
    return made
