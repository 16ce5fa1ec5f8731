"""How long it takes from a saved file until its page is seen in a preview: `nox -s bench -- --preview`.

A preview of a copy of this repository's project is started, each file is saved several times, and what is looked at is
fetched as soon as the preview says that it has changed, as the browser does. Medians are shown.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import queue
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil
from rich.console import Console
from rich.table import Table
from tests.benchmarks.edits import SCRIPT, cases, copied, redrawn

if TYPE_CHECKING:
    from collections.abc import Callable

CONSOLE: Final = Console(width=None if sys.stdout.isatty() else 130)
LATE: Final = 300
"""Seconds after which nothing is waited for any more."""

REPORT: Final = "report/report"
PAGE: Final = ""
PDF: Final = "file.pdf"
FIRST: Final = "report/inledning.md"
MIDDLE: Final = "report/tidigare-forskning.md"
LAST: Final = "report/intervjuguide.md"


def said(project: Path, path: str, number: int) -> None:
    """Add a sentence to the end of a text."""
    text = (project / path).read_text(encoding="utf-8").rstrip()
    (project / path).write_text(f"{text}\n\nKlockan slog {number} gånger.\n", encoding="utf-8")


def cited(project: Path, number: int) -> None:
    """Change the title of the first work in the bibliography."""
    path = project / "bibliography" / "references.bib"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(title\s*=\s*\{)", rf"\g<1>{number} ", text, count=1), encoding="utf-8")


def described(project: Path, number: int) -> None:
    """Change the description of the publication."""
    path = project / "report" / "publication.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^subtitle: .*$", f"subtitle: Nummer {number}", text, count=1), encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A file that is saved, by what is done to it, and a document that shows it; each format has a goal in seconds."""

    title: str
    edit: Callable[[Path, int], None]
    document: str
    goals: tuple[tuple[str, float], ...] = ((PAGE, 0.3), (PDF, 1.0))


class Preview:
    """A preview of a project, as a browser asks it."""

    def __init__(self, project: Path) -> None:
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kefu", "preview", "--root", str(project), "--no-open"],
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stdout
        found = re.search(r"http://([\d.:]+)/([\w-]+)/", self.process.stdout.readline())
        assert found
        self.host, self.token = found[1], found[2]
        self.state: dict[str, Any] = {}
        self.states: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        connection = http.client.HTTPConnection(self.host)
        connection.request("GET", f"/{self.token}/events")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                self.states.put(json.loads(line[6:]))

    def fetch(self, document: str, name: str) -> bytes:
        """Return a document's page or file."""
        connection = http.client.HTTPConnection(self.host, timeout=LATE)
        connection.request("GET", f"/{self.token}/document/{document}/{name}")
        content = connection.getresponse().read()
        connection.close()
        return content

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the last state, as soon as it is wanted; raises `queue.Empty` if none is for long."""
        while not (self.state and self.states.empty() and wanted(self.state)):
            self.state = self.states.get(timeout=LATE)
        return self.state

    def computed(self) -> float:
        """Return how many seconds all its processes have computed."""
        own = psutil.Process(self.process.pid)
        times = [one.cpu_times() for one in (own, *own.children(recursive=True))]
        return sum(spent.user + spent.system + spent.children_user + spent.children_system for spent in times)

    def end(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(timeout=LATE)


def seen(preview: Preview, row: Row, name: str, project: Path, number: int) -> tuple[float, float]:
    """Save a file, and return the seconds until its document is seen, and those that processors have computed."""
    known = revision(preview.until(is_done), row.document)
    computed, begun = preview.computed(), time.monotonic()
    row.edit(project, number)
    preview.until(lambda state: revision(state, row.document) != known)
    preview.fetch(row.document, name)
    return time.monotonic() - begun, preview.computed() - computed


def is_done(state: dict[str, Any]) -> bool:
    """Return whether nothing is left to do."""
    return bool(state["documents"]) and not state["busy"]


def revision(state: dict[str, Any], document: str) -> str:
    """Return what stands for the contents of a document in a state."""
    return next(str(one["revision"]) for one in state["documents"] if one["id"] == document)


def rows(project: Path) -> tuple[Row, ...]:
    """Return what is measured in a project."""
    case = cases(project)[1]
    text = str((case / "case.md").relative_to(project))
    return (
        Row(title="a case", edit=lambda folder, n: said(folder, text, n), document=f"student/{case.name}"),
        Row(title="the report's first chapter", edit=lambda folder, n: said(folder, FIRST, n), document=REPORT),
        Row(title="a chapter in its middle", edit=lambda folder, n: said(folder, MIDDLE, n), document=REPORT),
        Row(title="its last one", edit=lambda folder, n: said(folder, LAST, n), document=REPORT),
        Row(title=SCRIPT, edit=redrawn, document=REPORT, goals=((PAGE, 0.3),)),
        Row(title="references.bib", edit=cited, document=REPORT, goals=((PAGE, 0.3),)),
        Row(title="publication.yaml", edit=described, document=REPORT, goals=((PAGE, 0.3),)),
    )


def main() -> None:
    """Measure, and show what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    table = Table("saved", "seen as", "median, s", "CPU, s", "goal, s")
    with tempfile.TemporaryDirectory(prefix="kefu-bench-") as folder:
        project = copied(Path(folder, "project"))
        case = cases(project)[0]
        for title, goal in (("start, empty cache", 4.0), ("start", 2.0)):
            preview = Preview(project)
            preview.fetch(f"student/{case.name}", PAGE)
            table.add_row(title, "page", f"{time.monotonic() - preview.begun:.2f}", "", str(goal))
            preview.until(is_done)
            preview.end()
        preview = Preview(project)
        for row in rows(project):
            for name, goal in row.goals:
                preview.fetch(row.document, name)
                taken = [seen(preview, row, name, project, number) for number in range(2, runs + 2)]
                wall, computed = (statistics.median(column) for column in zip(*taken, strict=True))
                table.add_row(row.title, name or "page", f"{wall:.2f}", f"{computed:.2f}", str(goal))
        preview.end()
    CONSOLE.print(table)
    CONSOLE.print(f"the machine has {os.cpu_count()} cores and a load of {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
