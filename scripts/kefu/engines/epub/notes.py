"""A book's footnotes: numbered consecutively, as in the PDF, each with its number and a link back to the text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from kefu import words

if TYPE_CHECKING:
    from collections.abc import Mapping

REFERENCE: Final = re.compile(r'<a href="#fn(\d+)" class="footnote-ref" id="fnref\1"([^>]*)>\1</a>')
FOOTNOTE: Final = re.compile(r'<aside ([^>]*)id="fn(\d+)">')
"""Footnotes as pandoc writes them, starting from 1 in every chapter."""


def numbered(chapters: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the chapters of a book with footnotes that are numbered consecutively."""
    made = {}
    before = 0
    for name, content in sorted(chapters.items()):
        text = content.decode()
        made[name] = _numbered(text, before).encode()
        before += len(FOOTNOTE.findall(text))
    return made


def _numbered(text: str, before: int) -> str:
    """Return a chapter whose footnotes are numbered after the `before` footnotes of earlier chapters."""

    def reference(match: re.Match[str]) -> str:
        number = before + int(match[1])
        attributes = f'href="#fn{number}" class="footnote-ref" id="fnref{number}"{match[2]}'
        label = html.escape(f"{words.documents.FOOTNOTE} {number}")
        return f'<a {attributes} aria-label="{label}"><sup>{number}</sup></a>'

    def footnote(match: re.Match[str]) -> str:
        number = before + int(match[2])
        label = html.escape(f"{words.documents.BACK_FROM_FOOTNOTE} {number}")
        back = f'<a href="#fnref{number}" role="doc-backlink" aria-label="{label}">{number}</a>'
        return f'<aside {match[1]}id="fn{number}">\n<p class="note-number">{back}</p>'

    return FOOTNOTE.sub(footnote, REFERENCE.sub(reference, text))
