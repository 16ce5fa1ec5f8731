"""A pattern finds what it names wrong, and says what is right instead where there is one answer."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kefu.check.sources.typography.patterns import Mistake, Pattern, found_by
from kefu.check.sources.typography.prose_markdown import EDGE, HIDDEN, NBSP, Passage
from kefu.rules.typography import DASH_IS_EN_DASH

PATTERN = Pattern(rule=DASH_IS_EN_DASH, message="two hyphens", expression=re.compile("(?P<x>--)"), right="–")


def passage(text: str, *, takes_comma: bool = True) -> Passage:
    places = tuple(range(len(text)))
    return Passage(text=text, starts=places, ends=tuple(at + 1 for at in places), takes_comma=takes_comma)


def test_a_mistake_says_where_it_is_and_what_is_right_with_what_stands_around_it() -> None:
    assert [*found_by(PATTERN, passage("Ett -- två och 3--4"))] == [
        Mistake(rule=DASH_IS_EN_DASH, start=4, end=6, right="–", message="two hyphens", hint="write “–”"),
        Mistake(rule=DASH_IS_EN_DASH, start=16, end=18, right="–", message="two hyphens", hint="write “3–4”"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a--b", "a–b"),
        (f"{'a' * 20}--{'b' * 20}", f"{'a' * 20}–{'b' * 20}"),
        (f"x{'a' * 20}--{'b' * 20}x", f"{'a' * 20}–{'b' * 20}"),
        (f"x [a--b{HIDDEN}x", "a–b"),
        (f"x{EDGE}a--b|x", "a–b"),
    ],
)
def test_the_word_around_a_mistake_is_shown_to_twenty_letters(text: str, shown: str) -> None:
    assert [mistake.hint for mistake in found_by(PATTERN, passage(text))] == [f"write “{shown}”"]


def test_a_pattern_without_a_remedy_says_what_to_do() -> None:
    (mistake,) = found_by(replace(PATTERN, right=None, hint="choose"), passage("a--b"))

    assert (mistake.right, mistake.hint) == (None, "choose")


@pytest.mark.parametrize("right", [None, "--"], ids=["none", "as it is"])
def test_where_a_pattern_decides_that_all_is_well_there_is_no_mistake(right: str | None) -> None:
    assert [*found_by(replace(PATTERN, right=lambda _: right), passage("a--b"))] == []


def test_a_comma_is_no_remedy_where_the_source_does_not_take_one() -> None:
    point = replace(PATTERN, expression=re.compile(r"\d(?P<x>\.)\d"), right=",")

    assert [mistake.right for mistake in found_by(point, passage("3.5"))] == [","]
    assert [mistake.right for mistake in found_by(point, passage("3.5", takes_comma=False))] == [None]


def test_a_no_break_space_is_named_because_nobody_sees_it() -> None:
    space = replace(PATTERN, expression=re.compile(r"\d(?P<x> )%"), right=NBSP)

    assert [mistake.hint for mistake in found_by(space, passage("12 %"))] == [
        f"write “12{NBSP}%” with a no-break space"
    ]
