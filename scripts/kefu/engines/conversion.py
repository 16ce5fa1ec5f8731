"""The step in which engines differ: a finished tree becomes a file. Here the default one takes it."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typst

from kefu import markup, tree
from kefu.authored import Format
from kefu.diagnostics import BuildError
from kefu.engines import Rendered
from kefu.engines.fonts import fonts
from kefu.engines.typst_errors import MAIN, explain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document

STANDARDS: Final[list[Any]] = ["ua-1", "a-2a"]
"""What every PDF conforms to, by Typst's names: PDF/UA-1 and PDF/A-2a."""

WRITERS: Final[Mapping[Format, str]] = {
    Format.PDF: "typst-citations",
    Format.HTML: "html5",
    Format.EPUB: "epub3",
    Format.DOCX: "docx",
}
"""Pandoc's names of what it writes for each format."""

BODY: Final = "$body$"
"""What stands in a template for the text, as pandoc's templates have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """A document's tree as it shall stand in a file of a format, with all that the file needs beside it.

    `files` are what the tree and the template name, by name: pictures, and for a PDF what its template reads. The
    `template` stands around the text, in the language of the format; for a web page it is the text alone. `reference`
    is the Word file that a DOCX takes its styles from. `metadata` is pandoc's.
    """

    document: Document
    format: Format
    blocks: list[tree.Node]
    files: Mapping[str, bytes] = field(default_factory=dict)
    template: str = BODY
    reference: bytes = b""
    metadata: Mapping[str, Any] = field(default_factory=dict)


Convert = Callable[[Conversion], Rendered]
"""Returns what a conversion gives: a whole file, or for a web page its text as HTML. Raises `BuildError`."""


def by_pandoc(conversion: Conversion) -> Rendered:
    """Convert with the pandoc and the Typst that this package's dependencies carry; see `Convert`."""
    text = tree.document(conversion.blocks, conversion.metadata)
    writer = WRITERS[conversion.format]
    options: dict[str, bytes] = {}
    match conversion.format:
        case Format.PDF:
            return _typeset(conversion, conversion.template.replace(BODY, markup.write(text, writer)))
        case Format.HTML:
            return Rendered(content=markup.write(text, writer).encode())
        case Format.EPUB:
            options = {"template": conversion.template.encode()}
        case Format.DOCX:
            options = {"reference_doc": conversion.reference}
    return Rendered(content=markup.write_package(text, writer, pictures=conversion.files, files=options))


def noon(document: Document) -> datetime.datetime:
    """Return the moment at which a document was made, as files say it."""
    return datetime.datetime.combine(document.metadata.date, datetime.time(12), tzinfo=datetime.UTC)


def _typeset(conversion: Conversion, text: str) -> Rendered:
    with tempfile.TemporaryDirectory(prefix="kefu-") as scratch:
        folder = Path(scratch)
        for name, content in {**conversion.files, MAIN: text.encode()}.items():
            (folder / name).write_bytes(content)
        try:
            content, warnings = typst.compile_with_warnings(
                str(folder / MAIN),
                root=scratch,
                font_paths=fonts(),
                format="pdf",
                pdf_standards=STANDARDS,
                timestamp=noon(conversion.document),
            )
        except typst.TypstError as error:
            raise BuildError(explain(error.diagnostic or error.message, text, conversion.document)) from None
    found = [d for warning in warnings for d in explain(warning.diagnostic, text, conversion.document)]
    return Rendered(content=content, warnings=tuple(found))
