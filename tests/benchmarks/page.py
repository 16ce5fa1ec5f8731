"""The last full measurement in the documentation: what it says of how this came about, a table, and a chart."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.record import read, text_of
from tests.benchmarks.rows import AGAIN, CLEAN, MANY, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.record import Many, Pair, Record, Taken

ROOT: Final = Path(__file__).parents[2]
RECORD: Final = Path(__file__).with_name("speed.json")
PAGE: Final = ROOT / "docs" / "speed.md"
CHART: Final = ROOT / "docs" / "pictures" / "speed.svg"

BEGINNING: Final = "<!-- what was measured -->"
END: Final = "<!-- end of what was measured -->"

BUSY: Final = 0.5
"""The load from which on other programs make a measurement worse."""

GOALS: Final = {(90, "clean"): 130.0, (90, "again"): 2.0, (90, "paragraph"): 8.0}
"""The seconds that rows should take with many cases."""

COLUMNS: Final = ("", "before", "now", "before ÷ now", "CPU before", "CPU now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the table: what was done, what it took before and takes now, how they compare, and the goal.

    `cpu` is what all processors together spent on it before and now.
    """

    title: str
    before: str
    now: str
    ratio: str = ""
    cpu: tuple[str, str] = ("", "")
    goal: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in `COLUMNS`."""
        return (self.title, self.before, self.now, self.ratio, *self.cpu)


def lines(record: Record) -> Iterator[Line]:
    """Yield the lines of the table, in the order in which people read it: those of `ROWS` first."""
    yield from (_line(row.title, record.rows[row.name], row.goal) for row in ROWS)
    clean = record.rows[CLEAN.name]
    yield _memory(f"peak memory of a clean build, {record.cases} cases", clean, 1.0)
    for index, (way, goal) in enumerate((("one edition after the other", "8"), ("side by side", "4.5"))):
        title = f"Quarto, the documents alone, {way} ÷ a clean build"
        shares = [f"{record.quarto[index] / taken.median:.1f}" if taken and record.quarto else "not measured"
                  for taken in (clean.before, clean.now)]  # fmt: skip
        yield Line(title=title, before=shares[0], now=shares[1], goal=goal)
    for many in record.many:
        yield from _lines_of(many, record)


def _lines_of(many: Many, record: Record) -> Iterator[Line]:
    clean, few = many.rows[CLEAN.name], record.rows[CLEAN.name]
    for row in MANY:
        title = f"{many.cases:,} cases: {row.title}"
        yield _line(title, many.rows[row.name], GOALS.get((many.cases, row.name)))
    yield _memory(f"{many.cases:,} cases: peak memory of a clean build", clean, 3.0)
    more = many.cases - record.cases
    now = (clean.now.median - few.now.median) / more
    before = (clean.before.median - few.before.median) / more if clean.before and few.before else None
    yield Line(
        title=f"{many.cases:,} cases: for each case more, in a clean build",
        before="–" if before is None else seconds(before),
        now=seconds(now),
        ratio="" if before is None else times(before / now),
    )


def _line(title: str, pair: Pair, goal: float | None) -> Line:
    now, before = pair.now.median, pair.before.median if pair.before else None
    return Line(
        title=title,
        before="–" if before is None else seconds(before),
        now=seconds(now),
        ratio="" if before is None else times(before / now),
        cpu=(_processors(pair.before), _processors(pair.now)),
        goal=f"{goal:g} s" if goal else "",
    )


def _processors(taken: Taken | None) -> str:
    return seconds(statistics.median(taken.cpu)) if taken else "–"


def _memory(title: str, pair: Pair, goal: float) -> Line:
    before, now = max(pair.before.memory) if pair.before else 0, max(pair.now.memory)
    return Line(
        title=title,
        before=f"{before / 1e9:.1f} GB" if before else "–",
        now=f"{now / 1e9:.1f} GB",
        ratio=times(before / now) if before else "",
        goal=f"{goal:.1f} GB",
    )


def seconds(value: float) -> str:
    """Return seconds as the table and the chart show them."""
    return f"{value:.1f} s" if value >= 1 else f"{value:.2f} s"


def times(ratio: float) -> str:
    """Return how many times as fast or as small something is, as the table shows it."""
    return f"{ratio:.0f}×" if ratio >= 10 else f"{ratio:.1f}×"


def told(record: Record) -> str:
    """Return what is said of how a record came about."""
    runs = len(record.rows[CLEAN.name].now.seconds)
    how = "Measured once" if runs == 1 else f"Medians of {runs} runs"
    text = f"{how}, {record.day}, on {record.cores} cores with {record.machine}. Before is commit {record.against[:7]}."
    if record.load < BUSY:
        return text
    busy = f"Other programs were running (a load of {record.load:.1f}), so times are too long, and only those of the"
    return f"{text} {busy} processors can be compared."


def alternative(record: Record) -> str:
    """Return the text that stands for the chart."""
    clean, again = (_line(row.title, record.rows[row.name], None) for row in (CLEAN, AGAIN))
    return (
        "Two bars for each command in the table above, for what it took before and what it takes now. A clean build "
        f"took {clean.before} before and takes {clean.now} now; the same build again took {again.before} before and "
        f"takes {again.now} now."
    )


def section(record: Record) -> str:
    """Return what the page shows of a record."""
    rows = (COLUMNS, (":--", *["--:"] * (len(COLUMNS) - 1)), *(line.cells for line in lines(record)))
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"{told(record)}\n\n{table}\n![{alternative(record)}]({CHART.relative_to(PAGE.parent).as_posix()})\n"


def shown_in(page: str, record: Record) -> str:
    """Return the text of a page with a record between its marks."""
    before, _, rest = page.partition(BEGINNING)
    return f"{before}{BEGINNING}\n\n{section(record)}\n{END}{rest.partition(END)[2]}"


def recorded() -> Record:
    """Return the last full measurement."""
    return read(RECORD.read_text(encoding="utf-8"))


def write(record: Record, chart: bytes) -> None:
    """Keep a record and its chart, and show both in the documentation."""
    RECORD.write_text(text_of(record), encoding="utf-8")
    CHART.write_bytes(chart)
    PAGE.write_text(shown_in(PAGE.read_text(encoding="utf-8"), record), encoding="utf-8")
