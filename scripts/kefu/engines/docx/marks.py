"""What leads from a Word file back to its sources: a hidden bookmark in each paragraph, and the name of the document.

Source: ISO/IEC 29500-1, 17.13.6 (bookmarks); Word hides those whose names begin with an underscore.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.marks import paragraphs

if TYPE_CHECKING:
    from kefu.model import Document

PROPERTY: Final = "kefu-document"
"""The name of the property of a file that says which document it is."""

MARK: Final = "mark"


def identity(document: Document) -> str:
    """Return which document of which edition a file is, and the digest of what was written when it was made."""
    return f"{document.name} {document.edition.name} {hashlib.sha256(document.tree.encode()).hexdigest()}"


def marked(document: Document) -> Document:
    """Return a document with its mark, as a bookmark, at the beginning of each paragraph that has text.

    A picture that is alone has the mark itself, as its attribute `MARK`, since pandoc makes a figure of no more than
    that. A bookmark has its name for a number, until all of them are numbered.
    """
    blocks = tree.blocks(document.tree)
    for each in paragraphs(blocks):
        if [inline["t"] for inline in each.inlines] == ["Image"]:
            each.inlines[0]["c"][0][2].append([MARK, each.mark])
            continue
        ends = f'<w:bookmarkStart w:id="{each.mark}" w:name="{each.mark}"/><w:bookmarkEnd w:id="{each.mark}"/>'
        each.inlines.insert(0, tree.raw_inline("openxml", ends))
    return replace(document, tree=tree.document(blocks))
