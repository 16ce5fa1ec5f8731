"""Figure scripts fail at their own line, in words that are the same in every run, and leave no trace in each other."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest
from tests.drawing.writing import NOTHING, drawing, run

from kefu.drawing.outcome import Outcome, Run, Told
from kefu.drawing.scripts import run_script


def outcome_of(text: str, seconds: int = 60) -> Outcome:
    return run_script(run(text), seconds=seconds)


def only(told: tuple[Told, ...]) -> Told:
    (one,) = told
    return one


FAILURES = {
    "an exception": (drawing("x = 1", "return x / 0"), 6, "ZeroDivisionError: division by zero"),
    "an exception further in": (
        drawing("return height()") + "\n\ndef height():\n    raise KeyError('höjd')\n",
        9,
        "KeyError: 'höjd'",
    ),
    "an exception in a library": (
        drawing("figure, axes = canvas(given.theme, 10)", "axes.plot([1, 2], [1])", "return figure"),
        6,
        "ValueError: x and y must have same first dimension.*",
    ),
    "an exception while the script is read": ("x = 1\ny = z\n", 2, "NameError: name 'z' is not defined"),
    "a syntax error": ("def draw(given):\n    return (\n", 2, r"SyntaxError: '\(' was never closed"),
    "a module that is not there": ("import nowhere_to_be_found\n", 1, "ModuleNotFoundError: .*nowhere_to_be_found.*"),
    "no function": ("def paint(given):\n    return None\n", 1, "the script does not define a function “draw”"),
    "a draw that is no function": ("draw = 3\n", 1, "the script does not define a function “draw”"),
    "a function that takes nothing": ("\ndef draw():\n    pass\n", 1, "TypeError: .*takes 0 positional arguments.*"),
    "nothing returned": (drawing("canvas(given.theme, 10)"), 4, "“draw” does not return a matplotlib figure"),
    "axes returned": (drawing("return canvas(given.theme, 10)"), 4, "“draw” does not return a matplotlib figure"),
    "an exit": ("import sys\n\n\ndef draw(given):\n    sys.exit(3)\n", 5, "SystemExit: 3"),
    "an exit while the script is read": ("import sys\nsys.exit('hej')\n", 2, "SystemExit: hej"),
    "a case that a figure of the project has not": (
        drawing("return given.the_case()"),
        5,
        "ValueError: this figure needs “for: case” in its description",
    ),
    "a table that the description does not name": (drawing("given.tables['x.csv']"), 5, "KeyError: 'x.csv'"),
    "a figure that cannot be written": (
        drawing("figure, axes = canvas(given.theme, 10)", r"axes.text(1, 1, '$\\frac$')", "return figure"),
        1,
        "(?s)ValueError: .*",
    ),
}


@pytest.mark.parametrize("what", FAILURES)
def test_a_failure_is_told_at_the_line_of_the_script(what: str) -> None:
    text, line, message = FAILURES[what]
    outcome = outcome_of(text)
    told = only(outcome.told)
    assert (outcome.svg, told.line, told.minor) == (b"", line, False)
    assert re.fullmatch(message, told.message)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bounds")
@pytest.mark.slow
def test_a_script_that_never_ends_is_told_at_the_line_where_it_was() -> None:
    told = only(outcome_of(drawing("while True:", "    pass"), seconds=1).told)
    assert told.line in {5, 6}
    assert told.message == "TimeoutError: more than 1 seconds"


WARNINGS = {
    "a warning of the script": ("warnings.warn('se upp')", 7, "se upp"),
    "a warning of a library": ("warnings.warn_explicit('inuti', UserWarning, 'lib.py', 7)", 1, "inuti"),
    "a sign that the font does not have": (
        "axes.text(1, 1, '\N{CUNEIFORM SIGN A}')",
        7,
        "the font has no sign for “\N{CUNEIFORM SIGN A}” (U+12000)",
    ),
    "a control character": (r"axes.text(1, 1, 'x\x07')", 7, "the font has no sign for the control character U+0007"),
}


@pytest.mark.parametrize("what", WARNINGS)
def test_a_warning_is_told_and_the_figure_is_drawn(what: str) -> None:
    warns, line, message = WARNINGS[what]
    outcome = outcome_of(drawing("import warnings", "figure, axes = canvas(given.theme, 10)", warns, "return figure"))
    assert outcome.svg.startswith(b"<?xml")
    assert only(outcome.told) == Told(line=line, message=message, minor=True)


def test_a_sign_in_a_table_that_the_font_does_not_have_is_told_with_the_table() -> None:
    text = drawing(
        "figure, axes = canvas(given.theme, 10)", "axes.text(1, 1, given.tables['x.csv'][0]['namn'])", "return figure"
    )
    given = replace(NOTHING, tables={"x.csv": ({"namn": "\N{CUNEIFORM SIGN A}"},)})
    told = only(run_script(Run(script=run(text).script, given=given), seconds=60).told)
    assert told.message == "the font has no sign for “\N{CUNEIFORM SIGN A}” (U+12000), which is in x.csv"


def test_the_same_warning_many_times_is_one() -> None:
    text = drawing(
        "import warnings",
        "figure, axes = canvas(given.theme, 10)",
        "for _ in range(9):",
        "    warnings.warn('se upp')",
        r"    axes.text(1, 1, 'x\x07')",
        "return figure",
    )
    assert [one.line for one in outcome_of(text).told] == [8, 9]


@pytest.mark.parametrize(
    ("raised", "message"),
    [
        ("raise ValueError(object())", "ValueError: <object object>"),
        ("raise ValueError(lambda: 0)", "ValueError: <function draw.<locals>.<lambda>>"),
        (r"raise ValueError('a\x07b')", "ValueError: a b"),
        ("raise ValueError('x' * 9999)", f"ValueError: {'x' * 500}…"),
    ],
)
def test_what_is_told_is_the_same_in_every_run_and_can_be_printed(raised: str, message: str) -> None:
    assert only(outcome_of(drawing(raised)).told).message == message


def test_a_formula_is_drawn_without_a_complaint() -> None:
    text = drawing("figure, axes = canvas(given.theme, 10)", "axes.text(1, 1, '$x^2$')", "return figure")
    assert outcome_of(text).told == ()


def test_scripts_may_define_dataclasses_and_enumerations() -> None:
    text = """from __future__ import annotations

import dataclasses
import enum

from kefu.plotting import canvas


class Kind(enum.Enum):
    A = 1


@dataclasses.dataclass(frozen=True, slots=True)
class Box:
    kind: Kind


def draw(given):
    assert Box(Kind.A) == Box(Kind.A)
    return canvas(given.theme, 10)[0]
"""
    assert outcome_of(text).told == ()


@pytest.mark.parametrize(
    "meddling",
    [
        pytest.param("mpl.rcParams['axes.prop_cycle'] = mpl.cycler(color=['red'])", id="colours"),
        pytest.param("mpl.rcParams['font.family'] = 'DejaVu Sans'", id="font"),
        pytest.param("mpl.rcParams['svg.fonttype'] = 'none'", id="kind of text"),
    ],
)
def test_a_script_leaves_no_trace_in_the_figures_after_it(meddling: str) -> None:
    plain = drawing(
        "figure, axes = canvas(given.theme, 10)",
        "axes.plot([1, 9], [1, 9])",
        "axes.text(1, 1, 'x')",
        "return figure",
    )
    before = outcome_of(plain)
    assert outcome_of(drawing("import matplotlib as mpl", meddling, "return canvas(given.theme, 10)[0]")).told == ()
    assert outcome_of(plain) == before
