"""The default engine: pandoc, with Typst for pages; both come with this package's dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.engines import formats
from kefu.engines.conversion import by_pandoc

if TYPE_CHECKING:
    from kefu.authored import Format
    from kefu.engines import Rendered
    from kefu.model import Document


class PandocEngine:
    """Renders with what is always there."""

    def render(self, document: Document, format_: Format) -> Rendered:
        """Return the document as a file of the format; see `Engine.render`."""
        return formats.render(document, format_, by_pandoc)


PANDOC: Final = PandocEngine()
