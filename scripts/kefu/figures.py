"""Run figure scripts: each of them once per build, in parallel, with the same bytes every time."""

from __future__ import annotations

import io
import sys
import traceback
import types
import warnings
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Diagnostic, Location, has_errors
from kefu.layout import FIGURES
from kefu.model import FigureInput
from kefu.processes.bounds import bounded
from kefu.processes.workers import workers
from kefu.rules.figures import FIGURE_SCRIPT_RUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import PurePosixPath

    from kefu.model import Case, Figure, Project, Source

SECONDS: Final = 60
"""The time limit for one script. The longest one in this repository takes less than one second."""


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


def draw(project: Project, wanted: Iterable[str], pool: Executor) -> Drawn:
    """Draw the wanted figures, given by the names of their drawings, in the pool's processes.

    Raises `BuildError` with the failures of all scripts, each at its own line.
    """
    names = frozenset(wanted)
    everything: list[tuple[Figure, Case | None]] = []
    for figure in project.figures:
        owners = _owners(figure, project)
        everything += [(figure, owner) for owner in owners if drawing_name(figure.slug, _id(owner)) in names]
    given = [
        FigureInput(
            cases={case.number: case.description for case in project.cases},
            case=owner.description if owner else None,
            themes=dict(project.publication.themes),
            tables={table.name: table.rows for table in figure.tables},
            theme=project.theme,
        )
        for figure, owner in everything
    ]
    runs = [(figure.script, one) for (figure, _), one in zip(everything, given, strict=True)]
    results = _results(runs, pool)
    found = [diagnostic for _, diagnostics in results for diagnostic in diagnostics]
    if has_errors(found):
        raise BuildError(found)
    return Drawn(
        drawings=tuple(
            Drawing(slug=figure.slug, case_id=_id(owner), svg=svg)
            for (figure, owner), (svg, _) in zip(everything, results, strict=True)
        ),
        warnings=tuple(found),
    )


def _owners(figure: Figure, project: Project) -> tuple[Case | None, ...]:
    """Return the cases that a figure is drawn for, or none, once, for the whole project."""
    match figure.description.for_:
        case "project":
            return (None,)
        case "case":
            return project.cases


def _results(
    runs: Sequence[tuple[Source, FigureInput]], pool: Executor
) -> Sequence[tuple[bytes, tuple[Diagnostic, ...]]]:
    """Return the result of running each script.

    A script that ends its process takes down the pool and everything running in it, so each is then run again, alone.
    """
    try:
        return [future.result() for future in [pool.submit(run_script, *run) for run in runs]]
    except BrokenProcessPool:
        found = [failure for run in runs for failure in _failures_alone(*run)]
        message = "the system killed the process that ran the script, but not when the script ran alone"
        raise BuildError(found or [_failure(script, 1, message) for script, _ in runs]) from None


def _failures_alone(script: Source, given: FigureInput) -> tuple[Diagnostic, ...]:
    with workers(1) as pool:
        try:
            _, found = pool.submit(run_script, script, given).result()
        except BrokenProcessPool:
            return (_failure(script, 1, "the script ends the process that it runs in"),)
    return found if has_errors(found) else ()


def _id(owner: Case | None) -> str:
    return owner.description.id if owner else ""


def run_script(script: Source, given: FigureInput) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Run one figure script and return its drawing as SVG, with what went wrong.

    The drawing is empty if a diagnostic is an error. A failure is reported at the line of the script where it happened,
    and so is exceeding the time or memory that a script may use.
    """
    from kefu.plotting import styled  # noqa: PLC0415 - only processes that draw load matplotlib

    with styled(given.theme):
        return _run(script, given)


def _run(script: Source, given: FigureInput) -> tuple[bytes, tuple[Diagnostic, ...]]:
    from matplotlib.figure import Figure  # noqa: PLC0415 - only processes that draw load matplotlib

    module = types.ModuleType(f"kefu_figure_{script.path.stem}")
    sys.modules[module.__name__] = module  # where dataclasses look up the names that a script defines
    try:
        with bounded(seconds=SECONDS), warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            exec(compile(script.text, str(script.path), "exec"), module.__dict__)  # noqa: S102 - the project's own scripts
            function = getattr(module, "draw", None)
            if not callable(function):
                return b"", (_failure(script, 1, "the script does not define a function “draw”"),)
            figure = function(given)
            if not isinstance(figure, Figure):
                return b"", (_failure(script, _line_of(function), "“draw” does not return a matplotlib figure"),)
            buffer = io.BytesIO()
            figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    except SyntaxError as error:
        return b"", (_failure(script, error.lineno or 1, f"SyntaxError: {error.msg}"),)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a script raises is a mistake in the script
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(script.path)]
        return b"", (_failure(script, (lines or [1])[-1] or 1, f"{type(error).__name__}: {error}"),)
    warned = {(str(w.message), w.lineno if w.filename == str(script.path) else 1) for w in caught}
    return buffer.getvalue(), tuple(
        Diagnostic(
            rule=FIGURE_SCRIPT_RUNS,
            location=Location(path=script.path, line=line),
            message=message,
            minor=True,
        )
        for message, line in sorted(warned)
    )


def _failure(script: Source, line: int, message: str) -> Diagnostic:
    hint = "a figure script defines “draw(given: FigureInput) -> Figure”; see kefu.plotting"
    return Diagnostic(
        rule=FIGURE_SCRIPT_RUNS,
        location=Location(path=script.path, line=line),
        message=message,
        hints=(hint,),
    )


def _line_of(function: object) -> int:
    return int(getattr(getattr(function, "__code__", None), "co_firstlineno", 1))


def drawings_by_name(drawn: Drawn) -> Mapping[str, bytes]:
    """Return the SVG of each drawing by its file name."""
    return {drawing.name: drawing.svg for drawing in drawn.drawings}
