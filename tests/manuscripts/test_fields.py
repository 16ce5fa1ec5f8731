"""Fields become references, or the text that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.manuscripts.imports import TITLE, picture, planned, said, text, word
from tests.word.ooxml import p, r

if TYPE_CHECKING:
    from pathlib import Path


def field(code: str, result: str) -> str:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return (
        f'{signs[0]}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{signs[1]}{r(result)}{signs[2]}'
    )


FIGURE = p(picture("En vy")) + p(
    r("Figur "), field("SEQ Figur \\* ARABIC", "1"), r(". Kostnader"), style="Beskrivning", mark="_Ref1"
)


def test_references_to_figures_and_headings_become_labels(small: Path) -> None:
    body = (
        p(r("Se "), field("REF _Ref1 \\h", "Figur 1"), r(" och figur "), field("REF _Ref1 \\h", "1"), r(".")),
        p(field("REF _Ref1 \\h", "Figur 1"), r(" visar det, se "), field("REF _Ref2 \\r \\h", "2.1"), r(".")),
        FIGURE,
        p(r("Mötet"), style="Rubrik1", mark="_Ref2"),
        p(r("Text.")),
    )

    written = text(planned(small, word(TITLE, *body)))

    assert "Se @fig-badhuset-kostnader och figur [-@fig-badhuset-kostnader]." in written
    assert "@Fig-badhuset-kostnader visar det, se [-@sec-badhuset-motet]." in written
    assert "# Mötet {#sec-badhuset-motet}" in written


def test_a_page_number_is_told(small: Path) -> None:
    plan = planned(small, word(TITLE, p(r("Se s. "), field("PAGEREF _Ref1 \\h", "4"), r(".")), FIGURE))

    assert "Se s. @fig-badhuset-kostnader." in text(plan)
    assert "case.md:1: changed: the page number “4”" in said(plan)


def test_simple_fields_and_links_within_the_file_are_references_too(small: Path) -> None:
    body = (
        p(r("Se "), f'<w:fldSimple w:instr=" REF _Ref1 \\h ">{r("figur 1")}</w:fldSimple>', r(".")),
        p(r("Se "), f'<w:hyperlink w:anchor="_Ref1">{r("figur 1")}</w:hyperlink>', r(" igen.")),
        FIGURE,
    )

    assert text(planned(small, word(TITLE, *body))).count("Se @fig-badhuset-kostnader") == 2


def test_other_fields_show_their_result_and_contents_are_left_out(small: Path) -> None:
    body = (p(field('TOC \\o "1-3"', "Innehåll 3")), p(r("Den "), field("DATE", "3 maj"), r(".")))

    assert text(planned(small, word(TITLE, *body))) == "Den 3 maj.\n"


def test_a_number_that_is_typed_is_told(small: Path) -> None:
    assert "“Figur 1” is typed: write @fig-badhuset-kostnader" in said(
        planned(small, word(TITLE, p(r("Det syns i Figur 1.")), FIGURE))
    )
