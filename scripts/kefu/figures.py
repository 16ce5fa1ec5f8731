"""Figures → drawings: each script is run once per build for everything that it draws, and what goes wrong is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu.cache import Step
from kefu.diagnostics import BuildError, Diagnostic, Location, has_errors
from kefu.drawing import Run
from kefu.layout import FIGURES
from kefu.model import FigureInput
from kefu.rules.figures import FIGURE_SCRIPT_RUNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import PurePosixPath

    from kefu.cache import Store
    from kefu.drawing import Outcome, Told
    from kefu.model import Case, Figure, Project, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawn figure: its slug, the id of the case that it is drawn for (or an empty string), and its SVG."""

    slug: str
    case_id: str
    svg: bytes

    @property
    def name(self) -> str:
        """The name of the drawing's file."""
        return drawing_name(self.slug, self.case_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """All drawings of a build, and the warnings of their scripts."""

    drawings: tuple[Drawing, ...]
    warnings: tuple[Diagnostic, ...]


def drawing_name(slug: str, case_id: str) -> str:
    """Return the file name of a drawing; figure slugs and case ids have no underscores, so names never collide."""
    return f"{slug}_{case_id}.svg" if case_id else f"{slug}.svg"


def script_of(name: str) -> PurePosixPath:
    """Return the path of the script that draws a drawing, by the name of its file."""
    return FIGURES / f"{name.removesuffix('.svg').partition('_')[0]}.py"


def drawn_once(
    runs: Sequence[Run], run_all: Callable[[Sequence[Run]], Sequence[Outcome]], store: Store
) -> list[Outcome]:
    """Return what comes of figure scripts, which run unless a store has it; one that drew nothing runs again."""
    return store.keep_each(Step.DRAW, run_all, runs, lasts=lambda outcome: bool(outcome.svg))


def draw(project: Project, wanted: Iterable[str], run_all: Callable[[Sequence[Run]], Sequence[Outcome]]) -> Drawn:
    """Draw the wanted figures, given by the names of their drawings; `run_all` runs scripts, as a studio does.

    Raises `BuildError` with the failures of all scripts, each at its own line.
    """
    names = frozenset(wanted)
    everything: list[tuple[Figure, Case | None]] = []
    for figure in project.figures:
        owners = _owners(figure, project)
        everything += [(figure, owner) for owner in owners if drawing_name(figure.slug, _id(owner)) in names]
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
        )
        for figure, owner in everything
    ]
    outcomes = run_all(runs)
    found = [
        _diagnostic(figure.script, told)
        for (figure, _), outcome in zip(everything, outcomes, strict=True)
        for told in outcome.told
    ]
    if has_errors(found):
        raise BuildError(found)
    return Drawn(
        drawings=tuple(
            Drawing(slug=figure.slug, case_id=_id(owner), svg=outcome.svg)
            for (figure, owner), outcome in zip(everything, outcomes, strict=True)
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
