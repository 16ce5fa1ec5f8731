"""A book's navigation: the table of contents, and the landmarks to which reading systems offer shortcuts."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu import tree, words

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTED: Final = 3
"""The table of contents lists headings down to this level."""

LABEL: Final = re.compile(r' id="([^"]+)"')
LINK: Final = re.compile(r'href="#([^"]+)"')
NOTES: Final = "footnotes"
"""The identifier that pandoc gives to the footnotes of every chapter."""

TITLE: Final = re.compile(r"<title>.*?</title>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A heading in the table of contents: the page that it is on, its identifier there, and the headings under it."""

    page: str
    identifier: str
    title: str
    language: str
    inner: tuple[Entry, ...]


def contents(blocks: list[tree.Node], chapters: Mapping[str, bytes]) -> tuple[Entry, ...]:
    """Return the table of contents of a book; `chapters` holds its chapters as XHTML, by name."""
    pages = _pages(chapters)
    listed = [(level, label, inlines) for level, (label, _, _), inlines in _headings(blocks) if level <= LISTED]
    return _entries(listed, pages)


def _entries(headings: list[tuple[int, str, list[tree.Node]]], pages: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the outermost headings as entries, with deeper ones nested inside them."""
    entries = []
    while headings:
        (level, identifier, inlines), *rest = headings
        below = next((index for index, (other, _, _) in enumerate(rest) if other <= level), len(rest))
        entries.append(
            Entry(
                page=pages[identifier],
                identifier=identifier,
                title=tree.plain(inlines),
                language=_language(inlines),
                inner=_entries(rest[:below], pages),
            )
        )
        headings = rest[below:]
    return tuple(entries)


def _language(inlines: list[tree.Node]) -> str:
    """Return the language of a heading that is entirely in a language other than the book's, or an empty string."""
    match inlines:
        case [{"t": "Span", "c": [[_, _, [["lang", str(language)]]], _]}]:
            return language
    return ""


def landmarks(blocks: list[tree.Node], chapters: Mapping[str, bytes]) -> tuple[tuple[str, str, str], ...]:
    """Return the landmarks: a term of EPUB 3 Structural Semantics, an address as seen from the navigation, a label."""
    pages = _pages(chapters)
    found = [
        ("cover", f"text/{words.addresses.COVER}.xhtml", words.epub.COVER),
        ("titlepage", f"text/{words.addresses.TITLE_PAGE}.xhtml", words.epub.TITLE_PAGE),
        ("copyright-page", f"text/{words.addresses.IMPRINT}.xhtml", words.imprint.TITLE),
        ("toc", f"nav.xhtml#{words.addresses.CONTENTS}", words.documents.CONTENTS),
    ]
    tops = [attributes for level, attributes, _ in _headings(blocks) if level == 1]
    text = [identifier for identifier, kinds, _ in tops if "front" not in kinds]
    references = [identifier for identifier, kinds, _ in tops if "references" in kinds]
    found += [("bodymatter", f"text/{pages[name]}#{name}", words.epub.TEXT) for name in text[:1]]
    found += [("bibliography", f"text/{pages[name]}#{name}", words.documents.REFERENCES) for name in references[:1]]
    return tuple(found)


def linked(blocks: list[tree.Node], chapters: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the chapters of a book with titles, and with links that work across chapters.

    Pandoc corrects links to the sections, exhibits and tables of other chapters, but leaves links to figures as they
    would be on a single page.
    """
    pages = _pages(chapters)
    titles: dict[str, str] = {}
    for _, (identifier, _, _), inlines in _headings(blocks):
        titles.setdefault(pages[identifier], tree.plain(inlines))

    def finished(name: str, text: str) -> str:
        def led(match: re.Match[str]) -> str:
            page = pages.get(match[1], name)
            return match[0] if page == name else f'href="{page}#{match[1]}"'

        title = f"<title>{html.escape(titles.get(name, ''))}</title>"
        return LINK.sub(led, TITLE.sub(lambda _: title, text, count=1))

    return {name: finished(name, text.decode()).encode() for name, text in chapters.items()}


def _headings(blocks: list[tree.Node]) -> list[tuple[int, list[Any], list[tree.Node]]]:
    return [tuple(node["c"]) for node in tree.walk(blocks) if node["t"] == "Header"]


def _pages(chapters: Mapping[str, bytes]) -> dict[str, str]:
    """Return the chapter that each identifier is in."""
    found = ((match[1], name) for name, text in sorted(chapters.items()) for match in LABEL.finditer(text.decode()))
    return {label: name for label, name in found if label != NOTES}
