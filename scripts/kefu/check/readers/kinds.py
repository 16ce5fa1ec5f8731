"""What kind of file some bytes are, and what kind a name promises."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from kefu.check.readers.data import PAGEFIND
from kefu.check.readers.decoding import readings
from kefu.check.readers.package import form_of
from kefu.check.readers.xml import form_of_root
from kefu.completeness import complete


class Kind(StrEnum):
    """A kind of file; the value is its name in diagnostics."""

    PDF = "PDF"
    DOCX = "DOCX"
    EPUB = "EPUB"
    ZIP = "ZIP"
    GZIP = "gzip"
    PNG = "PNG"
    JPEG = "JPEG"
    GIF = "GIF"
    WEBP = "WebP"
    TIFF = "TIFF"
    FONT = "font"
    PROGRAM = "WebAssembly"
    PAGEFIND = "Pagefind index"
    HTML = "HTML"
    SVG = "SVG"
    XML = "XML"
    JSON = "JSON"
    TEXT = "text"
    BINARY = "unknown"


_PROMISES: Final = complete(
    Kind,
    {
        Kind.PDF: "pdf",
        Kind.DOCX: "docx docm dotx dotm",
        Kind.EPUB: "epub",
        Kind.ZIP: "zip xlsx xlsm pptx odt ods odp odg jar",
        Kind.GZIP: "gz svgz pf_fragment pf_index pf_meta pf_filter pagefind",
        Kind.PNG: "png apng",
        Kind.JPEG: "jpg jpeg jpe",
        Kind.GIF: "gif",
        Kind.WEBP: "webp",
        Kind.TIFF: "tif tiff",
        Kind.FONT: "ttf otf ttc otc woff woff2",
        Kind.PROGRAM: "wasm",
        Kind.HTML: "html htm xhtml xht",
        Kind.SVG: "svg",
        Kind.XML: "xml opf ncx rels rdf xmp rss atom csl xsl xslt smil",
        Kind.JSON: "json jsonld webmanifest geojson map",
        Kind.TEXT: "txt text md qmd css js mjs cjs ts bib ris csv tsv yaml yml toml lua py tex typ log srt vtt ini",
        Kind.PAGEFIND: "",
        Kind.BINARY: "",
    },
)
_PROMISED: Final = {f".{extension}": kind for kind, extensions in _PROMISES.items() for extension in extensions.split()}
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"\x1f\x8b", Kind.GZIP),
    (b"wOFF", Kind.FONT),
    (b"wOF2", Kind.FONT),
    (b"OTTO", Kind.FONT),
    (b"ttcf", Kind.FONT),
    (b"true\0", Kind.FONT),
    (b"\0\1\0\0", Kind.FONT),
    (b"\0asm", Kind.PROGRAM),
    (PAGEFIND, Kind.PAGEFIND),
)
_ZIPS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x07\x08")
_WIDE_XML: Final = (b"<\0?\0", b"\0<\0?")
_HTML_BEGINS: Final = re.compile(
    r"\s{0,1000}(?:<!--(?s:.){0,2000}?-->\s{0,100})?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
_MARKUP_BEGINS: Final = re.compile(r"\s{0,1000}<(?:\?xml\b|!--|!DOCTYPE\b|(?:\w{1,20}:)?svg\b)")


def promise_of(name: str) -> Kind | None:
    """Return the kind of file that a name promises, if any."""
    return _PROMISED.get(PurePosixPath(name).suffix.lower())


def kind_of(name: str, content: bytes) -> Kind:
    """Return the kind of file that bytes are; if several are possible, as for a text, the name decides."""
    promised = promise_of(name)
    if content.startswith(b"%PDF-") or (promised is Kind.PDF and b"%PDF-" in content[:1024]):
        return Kind.PDF
    if content.startswith(_ZIPS):
        return Kind(form_of(content))
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith(_WIDE_XML):
        return Kind.XML
    texts = readings(content)
    return _kind_of_text(promised, content, texts[0]) if texts else Kind.BINARY


def _kind_of_text(promised: Kind | None, content: bytes, text: str) -> Kind:
    if promised in {Kind.TEXT, Kind.XML}:
        return promised
    if _HTML_BEGINS.match(text):
        return Kind.HTML
    if _MARKUP_BEGINS.match(text):
        match form_of_root(content):
            case "svg":
                return Kind.SVG
            case "html":
                return Kind.HTML
            case _ if text.lstrip().startswith("<?xml"):
                return Kind.XML
            case _:
                pass
    return promised if promised in {Kind.HTML, Kind.SVG, Kind.JSON} else Kind.TEXT
