"""Content controls are opened, text boxes become exhibits, and what is no picture is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.manuscripts.imports import TITLE, planned, said, text, word
from tests.word.ooxml import begin, comment, end, p, r

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_box_is_an_exhibit_after_its_paragraph_and_only_once(small: Path) -> None:
    inner = f"<w:txbxContent>{p(r('Mejl', properties='<w:b/>'))}{p(r('Hej!'))}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    written = text(planned(small, word(TITLE, p(r("Före."), box), p(r("Efter.")))))

    assert written == 'Före.\n\n::: {.exhibit #exh-badhuset-mejl title="Mejl"}\nHej!\n:::\n\nEfter.\n'


def test_content_controls_are_opened_and_contents_go(small: Path) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('Inuti.'))}</w:sdtContent></w:sdt>"
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    contents = f"<w:sdt>{gallery}<w:sdtContent>{p(r('Innehåll'))}</w:sdtContent></w:sdt>"

    assert text(planned(small, word(TITLE, contents, control))) == "Inuti.\n"


def test_a_chart_is_told_and_comments_are_never_in_the_text(small: Path) -> None:
    chart = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="chart"><c:chart '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    body = p(begin(0), r("Texten."), end(0), chart)

    plan = planned(small, word(TITLE, body, comments=(comment(0, "Är det sant?", who="Anna Berg"),)))

    assert text(plan) == "Texten.\n"
    assert "not taken over: a chart is left out" in said(plan)
    assert "comments, with their replies: 1, in review/" in said(plan)
    assert not any(b"Anna Berg" in content for content in plan.files.values())
