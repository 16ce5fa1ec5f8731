"""What a finished PDF declares about itself, and whether it meets the standards that it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.check.tags import misplaced, readable
from kefu.diagnostics import Diagnostic, Location
from kefu.rules.conformance import (
    ANNOTATIONS_ARE_ACCESSIBLE,
    FONTS_ARE_EMBEDDED,
    FONTS_MAP_THEIR_GLYPHS,
    LANGUAGE_IS_DECLARED,
    PDF_A_IS_DECLARED,
    PDF_HAS_BOOKMARKS,
    PDF_HAS_NO_EXTRAS,
    PDF_IS_MARKED,
    PDF_UA_IS_DECLARED,
    TAG_TREE_IS_SOUND,
    TITLE_IS_DISPLAYED,
    TITLE_IS_THE_DOCUMENTS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from kefu.check.readers import Structure
    from kefu.model import Document
    from kefu.rules.rule import Rule

PDF_UA: Final = "1"
PDF_A: Final = "2A"

HEADINGS: Final = frozenset(("H", "H1", "H2", "H3", "H4", "H5", "H6"))

PRINTED: Final = 4
UNSEEN: Final = 1 | 2 | 32 | 256
"""Flags of annotations: one that is printed; those of one that is invisible, hidden, not viewed, or toggled."""


def conformance(document: Document, structure: Structure, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """Return an error for everything that PDF/UA-1 and PDF/A-2a require and the file at a path lacks.

    Sources: ISO 14289-1:2014, 5, 7.1, 7.2 on the language, 7.18 and 7.21; ISO 19005-2:2011, 6.2.11.4, 6.3.2 and 6.6.4;
    WCAG 2.2, 2.4.5, on bookmarks.
    """
    hint = "build again; if that does not help, the template or the engine is at fault"
    return tuple(
        Diagnostic(rule=rule, location=Location(path=path), message=message, hints=(hint,))
        for rule, message in (*_undeclared(document, structure), *_unsound(structure))
    )


def _undeclared(document: Document, structure: Structure) -> Iterator[tuple[Rule, str]]:
    metadata = document.metadata
    if structure.pdf_ua != PDF_UA:
        yield PDF_UA_IS_DECLARED, f"the file declares {_named('PDF/UA', structure.pdf_ua)}, not PDF/UA-{PDF_UA}"
    if structure.pdf_a.upper() != PDF_A:
        yield PDF_A_IS_DECLARED, f"the file declares {_named('PDF/A', structure.pdf_a)}, not PDF/A-{PDF_A.lower()}"
    if not structure.marked:
        yield PDF_IS_MARKED, "the file does not say that it is tagged"
    if structure.suspect:
        yield PDF_IS_MARKED, "the file says that its tags may be wrong"
    yield from _titles(metadata.title, structure)
    if structure.language.casefold() != metadata.language.casefold():
        yield LANGUAGE_IS_DECLARED, f"the file's language is “{structure.language}”, not “{metadata.language}”"
    for font in structure.unembedded:
        yield FONTS_ARE_EMBEDDED, f"the font “{font}” is not in the file"
    for font in structure.unmapped:
        yield FONTS_MAP_THEIR_GLYPHS, f"the font “{font}” does not say which glyph is which"


def _titles(title: str, structure: Structure) -> Iterator[tuple[Rule, str]]:
    if not structure.displays_title:
        yield TITLE_IS_DISPLAYED, "the file does not ask to be shown under its title"
    if readable(structure.title) != readable(title):
        yield TITLE_IS_THE_DOCUMENTS, f"the file's title is “{structure.title}”, not “{title}”"
    other = structure.information_title
    if other not in {"", structure.title} and readable(other) != readable(title):
        yield TITLE_IS_THE_DOCUMENTS, f"the title in the file's information dictionary is “{other}”, not “{title}”"


def _unsound(structure: Structure) -> Iterator[tuple[Rule, str]]:
    for fault in (*structure.faults, *misplaced(structure.elements)):
        yield TAG_TREE_IS_SOUND, f"the tag tree is not sound: {fault}"
    for fault in dict.fromkeys(_of_annotations(structure)):
        yield ANNOTATIONS_ARE_ACCESSIBLE, fault
    if not structure.bookmarked and any(element.role in HEADINGS for element in structure.walk()):
        yield PDF_HAS_BOOKMARKS, "the file has headings but no bookmarks"
    for extra in structure.extras:
        yield PDF_HAS_NO_EXTRAS, f"the file has {extra}, which no document needs"


def _of_annotations(structure: Structure) -> Iterator[str]:
    for annotation in structure.annotations:
        if annotation.kind != "Link":
            yield f"page {annotation.page} has an annotation of type {annotation.kind}, which is not a link"
            continue
        if annotation.owner != "Link":
            yield f"a link on page {annotation.page} is not in a Link element"
        if not annotation.description.strip():
            yield f"a link on page {annotation.page} has no description"
        if annotation.flags & (PRINTED | UNSEEN) != PRINTED:
            yield f"a link on page {annotation.page} is hidden or not printed"
    for page in structure.untabbed:
        yield f"the links on page {page} are not in reading order"


def _named(standard: str, part: str) -> str:
    return f"{standard}-{part}" if part else f"no {standard}"
