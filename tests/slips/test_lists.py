"""Lists that are printed as running text, and lines that only begin like an item of one."""

from __future__ import annotations

import pytest
from tests.slips.conftest import assert_told, mended


def test_lists_without_a_blank_line_and_with_bullets_of_a_word_processor_are_told_once() -> None:
    assert_told("""\
Tre saker:
- ett
//! 1 block-stands-apart: “- ett” is printed as running text, because a list needs a blank line before it
- två
  fortsatt
- tre

Två frågor.
1. Vem?
//! 1 block-stands-apart: leave a blank line before “1. Vem?”
2. När?

Så här:
a) ett
//! 1 block-stands-apart: a list needs
b) två

• ett
//! 1 list-is-marked: “ett” begins with “•”, which makes no list
• två

Text
\uf0b7\tett
//! 1 list-is-marked: a bullet from Word (U+F0B7)
\uf0b7\ttvå

– en punkt
//! 1? list-is-marked: look like a list, but are none

– en till

– en tredje
""")


def test_dialogue_is_told_where_its_lines_run_together() -> None:
    assert_told("""\
Hon såg upp.
– Vi måste tala.
//! 1? list-is-marked: “– Vi måste tala.” is printed on the same line as what stands above it
– Nej.

Han skrev:
- Vi måste tala.
//! 1 block-stands-apart: if it is dialogue, write “– ”
- Nej.
""")


def test_lines_that_begin_like_an_item_by_accident_are_not_told() -> None:
    assert_told("""\
– Vi måste tala, sa hon.

– Nej. Du får vänta
– i alla fall till i morgon.

– Det är sent.

Det hände
2019. Därefter hände inget. Vi möts kl. 5
+ 3 timmar. Det kostar
- 5 grader. Ordföranden
– som var ny –
tvekade. Punkten · står mitt i.

Vad?\\
a) ett\\
b) två

- ett
- två

1. ett
2. två

# Rubrik
- direkt under
""")


def test_a_hyphen_that_continues_a_sentence_may_be_a_dash() -> None:
    assert_told("""\
Kommunen
- som var ny
//! 1? block-stands-apart: write “–” for a dash
""")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Text:\n- ett\n- två", "Text:\n\n- ett\n- två"),
        ("Text:\n1. ett\n2. två", "Text:\n\n1. ett\n2. två"),
        ("> Text:\n> - ett\n> - två", "> Text:\n>\n> - ett\n> - två"),
        ("• ett\n• två", "- ett\n- två"),
        ("Text\n•\tett\n•\u00a0två", "Text\n\n- ett\n- två"),
        ("\uf0b7 ett", "- ett"),
        ("Text:\n- Vi går.\n- Nej!", "Text:\n- Vi går.\n- Nej!"),
        ("Text.\n– Vi går.\n– Nej!", "Text.\n– Vi går.\n– Nej!"),
    ],
)
def test_what_has_one_right_answer_is_mended(text: str, right: str) -> None:
    assert mended(text) == right
    assert mended(right) == right


def test_a_list_whose_items_begin_with_an_escaped_sign_is_a_list() -> None:
    assert_told("""\
Så här:

- \\+ 3
- \\- 5 procent
""")
