"""How long the phases of a clean build take, and the check alone: run it with `nox -s bench -- --phases`.

Every build is a new process that writes into a new folder, so nothing is warm but the system's file cache. The time
of a phase ends where the next one begins; what comes before the first is loading the program, what comes after the
last is publishing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from tests.benchmarks.watching import Watch, largest_child

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY: Final = Path(__file__).parents[2]
ITSELF: Final = (sys.executable, "-m", "tests.benchmarks.bench_build")
LOADING: Final = "loading the program"
PUBLISHING: Final = "publishing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One build: seconds of each phase in order, its number of files and pages, and its memory in bytes.

    `check` is the seconds that `kefu check` takes for what was built, `formats` those of rendering one format alone.
    """

    phases: Mapping[str, float]
    check: float
    formats: Mapping[str, float]
    files: int
    pages: int
    memory: int

    @property
    def seconds(self) -> float:
        """The wall time of the whole build."""
        return sum(self.phases.values())


def build_once(root: Path, out: Path, jobs: int, begun: float) -> None:
    """Build in this process, and print when each phase began, in seconds since `begun`, as JSON."""
    from kefu.processes.workers import preload  # noqa: PLC0415 - loading it is a part of what is measured

    preload()
    from kefu.pipeline import build  # noqa: PLC0415 - same reason

    marks: dict[str, float] = {}

    def progress(doing: str, done: int, total: int) -> None:
        marks.setdefault(doing, time.time() - begun)
        if doing == "checking" and done == total:
            marks[PUBLISHING] = time.time() - begun

    made = build(root, out, jobs=jobs, progress=progress)
    pages = sum(artifact.pages or 0 for artifact in made.artifacts)
    print(json.dumps({"marks": marks, "files": len(made.artifacts), "pages": pages}))  # noqa: T201 - for `measure`


def render_once(root: Path, jobs: int) -> None:
    """Render every document in one format after the other, and print how long each format takes, as JSON."""
    from kefu.assemble import assemble, outlines  # noqa: PLC0415 - only this process renders
    from kefu.authored import Format  # noqa: PLC0415 - same reason
    from kefu.drawing import open_studio  # noqa: PLC0415 - same reason
    from kefu.engines.pandoc import PandocEngine  # noqa: PLC0415 - same reason
    from kefu.figures import draw, drawings_by_name  # noqa: PLC0415 - same reason
    from kefu.load import load  # noqa: PLC0415 - same reason
    from kefu.processes.workers import workers  # noqa: PLC0415 - same reason
    from kefu.rendering import render  # noqa: PLC0415 - same reason

    seconds: dict[str, float] = {}
    with open_studio(jobs) as drawing, workers(jobs) as pool:
        project = load(root, jobs=jobs).project
        everything = outlines(project)
        drawn = draw(project, (name for outline in everything for name in outline.drawings), drawing.draw)
        pictures = drawings_by_name(drawn)
        documents = assemble(project, everything, everything, pictures, project.publication.date, jobs=jobs)
        for format_ in Format:
            chosen = [
                replace(
                    one,
                    edition=replace(
                        one.edition, description=one.edition.description.model_copy(update={"formats": (format_,)})
                    ),
                )
                for one in documents
                if format_ in one.edition.description.formats
            ]
            begun = time.time()
            render(chosen, project, PandocEngine(), pool, lambda _made: None)
            seconds[f"{format_}, {len(chosen)} documents"] = time.time() - begun
    print(json.dumps(seconds))  # noqa: T201 - for `measure`


def measure(root: Path, jobs: int) -> Run:
    """Build in a new process and a new folder, and return what it took."""
    with tempfile.TemporaryDirectory(prefix="kefu-bench-") as folder:
        out = Path(folder, "dist")
        begun = time.time()
        arguments = [str(root), "--jobs", str(jobs), "--out", str(out), "--begun", str(begun)]
        process = subprocess.Popen(
            [*ITSELF, *arguments], cwd=REPOSITORY, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True
        )
        watch = Watch(process.pid)
        said, _ = process.communicate()
        seconds = time.time() - begun
        memory = watch.stop().memory or largest_child()
        if process.returncode:
            sys.exit(f"the build failed with exit code {process.returncode}")
        checking = time.time()
        command = ["check", "--root", str(root), "--out", str(out), "--jobs", str(jobs)]
        subprocess.run([sys.executable, "-m", "kefu", *command], stdout=subprocess.DEVNULL, check=True)
        check = time.time() - checking
    alone = [*ITSELF, str(root), "--jobs", str(jobs), "--formats"]
    formats = json.loads(subprocess.run(alone, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True).stdout)
    result = json.loads(said)
    names = [LOADING, *result["marks"]]
    times = [0.0, *result["marks"].values(), seconds]
    phases = {name: after - before for name, before, after in zip(names, times, times[1:], strict=False)}
    return Run(phases=phases, check=check, formats=formats, files=result["files"], pages=result["pages"], memory=memory)


def show(runs: list[Run], jobs: int) -> None:
    """Print a row for each phase, with every run and the median."""
    table = Table(
        title=f"Clean build: {runs[0].files} files, {runs[0].pages} pages, {jobs} jobs on {os.cpu_count()} cores",
        caption=f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
    )
    table.add_column("seconds")
    for index in range(len(runs)):
        table.add_column(f"run {index + 1}", justify="right")
    table.add_column("median", justify="right", style="bold")
    for phase in runs[0].phases:
        add_row(table, phase, [run.phases[phase] for run in runs], 2)
    table.add_section()
    add_row(table, "all", [run.seconds for run in runs], 2)
    for format_ in runs[0].formats:
        add_row(table, f"rendering {format_}", [run.formats[format_] for run in runs], 2)
    table.add_section()
    add_row(table, "kefu check, alone", [run.check for run in runs], 2)
    add_row(table, "peak memory, MB", [run.memory / 1e6 for run in runs], 0)
    Console().print(table)


def add_row(table: Table, name: str, values: list[float], digits: int) -> None:
    """Add the values of every run, and their median."""
    table.add_row(name, *(f"{value:.{digits}f}" for value in [*values, statistics.median(values)]))


def main() -> None:
    """Read the arguments and measure, or build for a measurement."""
    parser = argparse.ArgumentParser(description="Measure clean builds of a project.")
    parser.add_argument("root", type=Path, nargs="?", default=REPOSITORY, help="the project's folder")
    parser.add_argument("--runs", type=int, default=3, help="how many builds (default: 3)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one for each core)")
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--begun", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--formats", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.out:
        build_once(given.root, given.out, given.jobs, given.begun)
    elif given.formats:
        render_once(given.root, given.jobs)
    elif given.runs < 1:
        parser.error("at least one run is needed")
    else:
        show([measure(given.root.resolve(), given.jobs) for _ in range(given.runs)], given.jobs)


if __name__ == "__main__":
    main()
