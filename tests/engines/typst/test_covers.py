"""Covers for a printer: the boxes and the marks of each page, and what reaches into the bleed; read independently."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from pypdf import PdfReader

from kefu.assemble import outlines, without_text
from kefu.engines.typst import printed_covers
from kefu.front import Shown
from kefu.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL.Image import Image

    from kefu.model import Document, Project
    from kefu.theme import Sheet, Theme

Colour = tuple[int, int, int]
POINTS: Final = 72 / 25.4
SCALE: Final = 3
SAMSPEL: Final = THEMES["samspel"]
RED: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path fill="#f00" d="M0 0H4V4H0Z"/></svg>'


def report(project: Project, theme: Theme) -> Document:
    """Return the report in a theme, without its text."""
    themed = replace(project, theme=theme)
    return without_text(themed, outlines(project)[0], project.publication.date)


def pages_of(content: bytes) -> Iterator[Callable[[float, float], Colour]]:
    """Yield for each page of a PDF what `colour_at` tells of it."""
    for page in pypdfium2.PdfDocument(content):
        picture = page.render(scale=SCALE).to_pil().convert("RGB")
        yield partial(colour_at, picture)


def colour_at(picture: Image, x: float, y: float) -> Colour:
    """Return the colour of a page at a place, in millimetres from its upper left corner."""
    red, green, blue = picture.crop(
        (left := int(x * POINTS * SCALE), top := int(y * POINTS * SCALE), left + 1, top + 1)
    ).tobytes()
    return red, green, blue


@pytest.mark.parametrize(("bleed", "sheet"), [(3, "a4"), (5, "g5")])
def test_the_boxes_of_both_pages_are_the_trimmed_page_and_its_bleed(
    project: Project, bleed: float, sheet: Sheet
) -> None:
    measures = replace(SAMSPEL.measures, sheet=sheet)
    made = printed_covers(report(project, replace(SAMSPEL, measures=measures)), bleed)

    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) == 2
    for page in pages:
        trim, beyond, media = page.trimbox, page.bleedbox, page.mediabox
        assert float(trim.width) == pytest.approx(measures.page_width * POINTS, abs=0.01)
        assert float(trim.height) == pytest.approx(measures.page_height * POINTS, abs=0.01)
        for inner, outer, room in ((trim, beyond, bleed), (beyond, media, 6)):
            edges = (
                inner.left - outer.left,
                inner.bottom - outer.bottom,
                outer.right - inner.right,
                outer.top - inner.top,
            )
            assert [float(edge) for edge in edges] == pytest.approx([room * POINTS] * 4, abs=0.01)


def test_the_same_covers_have_the_same_bytes(project: Project) -> None:
    assert printed_covers(report(project, SAMSPEL), 3) == printed_covers(report(project, SAMSPEL), 3)


def test_a_pattern_reaches_to_the_end_of_the_bleed_and_marks_stay_outside_it(project: Project) -> None:
    front, back = pages_of(printed_covers(report(project, SAMSPEL), 3))
    ground = tuple(int(SAMSPEL.light.accent[at : at + 2], 16) for at in (1, 3, 5))

    for page in (front, back):
        for x, y in ((6.5, 50), (8.5, 8.5), (6.5, 6.5), (221.5, 50), (221.5, 6.5), (100, 6.5)):
            assert page(x, y) == ground, (x, y)
        for x, y in ((5.5, 50), (100, 5.5), (222.5, 50), (6.5, 300), (100, 308)):
            assert page(x, y) == (255, 255, 255), (x, y)
        for x, y in ((9, 2), (219, 2), (9, 313), (219, 313), (2, 9), (2, 306), (226, 9), (226, 306)):
            assert any(max(page(x + dx, y + dy)) < 128 for dx in (-0.1, 0, 0.1) for dy in (-0.1, 0, 0.1)), (x, y)


def test_a_picture_fills_the_bleed(project: Project) -> None:
    cover = replace(SAMSPEL.cover, picture=Shown(suffix=".svg", content=RED, alt="Rött"))
    front, _ = pages_of(printed_covers(report(project, replace(SAMSPEL, cover=cover)), 3))

    for x, y in ((6.5, 50), (6.5, 6.5), (221.5, 50), (100, 6.5)):
        assert front(x, y) == (255, 0, 0), (x, y)


def test_a_theme_with_nothing_at_the_back_has_one_page(project: Project) -> None:
    made = printed_covers(report(project, THEMES["kefu"]), 3)

    (page,) = PdfReader(io.BytesIO(made)).pages
    assert "Provserien" in page.extract_text()
    (front,) = pages_of(made)
    assert max(front(9, 2)) < 128 or max(front(9.05, 2)) < 128
