"""Figure scripts run once each, fail at their own line, and draw the same bytes everywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from tests.conftest import REPOSITORY
from tests.here import Here

from kefu.diagnostics import BuildError
from kefu.figures import draw, drawing_name, drawings_by_name, run_script
from kefu.load import load
from kefu.model import Source
from kefu.plotting import FigureInput
from kefu.processes.workers import workers
from kefu.rules.rule import Severity
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.model import Project

EVERYTHING = ("bars.svg", "events_skolan.svg", "events_bron.svg")
NOTHING = FigureInput(cases={}, case=None, themes={}, tables={}, theme=THEME)


def drawing(*lines: str) -> str:
    """Return a script that draws with these lines, the first of which is its fifth."""
    return "from kefu.plotting import canvas\n\n\ndef draw(given):\n" + "".join(f"    {line}\n" for line in lines)


def script(text: str, name: str = "prov") -> Source:
    return Source(path=PurePosixPath(f"figures/{name}.py"), text=text, digest="")


def with_script(project: Project, slug: str, text: str) -> Project:
    """Return the project with another script for one of its figures."""
    figures = tuple(
        replace(figure, script=replace(figure.script, text=text)) if figure.slug == slug else figure
        for figure in project.figures
    )
    return replace(project, figures=figures)


def test_a_wanted_figure_is_drawn_once_however_many_documents_show_it(project: Project) -> None:
    pool = Here()
    drawn = draw(project, [*EVERYTHING, *EVERYTHING, *EVERYTHING], pool)
    assert pool.count == len(EVERYTHING)
    assert [drawing.name for drawing in drawn.drawings] == ["bars.svg", "events_skolan.svg", "events_bron.svg"]
    assert drawn.warnings == ()


@pytest.mark.parametrize("wanted", [(), ("bars.svg",), ("events_bron.svg",)], ids=str)
def test_only_what_is_wanted_is_drawn(wanted: tuple[str, ...], project: Project) -> None:
    pool = Here()
    assert set(drawings_by_name(draw(project, wanted, pool))) == set(wanted)
    assert pool.count == len(wanted)


def test_a_script_that_nobody_wants_is_not_run(project: Project) -> None:
    broken = with_script(project, "bars", "raise SystemExit\n")
    assert set(drawings_by_name(draw(broken, ["events_bron.svg"], Here()))) == {"events_bron.svg"}


def test_a_figure_for_cases_is_given_each_case_and_one_for_the_project_none(project: Project) -> None:
    tell = drawing("raise ValueError(given.case and given.case.title, sorted(given.cases))")
    for slug, names, messages in (
        ("events", EVERYTHING[1:], {"ValueError: ('Skolan', [1, 2])", "ValueError: ('Bron', [1, 2])"}),
        ("bars", EVERYTHING[:1], {"ValueError: (None, [1, 2])"}),
    ):
        with pytest.raises(BuildError) as caught:
            draw(with_script(project, slug, tell), names, Here())
        assert {diagnostic.message for diagnostic in caught.value.diagnostics} == messages


def test_a_figure_is_given_the_tables_that_its_description_names_and_the_themes(project: Project) -> None:
    tell = drawing("raise ValueError(given.tables, given.themes)")
    with pytest.raises(BuildError) as caught:
        draw(with_script(project, "bars", tell), ["bars.svg"], Here())
    (told,) = caught.value.diagnostics
    assert "{'bars.csv': ({'namn': 'ett', 'antal': '1'}, {'namn': 'två', 'antal': '2'})}" in told.message
    assert "{'roles': 'Rollfördelning', 'trust': 'Förtroende'}" in told.message


def test_the_failures_of_all_scripts_are_raised_together(project: Project) -> None:
    broken = with_script(with_script(project, "bars", "1 / 0\n"), "events", "\nimport nowhere_to_be_found\n")
    with pytest.raises(BuildError) as caught:
        draw(broken, EVERYTHING, Here())
    assert [str(diagnostic.location) for diagnostic in caught.value.diagnostics] == [
        "figures/bars.py:1",
        "figures/events.py:2",
    ]


def test_warnings_come_with_the_drawings(project: Project) -> None:
    text = drawing("import warnings", "warnings.warn('se upp')", "return canvas(given.theme, 10)[0]")
    drawn = draw(with_script(project, "bars", text), EVERYTHING, Here())
    assert len(drawn.drawings) == len(EVERYTHING)
    assert [str(warning) for warning in drawn.warnings] == ["figures/bars.py:6: warning[figure-script-runs]: se upp"]


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
def test_a_failure_is_reported_at_the_line_of_the_script(what: str) -> None:
    text, line, message = FAILURES[what]
    svg, (diagnostic,) = run_script(script(text), NOTHING)
    assert svg == b""
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.rule.name == "figure-script-runs"
    assert str(diagnostic.location) == f"figures/prov.py:{line}"
    assert re.fullmatch(message, diagnostic.message)
    assert diagnostic.hints


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bounds")
def test_a_script_that_never_ends_is_told_at_the_line_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kefu.figures.SECONDS", 1)
    svg, (diagnostic,) = run_script(script(drawing("while True:", "    pass")), NOTHING)
    assert svg == b""
    assert str(diagnostic.location) in {"figures/prov.py:5", "figures/prov.py:6"}
    assert diagnostic.message == "TimeoutError: more than 1 seconds"


WARNINGS = {
    "a warning of the script": ("warnings.warn('se upp')", 7, "se upp"),
    "a warning of a library": ("warnings.warn_explicit('inuti', UserWarning, 'lib.py', 7)", 1, "inuti"),
    "a sign that the font does not have": (
        "axes.text(1, 1, '\N{CUNEIFORM SIGN A}')",
        1,
        "(?s)Glyph 73728 .* missing from font.*Source Sans Pro.*",
    ),
}


@pytest.mark.parametrize("what", WARNINGS)
def test_a_warning_is_reported_and_the_figure_is_drawn(what: str) -> None:
    warns, line, message = WARNINGS[what]
    text = drawing("import warnings", "figure, axes = canvas(given.theme, 10)", warns, "return figure")
    svg, (diagnostic,) = run_script(script(text), NOTHING)
    assert svg.startswith(b"<?xml")
    assert diagnostic.severity is Severity.WARNING
    assert str(diagnostic.location) == f"figures/prov.py:{line}"
    assert re.fullmatch(message, diagnostic.message)


def test_the_same_warning_many_times_is_one() -> None:
    text = drawing(
        "import warnings", "for _ in range(9):", "    warnings.warn('se upp')", "return canvas(given.theme, 10)[0]"
    )
    assert len(run_script(script(text), NOTHING)[1]) == 1


def test_a_formula_is_drawn_without_a_complaint() -> None:
    text = drawing("figure, axes = canvas(given.theme, 10)", "axes.text(1, 1, '$x^2$')", "return figure")
    assert run_script(script(text), NOTHING)[1] == ()


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
    assert run_script(script(text), NOTHING)[1] == ()


def test_a_drawing_is_an_svg_of_its_size_with_text_as_outlines_and_without_a_date(project: Project) -> None:
    drawings = drawings_by_name(draw(project, EVERYTHING, Here()))
    for name, height in {"bars.svg": 40, "events_bron.svg": 30}.items():
        root = ET.fromstring(drawings[name])  # noqa: S314 - our own file
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(154 / 25.4 * 72, abs=0.01)
        assert float(root.attrib["height"].removesuffix("pt")) == pytest.approx(height / 25.4 * 72, abs=0.01)
        assert root.find(".//{http://www.w3.org/2000/svg}text") is None
        assert b"<dc:date>" not in drawings[name]
        assert b"Matplotlib v" not in drawings[name]


@pytest.mark.parametrize(
    "meddling",
    [
        pytest.param("mpl.rcParams['axes.prop_cycle'] = mpl.cycler(color=['red'])", id="colours"),
        pytest.param("mpl.rcParams['font.family'] = 'DejaVu Sans'", id="font"),
        pytest.param("mpl.rcParams['svg.fonttype'] = 'none'", id="kind of text"),
    ],
)
def test_a_script_leaves_no_trace_in_the_figures_after_it(meddling: str) -> None:
    plain = script(
        drawing(
            "figure, axes = canvas(given.theme, 10)",
            "axes.plot([1, 9], [1, 9])",
            "axes.text(1, 1, 'x')",
            "return figure",
        )
    )
    before = run_script(plain, NOTHING)
    assert (
        run_script(script(drawing("import matplotlib as mpl", meddling, "return canvas(given.theme, 10)[0]")), NOTHING)[
            1
        ]
        == ()
    )
    assert run_script(plain, NOTHING) == before


def test_drawing_twice_gives_the_same_bytes(project: Project) -> None:
    assert draw(project, EVERYTHING, Here()) == draw(project, EVERYTHING, Here())


DIGESTS = """
import hashlib, pathlib, sys
from kefu.figures import draw, drawing_name, drawings_by_name
from kefu.load import load
from kefu.processes.workers import workers

project = load(pathlib.Path(sys.argv[1]), jobs=1).project
names = [drawing_name(figure.slug, id) for figure in project.figures for id in ("", "skolan", "bron")]
with workers(1) as pool:
    drawn = draw(project, names, pool)
assert not drawn.warnings, drawn.warnings
for name, svg in sorted(drawings_by_name(drawn).items()):
    print(name, hashlib.sha256(svg).hexdigest())
"""


def digests(folder: Path, work: Path, environment: Mapping[str, str]) -> str:
    """Draw every figure of a project in a process of its own and return the digests."""
    work.mkdir()
    return subprocess.run(
        [sys.executable, "-c", DIGESTS, str(folder)],
        env={**os.environ, **environment},
        cwd=work,
        capture_output=True,
        check=True,
        text=True,
    ).stdout


@pytest.mark.slow
def test_every_figure_script_of_the_repository_draws_the_same_bytes_in_any_environment(
    tmp_path: Path, small: Path
) -> None:
    for name in ("figures", "bibliography"):
        shutil.copytree(REPOSITORY / name, small / name, dirs_exist_ok=True)
    elsewhere = tmp_path / "Ett annat ställe"
    shutil.copytree(small, elsewhere)
    settings = tmp_path / "matplotlibrc"
    settings.write_text("svg.fonttype: none\nfigure.facecolor: red\nlines.linewidth: 9\n", encoding="utf-8")
    plain = {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"}
    other = {
        "TZ": "Asia/Tokyo",
        "LANG": "sv_SE.UTF-8",
        "LC_ALL": "sv_SE.UTF-8",
        "PYTHONHASHSEED": "4711",
        "MATPLOTLIBRC": str(settings),
        "MPLBACKEND": "pdf",
        "SOURCE_DATE_EPOCH": "1",
    }
    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(digests, small, tmp_path / "a", plain),
            pool.submit(digests, elsewhere, tmp_path / "b", other),
        ]
    one, two = (run.result() for run in runs)
    assert {path.stem for path in (REPOSITORY / "figures").glob("*.py")} <= set(
        re.findall(r"^[^_. ]+", one, re.MULTILINE)
    )
    assert one == two


def test_names_of_drawings_are_those_of_figure_and_case() -> None:
    assert drawing_name("karta", "") == "karta.svg"
    assert drawing_name("karta", "ny-bro") == "karta_ny-bro.svg"


def test_a_figure_whose_name_could_be_taken_for_that_of_a_case_is_refused(small: Path) -> None:
    for ending in ("py", "yaml"):
        (small / f"figures/bars.{ending}").with_name(f"events_bron.{ending}").write_bytes(
            (small / f"figures/bars.{ending}").read_bytes()
        )
    with pytest.raises(BuildError, match="figures/events_bron"):
        load(small, jobs=1)


@pytest.mark.slow
@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_a_script_that_ends_its_process_is_told_and_the_others_are_not(end: str, project: Project) -> None:
    broken = with_script(project, "bars", drawing("import os", end))
    with workers(2) as pool, pytest.raises(BuildError) as caught:
        draw(broken, EVERYTHING, pool)
    assert [str(diagnostic).splitlines()[0] for diagnostic in caught.value.diagnostics] == [
        "figures/bars.py:1: error[figure-script-runs]: the script ends the process that it runs in"
    ]


class Ended(Executor):
    """An executor whose process is ended: the first run is told so, and no other is taken."""

    def __init__(self) -> None:
        self.first: Future[Any] = Future()

    def submit(self, _fn: Callable[..., Any], /, *_args: Any, **_kwargs: Any) -> Future[Any]:
        if self.first.done():
            raise BrokenProcessPool
        self.first.set_exception(BrokenProcessPool())
        return self.first


@pytest.mark.slow
def test_scripts_whose_process_the_system_ends_are_told_too(project: Project) -> None:
    with pytest.raises(BuildError) as caught:
        draw(project, EVERYTHING, Ended())
    assert {str(diagnostic.location) for diagnostic in caught.value.diagnostics} == {
        "figures/bars.py:1",
        "figures/events.py:1",
    }
    assert all("but not when the script ran alone" in diagnostic.message for diagnostic in caught.value.diagnostics)
