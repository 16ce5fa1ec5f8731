"""Fields of reference programs are taken out of a Word file, and tokens put in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kefu.manuscripts.citations.values import Described, Field
    from kefu.word.xml import Element


def take(
    parts: Iterable[Element], *, sources: Mapping[str, Described], properties: Mapping[str, str]
) -> tuple[Field, ...]:
    """Put a token in place of each field of a reference program, and return the fields; the elements are changed.

    `parts` are the roots of the document and its notes, `sources` the works that Word itself knows, by tag, and
    `properties` those of the file, where Zotero keeps its fields if they are bookmarks. Tracked changes should be
    resolved before; a field in text that pandoc leaves out is told as left out.
    """
    raise NotImplementedError
