"""What stands alone on the pages of a PDF, told at the place in the sources where authors can do something about it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.check.layout.blocks import blocks_of, flows, on
from kefu.check.layout.places import Places
from kefu.check.tags import normalised
from kefu.diagnostics import Diagnostic, Location
from kefu.rules.layout import (
    FEWEST_LINES,
    FIGURES_STAND_IN_THEIR_CHAPTER,
    HEADINGS_HAVE_TEXT_UNDER_THEM,
    LAST_PAGES_HAVE_SIX_LINES,
    LINES_UNDER_HEADINGS,
    SHORT_EXHIBITS_ARE_WHOLE,
    TABLES_LEAVE_NO_ROW_BEHIND,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePosixPath

    from kefu.check.layout.blocks import Block
    from kefu.check.readers import Structure
    from kefu.model import Document
    from kefu.rules.rule import Rule

FRONT: Final = 2
"""The cover and the imprint, which come before the page that is numbered 1."""

Found = tuple["Rule", "Block", str]
"""The rule that a block breaks, and what is told about it."""


def layout(document: Document, structure: Structure, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """Return a warning for everything that stands alone on the pages of a document's PDF at a path.

    What comes after the document's own text, such as a back cover, is not looked at.
    """
    places = Places.of(document)
    blocks = [*blocks_of(structure)]
    if document.theme.cover.pattern:  # the last page is a back cover, whose words may stand in the text too
        back = max((page for block in blocks for page in block.pages), default=0)
        blocks = [block for block in blocks if block.pages[0] < back]
    while blocks and not places.knows(blocks[-1].text):
        blocks.pop()
    chapters = flows(blocks)
    found = [
        *_short_pages(chapters, blocks),
        *(one for chapter in chapters for one in (*_lone_headings(chapter), *_lone_rows(chapter), *_strays(chapter))),
        *_split(document, blocks),
    ]
    return tuple(
        Diagnostic(rule=rule, location=Location(path=origin), message=f"{told} ({path.name})", passage=passage)
        for rule, block, told in found
        for origin, passage in [places.of_text(block.text)]
    )


def printed(page: int) -> str:
    """Return how a page is named: by the number that is printed on it."""
    return f"page {page - FRONT}"


def _short_pages(chapters: Sequence[Sequence[Block]], blocks: Sequence[Block]) -> Iterator[Found]:
    begun = {chapter[0].pages[0] for chapter in chapters}
    for chapter in chapters:
        last = max(chapter[-1].pages)
        count = len(on(last, blocks))
        alone = not any(block.role in {"Figure", "Table"} and last in block.pages for block in chapter)
        ends = not any(block.pages[0] >= last for other in chapters if other is not chapter for block in other[:1]) or (
            last + 1 in begun
        )
        if alone and ends and last not in begun and 0 < count < FEWEST_LINES:
            lines = "one line" if count == 1 else f"{count} lines"
            yield LAST_PAGES_HAVE_SIX_LINES, chapter[-1], f"the text ends with {lines} on {printed(last)}"


def _lone_headings(chapter: Sequence[Block]) -> Iterator[Found]:
    for number, block in enumerate(chapter):
        after = [one for one in chapter[number + 1 :] if one.role != "Note"]
        own = [*takewhile(lambda one: not one.is_heading, after)]
        if not (block.is_heading and block.lines and own):
            continue
        page, up = block.lines[-1]
        shown = any(one.role in {"Figure", "Table"} and page in one.pages for one in own)
        under = [height for height in on(page, (one for one in own)) if height < up]
        wanted = min(LINES_UNDER_HEADINGS, sum(len(on(at, own)) for at in {at for one in own for at in one.pages}))
        if not shown and len(under) < wanted:
            count = "no line" if not under else "one line"
            yield HEADINGS_HAVE_TEXT_UNDER_THEM, block, f"the heading has {count} under it on {printed(page)}"


def _lone_rows(chapter: Sequence[Block]) -> Iterator[Found]:
    for block in chapter:
        on_pages = [row[0][0] for row in block.rows if row]
        for page in sorted(set(on_pages)):
            if on_pages.count(page) == 1 < len(on_pages):
                yield TABLES_LEAVE_NO_ROW_BEHIND, block, f"one row of the table stands alone on {printed(page)}"


def _strays(chapter: Sequence[Block]) -> Iterator[Found]:
    texts = [page for block in chapter if block.role not in {"Figure", "Caption", "Note"} for page in block.pages]
    for number, block in enumerate(chapter):
        if block.role == "Figure" and block.pages[0] > max(texts):
            caption = next((one for one in chapter[number : number + 2] if one.text.strip()), block)
            yield (
                FIGURES_STAND_IN_THEIR_CHAPTER,
                caption,
                f"the figure comes after all text, on {printed(block.pages[0])}",
            )


def _split(document: Document, blocks: Sequence[Block]) -> Iterator[Found]:
    """Yield the exhibits that stand on two pages although they take less than half of one."""
    half = document.theme.measures.text_height / 25.4 * 72 / 2
    texts = [normalised(block.text) for block in blocks]
    at = 0
    for node in tree.walk(tree.blocks(document.tree)):
        if "exhibit" not in tree.attributes_of(node)[1]:
            continue
        title, whole = normalised(tree.plain(node["c"][1][:1])), normalised(tree.plain(node["c"][1]))
        if title not in texts[at:]:
            continue
        at = texts.index(title, at)
        length, end = 0, at
        while end < len(blocks) and length < len(whole):
            length += len(texts[end])
            end += 1
        pages = sorted({page for block in blocks[at:end] for page in block.pages})
        heights = [on(page, blocks[at:end]) for page in pages]
        taken = sum(ups[0] - ups[-1] for ups in heights if ups)
        if len(pages) > 1 and taken < half * 0.9:  # the box has room above and below its lines
            yield (
                SHORT_EXHIBITS_ARE_WHOLE,
                blocks[at],
                f"the exhibit is divided between two pages, from {printed(pages[0])}",
            )
