"""The text of a PDF's pages as pdfium extracts it: the whole text, and that of each marked-content sequence."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pypdfium2  # type: ignore[import-untyped]  # it has no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # same reason

from kefu.check.readers.pdf.objects import Unreadable
from kefu.check.readers.pdf.pieces import Piece, items, pieces_of

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_PAGES: Final = 20_000
"""The most pages that are read from a file."""
_MOST_WORK: Final = 20_000_000_000
"""The most text objects times characters on a page: pdfium searches all characters for the text of each object."""
_SEAM: Final = 12
_MOST_WORK_AT_SEAMS: Final = 1_000_000_000

_HYPHENS: Final = str.maketrans({"\x02": "\N{SOFT HYPHEN}", "\ufffe": "\N{SOFT HYPHEN}", "\r": None, "\0": None})
"""The characters that pdfium returns for hyphens at line ends and for line ends, and what ends a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The text that a page draws, and the text of its marked content, by identifier (ISO 32000-1, 14.7.4).

    `languages` holds the languages of marked content that states one (14.9.2.3), also by identifier. `heights`
    holds how far up on the page the texts of marked content are, in points, likewise. `pieces` are the texts that make
    up the page, each as one operator draws it.
    """

    text: str = field(repr=False)
    marked: Mapping[int, str] = field(repr=False)
    languages: Mapping[int, str] = field(default_factory=dict)
    heights: Mapping[int, tuple[float, ...]] = field(default_factory=dict, repr=False)
    pieces: tuple[Piece, ...] = field(default=(), repr=False)


def page_texts(content: bytes) -> tuple[PageText | None, ...]:
    """Return the text of each page; `None` for a page that pdfium cannot read.

    What a form draws belongs to the marked content that draws the form, since identifiers in a form are its own.
    Raises `Unreadable` if pdfium cannot read the file at all.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise Unreadable(f"pdfium cannot read it: {error}") from None
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise Unreadable(f"it has {count} pages, but at most {MOST_PAGES} are read")
        return tuple(_page_text(document, index) for index in range(count))
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, index: int) -> PageText | None:
    page = pdfium.FPDF_LoadPage(document.raw, index)
    if not page:
        return None
    try:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            return None
        try:
            return _texts(page, text_page)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    finally:
        pdfium.FPDF_ClosePage(page)


def _texts(page: Any, text_page: Any) -> PageText | None:
    count = pdfium.FPDFText_CountChars(text_page)
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    drawn = [*items(page)]
    shown = [(number, each) for number, each in enumerate(drawn) if each.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    if len(shown) * count > _MOST_WORK:
        return None
    marked: dict[int, list[str]] = {}
    languages: dict[int, str] = {}
    pieces: list[tuple[int, str]] = []
    for number, each in shown:
        length = pdfium.FPDFTextObj_GetText(each.item, text_page, None, 0)
        letters = (ctypes.c_ushort * length)()
        pdfium.FPDFTextObj_GetText(each.item, text_page, letters, length)
        said = _string(letters) or " "  # pdfium leaves out a space at a line's end
        pieces.append((number, said))
        if each.identifier >= 0:
            marked.setdefault(each.identifier, []).append(said)
            if language := _language(each.item):
                languages[each.identifier] = language
    text = _string(buffer)
    placed = pieces_of(page, pieces, drawn)
    heights: dict[int, set[float]] = {}
    for (_, each), piece in zip(shown, placed, strict=True):
        if each.identifier >= 0 and piece.text.strip():
            heights.setdefault(each.identifier, set()).add(round(piece.down, 1))
    return PageText(
        text=text,
        marked={key: _joined(found, text) for key, found in marked.items()},
        languages=languages,
        heights={key: tuple(sorted(found, reverse=True)) for key, found in heights.items()},
        pieces=placed,
    )


def _language(item: Any) -> str:
    """Return the language that the innermost marked content around a text object gives it."""
    for index in reversed(range(pdfium.FPDFPageObj_CountMarks(item))):
        mark, size = pdfium.FPDFPageObj_GetMark(item, index), ctypes.c_ulong()
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", None, 0, size):
            written = (ctypes.c_ushort * size.value)()
            pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", written, size.value, size)
            return _string(written)
    return ""


def _joined(pieces: list[str], text: str) -> str:
    """Return pieces joined to one text, with line ends wherever the page's text has them between two pieces."""
    if len(pieces) * len(text) > _MOST_WORK_AT_SEAMS:
        return "".join(pieces)
    joined = pieces[:1]
    for before, piece in pairwise(pieces):
        apart = f"{before[-_SEAM:]}\n{piece[:_SEAM]}" in text
        joined.append(f"\n{piece}" if apart else piece)
    return "".join(joined)


def _string(buffer: Any) -> str:
    return bytes(buffer).decode("utf-16-le", "replace").translate(_HYPHENS)
