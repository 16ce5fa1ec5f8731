"""Typed numbers go, typed lists become lists, boxes become exhibits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.manuscripts.imports import ITEM, TITLE, planned, said, text, word
from tests.word.ooxml import p, r, table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("typed", "left"),
    [("1.2 Mötet", "Mötet"), ("3. Mötet", "Mötet"), ("2022 var ett år", "2022 var ett år"), ("10 fall", "10 fall")],
)
def test_a_typed_number_of_a_heading_is_dropped_and_told(small: Path, typed: str, left: str) -> None:
    plan = planned(small, word(TITLE, p(r(typed), style="Rubrik1"), p(r("Text."))))

    assert text(plan).startswith(f"# {left}\n")
    assert ("typed number" in said(plan)) == (typed != left)


def test_bare_numbers_that_count_the_headings_are_dropped(small: Path) -> None:
    body = [piece for n in (1, 2) for piece in (p(r(f"{n} Del"), style="Rubrik1"), p(r("Text.")))]

    assert text(planned(small, word(TITLE, *body))).count("# Del") == 2


def test_lists_typed_by_hand_are_lists(small: Path) -> None:
    body = (p(r("• ett")), p(r("• två")), p(r("Så.")), p(r("1. a")), p(r("2. b")))

    assert text(planned(small, word(TITLE, *body))) == "- ett\n- två\n\nSå.\n\n1. a\n2. b\n"


def test_what_somebody_says_after_a_dash_is_no_list(small: Path) -> None:
    assert text(planned(small, word(TITLE, p(r("– Hej")), p(r("– Hej själv"))))) == "– Hej\n\n– Hej själv\n"


def test_lists_of_word_are_lists_and_quotations_are_quoted(small: Path) -> None:
    body = (
        p(r("a"), properties=ITEM),
        p(r("b"), properties=ITEM),
        p(r("Så."), style="Citat"),
        p(r("Ja."), style="Citat"),
    )

    assert text(planned(small, word(TITLE, *body))) == "1. a\n2. b\n\n> Så.\n>\n> Ja.\n"


def test_a_table_of_one_cell_is_an_exhibit(small: Path) -> None:
    plan = planned(small, word(TITLE, p(r("Se rutan.")), table([p(r("Hej!")) + p(r("/Olof"))]), p(r("Slut."))))

    assert '::: {.exhibit #exh-badhuset-1 title=""}\nHej!\n\n/Olof\n:::' in text(plan)
    assert "a box has no title" in said(plan)
