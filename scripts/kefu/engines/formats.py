"""Rendering in each format: the part that all engines share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.authored import Format
from kefu.engines import docx, epub, html, typst

if TYPE_CHECKING:
    from kefu.engines import Rendered
    from kefu.engines.conversion import Convert
    from kefu.model import Document


def render(document: Document, format_: Format, convert: Convert) -> Rendered:
    """Return the document as a file of the format, using an engine's own conversion; see `Engine.render`."""
    match format_:
        case Format.PDF:
            return typst.render(document, convert)
        case Format.HTML:
            return html.render(document, convert)
        case Format.EPUB:
            return epub.render(document, convert)
        case Format.DOCX:
            return docx.render(document, convert)
