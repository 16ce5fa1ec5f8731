"""A Word file that is written by hand and read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.word.ooxml import docx

from kefu.word.package import of
from kefu.word.reading import read

if TYPE_CHECKING:
    from kefu.word import Paragraph, Word


def word(*body: str, **given: Any) -> Word:
    """Return what a file says; the arguments are those of `docx`."""
    return read(of("a.docx", docx(*body, **given)))


def paragraph(*body: str, **given: Any) -> Paragraph:
    """Return what the only paragraph of a file says."""
    (found,) = word(*body, **given).paragraphs
    return found


def texts(*body: str, **given: Any) -> list[str]:
    """Return the texts of the paragraphs of a file, with everything that was deleted or inserted."""
    return [each.text for each in word(*body, **given).paragraphs]
