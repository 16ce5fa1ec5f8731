"""The step in which engines differ: turning a finished tree into a file. All of them are given the same input."""

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
"""The placeholder for the text in a template, as in pandoc's templates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """A document's tree as it is to appear in a file of the format, with everything else that the file needs.

    `files` holds what the tree and the template refer to, by name: pictures, and for a PDF what its template reads.
    `template` is what surrounds the text, in the language of the format; for a web page it is the text alone.
    `reference` is the Word file from which a DOCX takes its styles. `metadata` is pandoc's.
    """

    document: Document
    format: Format
    blocks: list[tree.Node]
    files: Mapping[str, bytes] = field(default_factory=dict)
    template: str = BODY
    reference: bytes = b""
    metadata: Mapping[str, Any] = field(default_factory=dict)


Convert = Callable[[Conversion], Rendered]
"""Returns the result of a conversion: a whole file, or for a web page its text as HTML. Raises `BuildError`."""


def noon(document: Document) -> datetime.datetime:
    """Return when a document was made, as its files state it: at noon on its date."""
    return datetime.datetime.combine(document.metadata.date, datetime.time(12), tzinfo=datetime.UTC)
