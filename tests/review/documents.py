"""Word files as they were sent and as they came back, for tests of reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.word.ooxml import docx, p, r

from kefu import tree
from kefu.cache import NOTHING_KEPT
from kefu.load import load
from kefu.marks import paragraphs
from kefu.review.comparing import items
from kefu.review.items import Sent
from kefu.review.sent import PROPERTY, current, digest_of
from kefu.word import read
from kefu.word.package import of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kefu.marks import Marked
    from kefu.model import Document
    from kefu.review import Item
    from kefu.word import Signed, Word

MARKS = tuple(f"_kefu{letter * 30}" for letter in "abcdef")


def word(*body: str, **parts: Any) -> Word:
    """Return what a Word file says that is made of blocks and parts as `tests.word.ooxml.docx` takes them."""
    return read(of("svar.docx", docx(*body, **parts)))


def sent(*texts: str, marked: bool = True) -> Word:
    """Return a document of paragraphs, each with a mark."""
    marks = MARKS if marked else ("",) * len(texts)
    return word(*(p(r(text), mark=mark) for text, mark in zip(texts, marks, strict=False)))


def found(returned: Word, was: Word | None) -> tuple[Item, ...]:
    """Return the items in a document, whose reviewers keep their names."""
    return items(returned, was, source="svar.docx", named=full)


def full(by: Signed) -> str:
    """Return a name as it is."""
    return by.name


def of_document(document: Document, edit: Callable[[Marked], str | None] = lambda _each: None, **parts: Any) -> bytes:
    """Return a Word file with the paragraphs of a document, each with its mark, that says which document it is.

    `edit` gives the paragraphs that are other than they were, as blocks, and an empty text for what is taken away.
    """
    blocks = []
    for each in paragraphs(tree.blocks(document.tree)):
        other = edit(each)
        blocks.append(p(r(each.text), mark=each.mark) if other is None else other)
    told = f"{document.name} {document.edition.name} {digest_of(document)}"
    return docx(*blocks, custom={PROPERTY: told}, **parts)


def assembled(root: Path, name: str, edition: str = "student") -> Document:
    """Return a document of a project as it is now."""
    found = current(load(root, jobs=1).project, Sent(document=name, edition=edition, digest=""), NOTHING_KEPT)
    assert found
    return found
