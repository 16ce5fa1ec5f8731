"""A document's PDF, made again and again in one process, which knows the document as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.authored import Format
from kefu.engines.pandoc import PANDOC

if TYPE_CHECKING:
    from kefu.engines import Rendered
    from kefu.model import Document


def typeset(document: Document) -> Rendered:
    """Return a document as a PDF; raises `BuildError` as an engine does."""
    return PANDOC.render(document, Format.PDF)
