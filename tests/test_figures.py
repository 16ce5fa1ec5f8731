"""Figure scripts run once each, fail at their own line, and draw the same bytes everywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.conftest import REPOSITORY
from tests.drawing.writing import Easel, drawing

from kefu.diagnostics import BuildError, Location
from kefu.figures import draw, drawing_name, drawings_by_name, script_of, undrawn
from kefu.load import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kefu.model import Project

EVERYTHING = ("bars.svg", "events_skolan.svg", "events_bron.svg")


def with_script(project: Project, slug: str, text: str) -> Project:
    """Return the project with another script for one of its figures."""
    figures = tuple(
        replace(figure, script=replace(figure.script, text=text)) if figure.slug == slug else figure
        for figure in project.figures
    )
    return replace(project, figures=figures)


def test_a_wanted_figure_is_drawn_once_however_many_documents_show_it(project: Project) -> None:
    pool = Easel()
    drawn = draw(project, [*EVERYTHING, *EVERYTHING, *EVERYTHING], pool.draw)
    assert len(pool.runs) == len(EVERYTHING)
    assert [drawing.name for drawing in drawn.drawings] == ["bars.svg", "events_skolan.svg", "events_bron.svg"]
    assert drawn.warnings == ()


@pytest.mark.parametrize("wanted", [(), ("bars.svg",), ("events_bron.svg",)], ids=str)
def test_only_what_is_wanted_is_drawn(wanted: tuple[str, ...], project: Project) -> None:
    pool = Easel()
    assert set(drawings_by_name(draw(project, wanted, pool.draw))) == set(wanted)
    assert len(pool.runs) == len(wanted)


def test_a_script_that_nobody_wants_is_not_run(project: Project) -> None:
    broken = with_script(project, "bars", "raise SystemExit\n")
    assert set(drawings_by_name(draw(broken, ["events_bron.svg"], Easel().draw))) == {"events_bron.svg"}


def test_a_figure_for_cases_is_given_each_case_and_one_for_the_project_none(project: Project) -> None:
    tell = drawing("raise ValueError(given.case and given.case.title, sorted(given.cases))")
    for slug, names, messages in (
        ("events", EVERYTHING[1:], {"ValueError: ('Skolan', [1, 2])", "ValueError: ('Bron', [1, 2])"}),
        ("bars", EVERYTHING[:1], {"ValueError: (None, [1, 2])"}),
    ):
        with pytest.raises(BuildError) as caught:
            draw(with_script(project, slug, tell), names, Easel().draw)
        assert {diagnostic.message for diagnostic in caught.value.diagnostics} == messages


def test_a_figure_is_given_the_tables_that_its_description_names_and_the_themes(project: Project) -> None:
    tell = drawing("raise ValueError(given.tables, given.themes)")
    with pytest.raises(BuildError) as caught:
        draw(with_script(project, "bars", tell), ["bars.svg"], Easel().draw)
    (told,) = caught.value.diagnostics
    assert "{'bars.csv': ({'namn': 'ett', 'antal': '1'}, {'namn': 'två', 'antal': '2'})}" in told.message
    assert "{'roles': 'Rollfördelning', 'trust': 'Förtroende'}" in told.message


def test_the_failures_of_all_scripts_are_raised_together(project: Project) -> None:
    broken = with_script(with_script(project, "bars", "1 / 0\n"), "events", "\nimport nowhere_to_be_found\n")
    with pytest.raises(BuildError) as caught:
        draw(broken, EVERYTHING, Easel().draw)
    assert [str(diagnostic.location) for diagnostic in caught.value.diagnostics] == [
        "figures/bars.py:1",
        "figures/events.py:2",
    ]


def test_warnings_come_with_the_drawings(project: Project) -> None:
    text = drawing("import warnings", "warnings.warn('se upp')", "return canvas(given.theme, 10)[0]")
    drawn = draw(with_script(project, "bars", text), EVERYTHING, Easel().draw)
    assert len(drawn.drawings) == len(EVERYTHING)
    assert [str(warning) for warning in drawn.warnings] == ["figures/bars.py:6: warning[figure-script-runs]: se upp"]


def test_areas_that_look_alike_in_grey_are_told_once_at_the_function_that_draws_them(project: Project) -> None:
    text = drawing(
        "figure, axes = canvas(given.theme, 10)",
        "axes.bar([0, 1, 2], 5, width=1, linewidth=0, color=given.theme.fine_scale[1:4])",
        "return figure",
    )
    drawn = draw(with_script(project, "bars", text), ["bars.svg"], Easel().draw)

    assert [str(warning.rule) for warning in drawn.warnings] == ["areas-are-told-apart"] * 2
    assert {warning.location for warning in drawn.warnings} == {Location(path=PurePosixPath("figures/bars.py"), line=4)}
    assert drawn.warnings[0].message.endswith("#e3edf5 and #c2d8ea, have a contrast of only 1.2:1 in grey")


def test_a_drawing_is_an_svg_of_its_size_with_text_as_outlines_and_without_a_date(project: Project) -> None:
    drawings = drawings_by_name(draw(project, EVERYTHING, Easel().draw))
    for name, height in {"bars.svg": 40, "events_bron.svg": 30}.items():
        root = ET.fromstring(drawings[name])  # noqa: S314 - our own file
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(137 / 25.4 * 72, abs=0.01)
        assert float(root.attrib["height"].removesuffix("pt")) == pytest.approx(height / 25.4 * 72, abs=0.01)
        assert root.find(".//{http://www.w3.org/2000/svg}text") is None
        assert b"<dc:date>" not in drawings[name]
        assert b"Matplotlib v" not in drawings[name]


def test_drawing_twice_gives_the_same_bytes(project: Project) -> None:
    assert draw(project, EVERYTHING, Easel().draw) == draw(project, EVERYTHING, Easel().draw)


DIGESTS = """
import hashlib, pathlib, sys
from kefu.figures import draw, drawing_name, drawings_by_name, script_of, undrawn
from kefu.load import load
from kefu.drawing import open_studio

project = load(pathlib.Path(sys.argv[1]), jobs=1).project
names = [drawing_name(figure.slug, id) for figure in project.figures for id in ("", "skolan", "bron")]
with open_studio(1) as drawing:
    drawn = draw(project, names, drawing.draw)
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


def test_a_script_that_draws_for_narrow_screens_does_so_whenever_its_figure_is_wanted(project: Project) -> None:
    text = drawing("return canvas(given.theme, 10)[0]")
    text += "\n\ndef draw_narrow(given):\n    return canvas(given.theme, 20, width=88)[0]\n"
    drawings = drawings_by_name(draw(with_script(project, "bars", text), ["bars.svg"], Easel().draw))
    widths = {name: ET.fromstring(svg).attrib["width"] for name, svg in drawings.items()}  # noqa: S314 - our own

    assert (
        set(drawings)
        == {"bars.svg", "bars.narrow.svg"}
        == set(undrawn(with_script(project, "bars", text), ["bars.svg"]))
    )
    assert float(widths["bars.narrow.svg"].removesuffix("pt")) == pytest.approx(88 / 25.4 * 72, abs=0.01)
    assert {script_of(name) for name in drawings} == {PurePosixPath("figures/bars.py")}


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
