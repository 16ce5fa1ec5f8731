"""The marks in a finished Word file: those of its document, so that none can say anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.diagnostics import Diagnostic, Location
from kefu.marks import BEGIN, paragraphs
from kefu.rules.leaks import MARKS_ARE_THE_DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from kefu.check.readers import Channel
    from kefu.model import Document

_CHANNEL: Final = "DOCX attribute"
_SHOWN: Final = 60
"""How many characters of a mark a message shows."""


def own_marks(path: PurePosixPath, channels: Iterable[Channel], document: Document) -> Iterator[Diagnostic]:
    """Yield an error for each name in the file at a path that looks like a mark but is none of the document's."""
    values = (value for channel in channels if channel.name == _CHANNEL for value in channel.text.splitlines())
    found = dict.fromkeys(value for value in values if BEGIN in value.lower())
    known = {each.mark for each in paragraphs(tree.blocks(document.tree))} if found else set()
    for name in found:
        if name not in known:
            yield Diagnostic(
                rule=MARKS_ARE_THE_DOCUMENTS,
                location=Location(path=path),
                message=f"“{name[:_SHOWN]}” looks like the mark of a paragraph, but none of the document has it",
                hints=("the file must not reach its readers: remove it, or build again",),
            )
