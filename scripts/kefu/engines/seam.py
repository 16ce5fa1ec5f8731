"""The seam between what a document says and how it is set: an engine renders a document in a format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from kefu import words

if TYPE_CHECKING:
    from kefu.authored import Format
    from kefu.diagnostics import Diagnostic
    from kefu.model import Asset, Document

PICTURES: Final = words.addresses.PICTURES
"""The folder beside a web page that holds its pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One rendered file's bytes, and the warnings that came up on the way.

    `assets` are the pictures that a web page shows, in the folder `PICTURES` beside it.
    """

    content: bytes
    warnings: tuple[Diagnostic, ...] = ()
    assets: tuple[Asset, ...] = ()


class Engine(Protocol):
    """What renders documents. An engine is given no more than a document's readers may see."""

    def render(self, document: Document, format_: Format) -> Rendered:
        """Return the document as a file of the format.

        The same document gives the same bytes. Raises `BuildError` where the document cannot be rendered; its
        diagnostics name the source and, as their passage, the words that stand where the problem is.
        """
        ...
