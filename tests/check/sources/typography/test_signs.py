"""Quotation marks, dashes, decimals and abbreviations are put right where one answer is right."""

from __future__ import annotations

import pytest
from tests.check.sources.typography.conftest import MARKDOWN, found, left, put_right

from kefu.check.sources.typography.mistakes import mended


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("quotation-marks-are-swedish", 'Hon sa "ja".', "Hon sa ”ja”."),
        ("quotation-marks-are-swedish", "Hon sa “ja” och „nej“.", "Hon sa ”ja” och ”nej”."),
        ("quotation-marks-are-swedish", "«ja» och »nej»", "”ja” och ”nej”"),
        ("quotation-marks-are-swedish", 'Ett skriver "år 2".', "Ett skriver ”år 2”."),
        ("apostrophes-are-swedish", "”Hon sa 'ja' och ‘nej’”, rock'n'roll", "”Hon sa ’ja’ och ’nej’”, rock’n’roll"),
        ("quotation-marks-are-swedish", 'Så.\n\n"Ett.\n\nBred 2".', 'Så.\n\n”Ett.\n\nBred 2".'),
        ("dash-is-en-dash", "Det blev 5—3.", "Det blev 5–3."),
        ("punctuation-follows-its-word", "Se här : år 2 , ja", "Se här: år 2, ja"),
        ("dash-is-en-dash", "Det gick - till slut.", "Det gick – till slut."),
        ("dash-is-en-dash", "Ett -- två --- tre — fyra—fem---sex", "Ett – två – tre – fyra – fem – sex"),
        ("decimal-is-comma", "3.5\u00a0%, 2.25 miljoner, 3.5–4.5\u00a0%", "3,5~%, 2,25 miljoner, 3,5–4,5~%"),
        ("abbreviation-is-dotted", "t ex, t. ex. och t.ex", "t.ex., t.ex. och t.ex."),
        ("abbreviation-is-dotted", "Bl a, d.\u00a0v.\u00a0s. m m.", "Bl.a., d.v.s. m.m."),
        ("words-are-parted-by-one-space", "ett  två   tre", "ett två tre"),
        ("punctuation-follows-its-word", "Ja , nej ! ”Så” ; (då) .", "Ja, nej! ”Så”; (då)."),
        ("ellipsis-is-one-sign", "Jo...", "Jo…"),
    ],
)
def test_a_mistake_is_told_by_its_rule_and_put_right(rule: str, wrong: str, right: str) -> None:
    put_right(rule, wrong, right)


@pytest.mark.parametrize(
    "text",
    [
        "”Hon sa ’ja’”, sa han. – Nej … Det blev ja – eller 12\u00a0%.",
        'En skärm på 15" och en på 17", 7" bred och 8\' hög.',
        "| A | B |\n|---|---|\n| a - | - b |",
        "Det är ord—12 och 3—ord.",
        "in- och utvandring, barn- och utbildningsnämnden, skala 1 : 100, en 24-timmarsvakt",
    ],
)
def test_what_is_right_or_unclear_is_left(text: str) -> None:
    left(text)


def test_what_has_more_than_one_right_answer_is_told_and_left() -> None:
    (diagnostic,) = found("Lund--Malmö")

    assert diagnostic.rule.name == "dash-is-en-dash"
    assert mended("Lund--Malmö", MARKDOWN) == "Lund--Malmö"
