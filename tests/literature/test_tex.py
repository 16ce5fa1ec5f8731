"""Values without TeX, and TeX that pandoc can read."""

from __future__ import annotations

import pytest

from kefu.literature.tex import escaped, plain, readable


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{\\aa}", "å"), ("{\\AA}r", "År"), ('{\\"o}', "ö"), ('\\"{o}', "ö"), ('\\"o', "ö"), ("\\r{a}", "å"),
        ("\\c c", "ç"),
        ("{\\'\\i}", "í"), ("\\o{}re", "øre"), ("a {B} c", "a B c"), ("{{Ett}}", "Ett"), ("M{\\&}A", "M&A"),
        ("3\\%", "3%"),
        ("a~b", "a~b"), ("a\n  b", "a b"), ("\\textit{x}", "x"), ("10.1/a$<$b$>$", "10.1/a<b>"),
    ],
)  # fmt: skip
def test_a_value_says_the_same_without_tex(value: str, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("\\mbox{hej}", "{hej}"),
        ("\\th{}", "þ"),
        ("a \\textbar{} b", "a | b"),
        ("\\emph{x}", "\\emph{x}"),
        ("\\href{http://x.se}{länk}", "\\href{http://x.se}{länk}"),
        ("\\textcolor{red}{x}", "\\textcolor{red}{x}"),
        ("\\frac{1}{2}", "\\frac{1}{2}"),
        ("\\_", "\\_"),
    ],
)
def test_what_pandoc_does_not_know_is_put_in_other_words(value: str, text: str) -> None:
    assert readable(value) == text


def test_plain_text_is_tex_again() -> None:
    assert plain(escaped("R&D, 5 % av $3, a_b #1")) == "R&D, 5 % av $3, a_b #1"
