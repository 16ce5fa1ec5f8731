"""The step in which engines differ: a finished tree becomes a file. What it is given is the same for all of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kefu.engines import Rendered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu import tree
    from kefu.authored import Format
    from kefu.model import Document

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


def noon(document: Document) -> datetime.datetime:
    """Return the moment at which a document was made, as files say it."""
    return datetime.datetime.combine(document.metadata.date, datetime.time(12), tzinfo=datetime.UTC)
