"""Collecting mistakes."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from tests import invented

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.load.problems import Problems
from kefu.rules.rule import Severity

HERE = Location(path=PurePosixPath("a.md"), line=1, column=1)
LATER = Location(path=PurePosixPath("a.md"), line=2, column=1)


def test_without_mistakes_there_is_nothing_to_settle() -> None:
    assert Problems().settle() == ()


def test_warnings_are_returned_in_reading_order() -> None:
    problems = Problems()
    problems.note(invented.rule("b-rule", Severity.WARNING), LATER, "later")
    problems.note(invented.rule("a-rule", Severity.WARNING), HERE, "here", "hint one", "hint two")
    assert [str(warning) for warning in problems.settle()] == [
        "a.md:1:1: warning[a-rule]: here\n  hint: hint one\n  hint: hint two",
        "a.md:2:1: warning[b-rule]: later",
    ]


def test_an_error_raises_everything_that_was_found_with_the_warnings() -> None:
    problems = Problems()
    problems.note(invented.rule("b-rule", Severity.WARNING), LATER, "later")
    problems.note(invented.rule("a-rule"), HERE, "here")
    problems.add(BuildError([Diagnostic(rule=invented.rule("c-rule"), location=HERE, message="elsewhere")]))
    with pytest.raises(BuildError) as raised:
        problems.settle()
    assert [diagnostic.rule.name for diagnostic in raised.value.diagnostics] == ["a-rule", "c-rule", "b-rule"]


def test_work_goes_on_after_a_mistake_that_is_collected() -> None:
    problems = Problems()
    done = []
    for name in ("one", "two"):
        with problems.collected():
            done.append(name)
            raise BuildError([Diagnostic(rule=invented.rule(f"{name}-rule"), location=HERE, message="m")])
    assert done == ["one", "two"]
    with pytest.raises(BuildError) as raised:
        problems.settle()
    assert [diagnostic.rule.name for diagnostic in raised.value.diagnostics] == ["one-rule", "two-rule"]


def test_what_is_no_mistake_of_an_author_is_not_collected() -> None:
    problems = Problems()
    with pytest.raises(KeyError), problems.collected():
        raise KeyError
    assert problems.settle() == ()
