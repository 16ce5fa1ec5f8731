"""Covers as printers ask for them: the front and back of a document, with bleed, and marks for where it is trimmed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pikepdf

from kefu.engines.typst.pdf import SETTINGS, TEMPLATE, template_files
from kefu.engines.typst.program import typeset

if TYPE_CHECKING:
    from kefu.model import Document

SOURCE: Final = f"""\
#import "{TEMPLATE.name}": covers
#covers(..json("{SETTINGS}"))
"""


def printed_covers(document: Document, bleed: float) -> bytes:
    """Return a PDF with the front cover of a document and, if its theme has one, the back cover.

    What reaches an edge of the trimmed page goes on beyond it, by `bleed` millimetres. The boxes of each page say where
    it is trimmed and how far the bleed goes; the marks lie outside both. Raises `BuildError`.
    """
    made = typeset(SOURCE, template_files(document, bleed=bleed), document)
    measures = document.theme.measures
    return _boxed(made.content, (measures.page_width, measures.page_height), bleed)


def _boxed(content: bytes, trimmed: tuple[float, float], bleed: float) -> bytes:
    """Return a PDF whose pages, in the middle of which are the trimmed ones, say so in their boxes.

    Lengths are in millimetres. Source: PDF 1.7 (ISO 32000-1), 14.11.2, “Page boundaries”.
    """
    width, height = (length / 25.4 * 72 for length in trimmed)
    beyond = bleed / 25.4 * 72
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            _, _, wide, high = (float(edge) for edge in page.mediabox)
            left, low = (wide - width) / 2, (high - height) / 2
            for name, more in (("/TrimBox", 0), ("/BleedBox", beyond)):
                edges = (left - more, low - more, left + width + more, low + height + more)
                page.obj[name] = pikepdf.Array([round(edge, 3) for edge in edges])
        finished = io.BytesIO()
        pdf.save(finished, deterministic_id=True)
    return finished.getvalue()
