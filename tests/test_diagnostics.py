"""Problems as values: how they are written, ordered and passed on."""

from __future__ import annotations

import itertools
import pickle
from pathlib import PurePosixPath

import pytest
from tests import invented

from kefu.diagnostics import BuildError, Diagnostic, Location, has_errors, in_reading_order
from kefu.rules.rule import Severity

HERE = Location(path=PurePosixPath("a.md"))


def at(path: str, line: int | None = None, column: int | None = None, name: str = "rule-holds") -> Diagnostic:
    location = Location(path=PurePosixPath(path), line=line, column=column)
    return Diagnostic(rule=invented.rule(name), location=location, message="it does not")


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [(None, None, "report/a.md"), (3, None, "report/a.md:3"), (3, 14, "report/a.md:3:14")],
    ids=["file", "line", "line-and-column"],
)
def test_a_place_is_written_as_editors_and_terminals_read_it(line: int | None, column: int | None, shown: str) -> None:
    assert str(Location(path=PurePosixPath("report/a.md"), line=line, column=column)) == shown


def test_a_diagnostic_is_one_line_and_a_line_for_each_hint() -> None:
    diagnostic = Diagnostic(
        rule=invented.rule("citation-resolves", Severity.WARNING),
        location=Location(path=PurePosixPath("report/a.md"), line=3, column=14),
        message="there is no entry “a”",
        hints=("did you mean “b”?", "add it"),
    )
    assert str(diagnostic) == (
        "report/a.md:3:14: warning[citation-resolves]: there is no entry “a”\n  hint: did you mean “b”?\n  hint: add it"
    )


@pytest.mark.parametrize("severity", Severity)
def test_a_diagnostic_weighs_what_its_rule_does(severity: Severity) -> None:
    diagnostic = Diagnostic(rule=invented.rule("rule-holds", severity), location=HERE, message="it does not")
    assert diagnostic.severity is severity
    assert str(diagnostic) == f"a.md: {severity}[rule-holds]: it does not"


def test_a_minor_problem_is_a_warning_where_the_rule_says_when_that_is_so() -> None:
    told = invented.rule("rule-holds", warns_when="where it does not matter much")
    assert Diagnostic(rule=told, location=HERE, message="it does not", minor=True).severity is Severity.WARNING
    assert Diagnostic(rule=told, location=HERE, message="it does not").severity is Severity.ERROR
    with pytest.raises(ValueError, match="“rule-holds”"):
        Diagnostic(rule=invented.rule("rule-holds"), location=HERE, message="it does not", minor=True)


def test_diagnostics_are_read_file_by_file_from_the_top_of_each() -> None:
    ordered = (
        at("a.md"),
        at("a.md", 2),
        at("a.md", 2, 1),
        at("a.md", 2, 9, "a-rule"),
        at("a.md", 2, 9, "b-rule"),
        at("a.md", 2, 10),
        at("a.md", 10, 1),
        at("b/a.md", 1, 1),
    )
    for shuffled in (ordered[::-1], ordered[3:] + ordered[:3], ordered + ordered):
        assert in_reading_order(shuffled) == ordered


def test_what_is_found_twice_is_told_once_and_what_differs_is_told_apart() -> None:
    one, other = at("a.md", 1, 1), at("a.md", 1, 1, "other-rule")
    assert in_reading_order([other, one, one, other]) == (other, one)


def test_a_build_error_holds_and_shows_its_diagnostics_in_reading_order() -> None:
    first, second = at("a.md", 1), at("b.md", 1)
    error = BuildError([second, first])
    assert error.diagnostics == (first, second)
    assert str(error) == f"{first}\n{second}"


def test_a_build_error_crosses_from_one_process_to_another() -> None:
    error = BuildError([at("b.md", 1), at("a.md", 1, 2)])
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - pickled one line above
    assert isinstance(copy, BuildError)
    assert copy.diagnostics == error.diagnostics


@pytest.mark.parametrize("count", range(3))
def test_errors_are_found_among_warnings(count: int) -> None:
    warning = Diagnostic(rule=invented.rule("r", Severity.WARNING), location=HERE, message="m")
    assert not has_errors([warning] * count)
    for mixed in itertools.permutations([warning] * count + [at("a.md")]):
        assert has_errors(mixed)
