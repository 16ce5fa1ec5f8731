"""The default engine: pandoc, with Typst for pages; both come with this package's dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.authored import Format
from kefu.engines import docx, epub, html, pdf

if TYPE_CHECKING:
    from kefu.engines import Rendered
    from kefu.model import Document


class PandocEngine:
    """Renders every format with a module of its own."""

    def render(self, document: Document, format_: Format) -> Rendered:
        """Return the document as a file of the format; see `Engine.render`."""
        match format_:
            case Format.PDF:
                return pdf.render(document)
            case Format.HTML:
                return html.render(document)
            case Format.EPUB:
                return epub.render(document)
            case Format.DOCX:
                return docx.render(document)
