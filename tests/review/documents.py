"""Word files as they were sent and as they came back, for tests of reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.word.ooxml import docx, p, r

from kefu.review.comparing import items
from kefu.word import read
from kefu.word.package import of

if TYPE_CHECKING:
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
