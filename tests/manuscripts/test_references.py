"""A reference that leads nowhere is text, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.manuscripts.imports import TITLE, planned, said, text, word
from tests.word.ooxml import p, r

if TYPE_CHECKING:
    from pathlib import Path


def test_a_link_to_nowhere_is_text(small: Path) -> None:
    plan = planned(small, word(TITLE, p(r("Se "), f'<w:hyperlink w:anchor="borta">{r("ovan")}</w:hyperlink>', r("."))))

    assert text(plan) == "Se ovan.\n"
    assert "“ovan” led to a place that has no label" in said(plan)


def test_a_reference_by_the_words_of_a_heading_is_told(small: Path) -> None:
    link = f'<w:hyperlink w:anchor="_Ref1">{r("Mötet")}</w:hyperlink>'
    plan = planned(
        small, word(TITLE, p(r("Se "), link, r(".")), p(r("Mötet"), style="Rubrik1", mark="_Ref1"), p(r("A.")))
    )

    assert text(plan).startswith("Se @sec-badhuset-motet.")
    assert "“Mötet” is “@sec-badhuset-motet” now" in said(plan)
