"""Headings are recognised by how they look where no style says what they are."""

from __future__ import annotations

import pytest

from kefu.manuscripts.looks import Look, Seen, roles
from kefu.manuscripts.values import Role

TEXT = Look(text="En vanlig mening som är ganska lång, och som slutar med en punkt. Sedan kommer en till, lika lång.")


@pytest.mark.parametrize(
    "look",
    [Look(text="Mötet", bold=True), Look(text="Mötet", size=28), Look(text="Vad gör Sara?", bold=True)],
)
def test_a_short_paragraph_that_stands_out_is_a_heading(look: Look) -> None:
    assert roles([look, TEXT], own=False)[0] == Seen(role=Role.HEADING, level=1, by_look=True)


@pytest.mark.parametrize(
    "look",
    [
        Look(text="Detta är viktigt.", bold=True),
        Look(text="Mötet"),
        Look(text="Mötet", bold=True, inside=True),
        Look(text="Mötet", bold=True, listed=True),
        Look(text="M" * 90, bold=True),
        Look(text="Figur 1. Kostnader", bold=True),
        Look(text="48", bold=True),
    ],
)
def test_other_paragraphs_are_none(look: Look) -> None:
    assert roles([look, TEXT], own=False)[0].role is Role.TEXT


def test_larger_headings_are_above_smaller_ones_and_below_those_with_a_style() -> None:
    large, bold = Look(text="Ett", size=32, bold=True), Look(text="Två", bold=True)
    styled = Look(text="Del", style="heading 1", level=1)

    assert [seen.level for seen in roles([large, TEXT, bold, TEXT], own=False)] == [1, 0, 2, 0]
    assert [seen.level for seen in roles([styled, bold, TEXT], own=False)] == [1, 2, 0]


def test_styles_and_places_say_what_a_paragraph_is() -> None:
    looks = [
        Look(text="Badhuset", style="title"),
        Look(text="Så var det.", style="quote"),
        Look(text="Figur 1. Vy", numbered=True),
        Look(text="Så var det.", indented=True),
        Look(text="1 Mötet 3", contents=True),
        TEXT,
    ]

    assert [seen.role for seen in roles(looks, own=False)] == [
        Role.TITLE, Role.QUOTE, Role.CAPTION, Role.QUOTE, Role.ASIDE, Role.TEXT,
    ]  # fmt: skip


def test_what_this_program_puts_around_a_text_is_left_only_in_its_own_files() -> None:
    fact = Look(text="Lästid 10 minuter", style="fakta")

    assert roles([fact, TEXT], own=True)[0].role is Role.ASIDE
    assert roles([fact, TEXT], own=False)[0].role is Role.TEXT
