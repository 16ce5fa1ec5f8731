"""The seam between what a document says and how it is typeset: an engine renders a document in a format."""

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
    """The bytes of one rendered file, and the warnings that came up along the way.

    `assets` are the pictures that a web page shows, in the folder `PICTURES` beside it.
    """

    content: bytes
    warnings: tuple[Diagnostic, ...] = ()
    assets: tuple[Asset, ...] = ()


class Engine(Protocol):
    """Renders documents. An engine is given nothing that a document's readers may not see.

    Its `name` differs from that of every other engine, and of the same one in another version.
    """

    @property
    def name(self) -> str:
        """The name of the engine, with its version if it does not come with this package."""
        ...

    def render(self, document: Document, format_: Format) -> Rendered:
        """Return the document as a file of the format.

        The same document always gives the same bytes. Raises `BuildError` if the document cannot be rendered; its
        diagnostics name the source and, as their passage, quote the words at the problem.
        """
        ...
