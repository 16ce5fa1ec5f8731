"""A document's PDF, made again and again in one process, which knows the document as it was."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kefu.authored import Format
from kefu.engines.pandoc import PANDOC, press

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.engines import Rendered
    from kefu.model import Document

_press = cache(press)
"""What is kept for each folder, and so for each document, as long as the process lasts."""


def typeset(document: Document, folder: Path) -> Rendered:
    """Return a document as a PDF, in a folder that is its own; raises `BuildError` as an engine does.

    What is wrong with a document is told by the engine, which makes it as a build does.
    """
    return _press(folder).typeset(document) or PANDOC.render(document, Format.PDF)
