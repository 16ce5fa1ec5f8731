"""The default engine: pandoc, with Typst for pages; both come with this package's dependencies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, assert_never

from kefu import tree
from kefu.authored import Format
from kefu.completeness import complete
from kefu.engines import Rendered, formats
from kefu.engines.conversion import BODY
from kefu.engines.html import Pages
from kefu.engines.typst import Press, typeset
from kefu.reading import markup

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.engines.conversion import Conversion
    from kefu.model import Document

WRITERS: Final = complete(
    Format,
    {Format.PDF: "typst-citations", Format.HTML: "html5", Format.EPUB: "epub3", Format.DOCX: "docx"},
)
"""The names of pandoc's writers, by format."""


class PandocEngine:
    """Renders with the tools that are always installed."""

    name: Final = "pandoc"

    def render(self, document: Document, format_: Format) -> Rendered:
        """Return the document as a file of the format; see `Engine.render`."""
        return formats.render(document, format_, by_pandoc)


def by_pandoc(conversion: Conversion) -> Rendered:
    """Convert with the pandoc and the Typst that come with this package's dependencies; see `Convert`."""
    text = tree.document(conversion.blocks, conversion.metadata)
    writer = WRITERS[conversion.format]
    match conversion.format:
        case Format.PDF:
            source = conversion.template.replace(BODY, markup.write(text, writer))
            return typeset(source, conversion.files, conversion.document)
        case Format.HTML:
            return Rendered(content=markup.write(text, writer).encode())
        case Format.EPUB:
            options = {"template": conversion.template.encode()}
        case Format.DOCX:
            options = {"reference_doc": conversion.reference}
        case never:
            assert_never(never)
    return Rendered(content=markup.write_package(text, writer, pictures=conversion.files, files=options))


def press(folder: Path) -> Press:
    """Return what typesets one document again and again, as it changes, in a folder that is its own."""
    return Press(folder, partial(markup.write_each, format_=WRITERS[Format.PDF], jobs=2))


def pages() -> Pages:
    """Return what makes one document's web page again and again, as it changes."""
    return Pages(partial(markup.write_each, format_=WRITERS[Format.HTML], jobs=2))


PANDOC: Final = PandocEngine()
