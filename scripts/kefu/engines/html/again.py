"""One document's web page, made again and again as the document changes: only what has changed is written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.engines import Rendered
from kefu.engines.html.nodes import raw
from kefu.engines.html.page import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kefu.engines.conversion import Conversion
    from kefu.model import Document

    Write = Callable[[Sequence[str]], Sequence[str]]
    """Writes whole trees, given as JSON, in HTML."""

BEGIN: Final = raw("<section>")


class Pages:
    """The web page of one document as it changes; it differs from that of an engine in its white space alone."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._written: dict[str, str] = {}

    def render(self, document: Document) -> Rendered:
        """Return a document as a web page; see `kefu.engines.html.render`."""
        return render(document, self._convert)

    def _convert(self, conversion: Conversion) -> Rendered:
        sections = [tree.document(section) for section in _sections(conversion.blocks)]
        new = [*dict.fromkeys(section for section in sections if section not in self._written)]
        known = {**self._written, **dict(zip(new, self._write(new) if new else (), strict=True))}
        self._written = {section: known[section] for section in sections}
        return Rendered(content="\n".join(self._written[section] for section in sections).encode())


def _sections(blocks: Iterable[tree.Node]) -> list[list[tree.Node]]:
    """Return blocks in pieces, each of which begins with a section, besides the first one."""
    found: list[list[tree.Node]] = [[]]
    for block in blocks:
        if block == BEGIN:
            found.append([])
        found[-1].append(block)
    return found
