"""How fast this program is, beside another commit of it: `nox -s bench`.

Each run copies the sample publication of that commit twice, once for each program, and does to both what `rows.py`
lists, one after the other, so that whatever else the machine does strikes both: an older program cannot read what was
written for a later one. `--runs` says how often; medians are shown.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from ruamel.yaml import YAML
from tests.benchmarks import edits, quarto
from tests.benchmarks.chart import chart
from tests.benchmarks.multiplied import REPOSITORY, multiplied
from tests.benchmarks.page import COLUMNS, lines, told, write
from tests.benchmarks.record import Many, Pair, Record, Taken, text_of
from tests.benchmarks.rows import MANY, ROWS, measured_in_turn
from tests.benchmarks.sides import Side, git, last_without_cache, other, same_packages, this

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.benchmarks.rows import Row

CONSOLE: Final = Console(width=None if sys.stdout.isatty() else 130)

Project = Callable[[Path], Path]
"""Writes a project in a new folder, and returns the folder."""


def measured(rows: tuple[Row, ...], now: Side, before: Side | None, runs: int, project: Project) -> Mapping[str, Pair]:
    """Measure rows so many times, each time with new projects, and return what they took by name."""
    taken: dict[tuple[str, Side], Taken] = defaultdict(Taken)
    for run in range(1, runs + 1):
        with tempfile.TemporaryDirectory(prefix="kefu-bench-") as folder, CONSOLE.status("") as status:
            projects = {side: project(Path(folder, str(place))) for place, side in enumerate((before, now)) if side}
            for copy in projects.values():
                edits.touched(copy, 0)

            def saying(title: str, run: int = run) -> None:
                status.update(f"run {run} of {runs}: {title}")

            for row, side, spent in measured_in_turn(rows, projects, run, saying):
                taken[row.name, side] += Taken(
                    seconds=(round(spent.seconds, 3),), cpu=(round(spent.cpu, 2),), memory=(spent.memory,)
                )
    return {
        row.name: Pair(before=taken[row.name, before] if before else None, now=taken[row.name, now]) for row in rows
    }


def measured_with(cases: int, now: Side, before: Side) -> Many:
    """Measure a project of so many cases once; a version that cannot build it is left out."""
    other_ = before if before.counts_far or cases < 100 else None
    source = before.repository
    return Many(cases=cases, rows=measured(MANY, now, other_, 1, lambda folder: multiplied(folder, cases, source)))


def measured_of_quarto(now: Side, before: Side) -> tuple[float, float] | None:
    """Return the seconds that Quarto takes for the same documents, or nothing where it is not installed."""
    program = quarto.program()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="kefu-bench-") as folder, CONSOLE.status("Quarto"):
        project = edits.copied(Path(folder, "project"), before.repository)
        editions = YAML().load((project / "report" / "publication.yaml").read_text(encoding="utf-8"))["editions"]
        return quarto.measured(program, now, project, Path(folder), [*editions])


def show(record: Record) -> None:
    """Print the table of a record."""
    table = Table(title="What a user gets", caption=told(record))
    for name in (*COLUMNS, "to reach"):
        table.add_column(name, justify="right" if name else "left", min_width=None if name else 40)
    for line in lines(record):
        table.add_row(*line.cells, line.goal)
    CONSOLE.print(table)


def main() -> None:
    """Read the arguments, measure, and show and keep what was measured."""
    parser = argparse.ArgumentParser(prog="nox -s bench --", description="Measure this program beside another commit.")
    parser.add_argument("--against", metavar="COMMIT", help="the other commit (default: the last one without a cache)")
    parser.add_argument("--runs", type=int, default=3, help="how often everything is measured (default: 3)")
    parser.add_argument(
        "--cases",
        type=int,
        action="append",
        default=[],
        help="measure a project of so many cases too, once; repeatable",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was measured in this file")
    parser.add_argument("--record", action="store_true", help="show what was measured in docs/speed.md")
    given = parser.parse_args()
    if given.runs < 1:
        parser.error("at least one run is needed")
    few = len(edits.cases(REPOSITORY))
    if any(cases <= few for cases in given.cases):
        parser.error(f"the project has {few} cases already")
    against = git("rev-parse", "--verify", f"{given.against or last_without_cache()}^{{commit}}")
    if not same_packages(against):
        CONSOLE.print("[yellow]The other commit builds with other packages; it is measured with those of this one.")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    with other(against) as before:
        now = this()
        record = Record(
            against=against,
            day=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
            machine=f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
            cores=os.cpu_count() or 1,
            load=round(load, 2),
            cases=few,
            rows=measured(ROWS, now, before, given.runs, lambda folder: edits.copied(folder, before.repository)),
            quarto=measured_of_quarto(now, before),
            many=tuple(measured_with(cases, now, before) for cases in given.cases),
        )
    show(record)
    if given.json:
        given.json.write_text(text_of(record), encoding="utf-8")
    if given.record:
        write(record, chart(record))


if __name__ == "__main__":
    main()
