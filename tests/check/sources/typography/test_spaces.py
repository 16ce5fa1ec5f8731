"""What a line break must not part is kept together by no-break spaces."""

from __future__ import annotations

import pytest
from tests.check.sources.typography.conftest import MARKDOWN, found, left, put_right

from kefu.check.sources.typography.mistakes import mended


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("section-sign-keeps-its-number", "1 §, 11 a §, § 4, §4, 4§", "1~§, 11~a~§, §~4, §~4, 4~§"),
        ("section-sign-keeps-its-number", "1-3 §§ och §§ 4–6", "1–3~§§ och §§~4–6"),
        ("chapter-keeps-its-number", "7 kap. 1\u00a0§", "7~kap.~1~§"),
        ("percent-sign-keeps-its-number", "12%, 12 % och 3 ‰", "12~%, 12~% och 3~‰"),
        ("thousands-keep-together", "12 300 kronor, 1 234 567", "12~300 kronor, 1~234~567"),
        ("number-keeps-its-unit", "280 tkr, 5 km och 3 m²", "280~tkr, 5~km och 3~m²"),
        ("abbreviation-keeps-its-number", "kl. 08.00, s. 12, s.12 och nr 3", "kl.~08.00, s.~12, s.~12 och nr~3"),
        ("day-keeps-its-month", "den 6 juli 2022", "den 6~juli 2022"),
    ],
)
def test_a_mistake_is_told_by_its_rule_and_put_right(rule: str, wrong: str, right: str) -> None:
    put_right(rule, wrong, right)


@pytest.mark.parametrize(
    "text",
    [
        "12\\ %, 12&nbsp;%, 12&#160;% och 12\u202f%",
        "Hur mycket är 100%-igt? Kör `x` --strict.",
        "enligt 3\u00a0§ 4 visar",
        "Detta är 12 345 67 och 2024 110 elever.",
    ],
)
def test_what_is_right_or_unclear_is_left(text: str) -> None:
    left(text)


def test_what_has_more_than_one_right_answer_is_told_and_left() -> None:
    (diagnostic,) = found("12.300 kronor")

    assert diagnostic.rule.name == "thousands-keep-together"
    assert mended("12.300 kronor", MARKDOWN) == "12.300 kronor"
