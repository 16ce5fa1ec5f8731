"""Pictures lie beside the text under the names of their captions, and what they lack is told at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.manuscripts.imports import TITLE, picture, planned, png, said, text, word
from tests.word.ooxml import p, r

if TYPE_CHECKING:
    from pathlib import Path

CAPTION = p(r("Figur 1. Utsikt från badhuset", properties="<w:i/>"), style="Beskrivning")


def test_a_picture_has_its_caption_file_and_width(small: Path) -> None:
    plan = planned(small, word(TITLE, p(r("Se.")), p(picture("En vy")), CAPTION))

    label = "badhuset-utsikt-badhuset"
    shown = f'![Utsikt från badhuset]({label}.png){{#fig-{label} alt="En vy" width=50%}}'
    assert shown in text(plan)
    assert plan.files[plan.target / f"{label}.png"] == png()


def test_a_picture_without_alternative_text_is_told_at_its_line(small: Path) -> None:
    plan = planned(small, word(TITLE, p(r("Se.")), p(picture()), CAPTION))

    assert "case.md:3: not taken over: a picture has no alternative text" in said(plan)
    assert "alt=" not in text(plan)


def test_a_picture_in_the_middle_of_a_paragraph_stands_after_it_and_lacks_a_caption(small: Path) -> None:
    plan = planned(small, word(TITLE, p(r("Före "), picture("En vy"), r("efter."))))

    assert text(plan).startswith("Före efter.\n\n![](badhuset-1.png){#fig-badhuset-1")
    assert "a picture has no caption" in said(plan)


def test_what_a_program_says_of_a_picture_is_to_be_checked(small: Path) -> None:
    plan = planned(small, word(TITLE, p(picture("En bild av hav. Automatiskt genererad beskrivning")), CAPTION))

    assert 'alt="En bild av hav"' in text(plan)
    assert "a program has described a picture" in said(plan)


def test_a_caption_with_nothing_beside_it_is_told_and_stays(small: Path) -> None:
    plan = planned(small, word(TITLE, p(r("Text.")), CAPTION))

    assert "Utsikt från badhuset" in text(plan)
    assert "is a caption without a figure" in said(plan)
