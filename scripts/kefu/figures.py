"""Figures → drawings: each script is run once per build for everything that it draws, and what goes wrong is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.cache import Step
from kefu.diagnostics import BuildError, Diagnostic, Location, has_errors
from kefu.drawing import Run
from kefu.layout import FIGURES
from kefu.model import FigureInput
from kefu.rules.figures import AREAS_ARE_TOLD_APART, FIGURE_SCRIPT_RUNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import PurePosixPath

    from kefu.cache import Store
    from kefu.drawing import Outcome, Told
    from kefu.model import Case, Figure, Project, Source


SVG, NARROW_SVG = ".svg", ".narrow.svg"

NARROW: Final = re.compile(r"^def draw_narrow\(", re.MULTILINE)
"""How a script begins to define how its figure is drawn for narrow screens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawn figure: the name of its file, and its SVG."""

    name: str
    svg: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """All drawings of a build, and the warnings of their scripts."""

    drawings: tuple[Drawing, ...]
    warnings: tuple[Diagnostic, ...]


def drawing_name(slug: str, case_id: str) -> str:
    """Return the file name of a drawing; figure slugs and case ids have no underscores, so names never collide."""
    return f"{slug}_{case_id}{SVG}" if case_id else f"{slug}{SVG}"


def narrow_name(name: str) -> str:
    """Return the file name of a drawing for narrow screens, by that of the one for a page."""
    return name.removesuffix(SVG) + NARROW_SVG


def names_of(figure: Figure, case_id: str) -> tuple[str, ...]:
    """Return the file names of what a figure's script draws for a case, or for the project: first that for a page."""
    name = drawing_name(figure.slug, case_id)
    return (name, narrow_name(name)) if NARROW.search(figure.script.text) else (name,)


def undrawn(project: Project, names: Iterable[str]) -> dict[str, bytes]:
    """Return the file names of drawings, with those for narrow screens, each without a drawing."""
    wanted = frozenset(names)
    all_names = (names_of(figure, _id(owner)) for figure in project.figures for owner in _owners(figure, project))
    return {name: b"" for of_one in all_names if of_one[0] in wanted for name in of_one}


def script_of(name: str) -> PurePosixPath:
    """Return the path of the script that draws a drawing, by the name of its file."""
    return FIGURES / f"{name.partition('.')[0].partition('_')[0]}.py"


def drawn_once(
    runs: Sequence[Run], run_all: Callable[[Sequence[Run]], Sequence[Outcome]], store: Store
) -> list[Outcome]:
    """Return what comes of figure scripts, which run unless a store has it; one that drew nothing runs again."""
    return store.keep_each(Step.DRAW, run_all, runs, lasts=lambda outcome: bool(outcome.svg))


def draw(project: Project, wanted: Iterable[str], run_all: Callable[[Sequence[Run]], Sequence[Outcome]]) -> Drawn:
    """Draw the wanted figures, given by the names of their drawings, and their forms for narrow screens.

    `run_all` runs scripts, as a studio does.

    Raises `BuildError` with the failures of all scripts, each at its own line.
    """
    names = frozenset(wanted)
    everything: list[tuple[Figure, Case | None, str]] = []
    for figure in project.figures:
        for owner in _owners(figure, project):
            of_one = names_of(figure, _id(owner))
            everything += [(figure, owner, name) for name in of_one if of_one[0] in names]
    runs = [
        Run(
            script=figure.script,
            given=FigureInput(
                cases={case.number: case.description for case in project.cases},
                case=owner.description if owner else None,
                themes=dict(project.publication.themes),
                tables={table.name: table.rows for table in figure.tables},
                theme=project.theme,
            ),
            function="draw_narrow" if name.endswith(NARROW_SVG) else "draw",
        )
        for figure, owner, name in everything
    ]
    outcomes = run_all(runs)
    found = [
        _diagnostic(figure.script, told)
        for (figure, _, _), outcome in zip(everything, outcomes, strict=True)
        for told in outcome.told
    ]
    if has_errors(found):
        raise BuildError(found)
    return Drawn(
        drawings=tuple(
            Drawing(name=name, svg=outcome.svg) for (_, _, name), outcome in zip(everything, outcomes, strict=True)
        ),
        warnings=tuple(dict.fromkeys(found)),
    )


def _owners(figure: Figure, project: Project) -> tuple[Case | None, ...]:
    """Return the cases that a figure is drawn for, or none, once, for the whole project."""
    match figure.description.for_:
        case "project":
            return (None,)
        case "case":
            return project.cases


def _id(owner: Case | None) -> str:
    return owner.description.id if owner else ""


def _diagnostic(script: Source, told: Told) -> Diagnostic:
    if told.alike:
        return Diagnostic(
            rule=AREAS_ARE_TOLD_APART,
            location=Location(path=script.path, line=told.line),
            message=told.message,
            hints=("draw an edge of paper around each, as in “edgecolor=given.theme.light.paper, linewidth=1”",),
        )
    hint = "a figure script defines “draw(given: FigureInput) -> Figure”; see kefu.plotting"
    if told.message.startswith("PermissionError"):
        hint = "a script can use nothing but what it is given: list CSV files under “data” in its description"
    return Diagnostic(
        rule=FIGURE_SCRIPT_RUNS,
        location=Location(path=script.path, line=told.line),
        message=told.message,
        hints=() if told.minor else (hint,),
        minor=told.minor,
    )


def drawings_by_name(drawn: Drawn) -> Mapping[str, bytes]:
    """Return the SVG of each drawing by its file name."""
    return {drawing.name: drawing.svg for drawing in drawn.drawings}
