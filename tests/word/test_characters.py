"""The characters that the elements of a run stand for."""

from __future__ import annotations

import pytest
from tests.word.ooxml import p, r
from tests.word.written import paragraph

from kefu.word.characters import symbol


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:tab/>", "\t"),
        ('<w:ptab w:alignment="right"/>', "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ('<w:br w:type="textWrapping"/>', "\n"),
        ('<w:br w:type="page"/>', ""),
        ('<w:br w:type="column"/>', ""),
        ("<w:lastRenderedPageBreak/>", ""),
        ("<w:noBreakHyphen/>", "\N{NON-BREAKING HYPHEN}"),
        ("<w:softHyphen/>", "\N{SOFT HYPHEN}"),
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "→"),
        ('<w:t xml:space="preserve"> a b </w:t>', " a b "),
        ("<w:t> a b </w:t>", "a b"),
        ("<w:t>a\nb\tc</w:t>", "a b c"),
        ("<w:t/>", ""),
        ("<w:t>a\u00a0b\u2011c</w:t>", "a\u00a0b\u2011c"),
    ],
)
def test_an_element_stands_for_its_characters(inner: str, text: str) -> None:
    assert paragraph(p(r("<", inner), r(">"))).text == f"<{text}>"


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        ("Symbol", "F061", "α"),
        ("Symbol", "61", "α"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0FE", "\uf0fe"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings 2", "F0FC", "\uf0fc"),
        ("Times New Roman", "F0E5", "å"),
        ("Segoe UI", "2192", "→"),
        ("", "D800", ""),
        ("", "", ""),
        ("", "xyz", ""),
    ],
)
def test_a_sign_of_a_font_is_a_character_or_a_private_one_but_never_a_wrong_letter(
    font: str, code: str, text: str
) -> None:
    assert symbol(font, code) == text
