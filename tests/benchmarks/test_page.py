"""The documentation shows the last full measurement, and shows it rightly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.benchmarks.chart import chart
from tests.benchmarks.page import CHART, PAGE, lines, recorded, seconds, section, shown_in, times, told
from tests.benchmarks.record import Many, Pair, Record, Taken, read, text_of
from tests.benchmarks.rows import MANY, ROWS


def taken(*values: float, memory: int = 0) -> Taken:
    return Taken(seconds=values, cpu=tuple(value * 2 for value in values), memory=(memory,) * len(values))


PAIR = Pair(before=taken(30, 32, 90, memory=1_600_000_000), now=taken(0.5, 16, 17, memory=800_000_000))
RECORD = Record(
    against="0123456789abcdef",
    day="2026-12-01",
    machine="Python 3.11 on Linux",
    cores=2,
    load=0.1,
    cases=10,
    rows={row.name: PAIR for row in ROWS},
)


def test_the_documentation_shows_what_is_recorded() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert shown_in(page, recorded()) == page, "`nox -s bench -- --record` measures again and writes it"


@pytest.mark.slow
def test_the_chart_shows_what_is_recorded() -> None:
    assert CHART.read_bytes() == chart(recorded())


@pytest.mark.parametrize(
    "record",
    [
        RECORD,
        replace(RECORD, quarto=(119.0, 66.0)),
        replace(RECORD, many=(Many(cases=90, rows={row.name: PAIR for row in MANY}),)),
        replace(RECORD, many=(Many(cases=300, rows={row.name: replace(PAIR, before=None) for row in MANY}),)),
    ],
)
def test_a_record_is_read_as_it_was_written(record: Record) -> None:
    assert read(text_of(record)) == record


def test_a_line_has_the_medians_and_how_they_compare() -> None:
    first, *_ = lines(RECORD)
    assert first.cells[1:] == ("32.0 s", "16.0 s", "2.0×", "64.0 s", "32.0 s")
    assert first.goal == "14 s"


def test_memory_is_the_largest_of_all_runs() -> None:
    (memory,) = (line for line in lines(RECORD) if "memory" in line.title)
    assert (memory.title, memory.before, memory.now, memory.ratio, memory.goal) == (
        "peak memory of a clean build, 10 cases",
        "1.6 GB",
        "0.8 GB",
        "2.0×",
        "1.0 GB",
    )


def test_quarto_is_compared_where_it_was_measured() -> None:
    without = [line for line in lines(RECORD) if "Quarto" in line.title]
    assert [(line.before, line.now) for line in without] == [("not measured", "not measured")] * 2

    compared = [line for line in lines(replace(RECORD, quarto=(128.0, 64.0))) if "Quarto" in line.title]
    assert [(line.before, line.now, line.goal) for line in compared] == [("4.0", "8.0", "8"), ("2.0", "4.0", "4.5")]


def test_each_case_more_costs_what_a_larger_project_takes_longer() -> None:
    clean = Pair(before=taken(352), now=taken(96))
    many = Many(cases=90, rows={row.name: clean for row in MANY})
    told_ = [line for line in lines(replace(RECORD, many=(many,))) if line.title.startswith("90 cases")]
    assert [line.goal for line in told_[:3]] == ["130 s", "2 s", "8 s"]
    assert (told_[-1].title, told_[-1].before, told_[-1].now, told_[-1].ratio) == (
        "90 cases: for each case more, in a clean build",
        "4.0 s",
        "1.0 s",
        "4.0×",
    )


def test_what_could_not_be_measured_before_is_left_open() -> None:
    many = Many(cases=1000, rows={row.name: replace(PAIR, before=None) for row in MANY})
    told_ = [line for line in lines(replace(RECORD, many=(many,))) if line.title.startswith("1,000 cases")]
    assert {(line.before, line.ratio) for line in told_} == {("–", "")}


def test_a_busy_machine_is_told() -> None:
    assert told(RECORD) == (
        "Medians of 3 runs, 2026-12-01, on 2 cores with Python 3.11 on Linux. Before is commit 0123456."
    )
    assert "(a load of 6.2)" in told(replace(RECORD, load=6.2))
    once = replace(RECORD, rows={row.name: Pair(before=taken(3), now=taken(1)) for row in ROWS})
    assert told(once).startswith("Measured once, ")


@pytest.mark.parametrize(("value", "shown"), [(0.456, "0.46 s"), (1.04, "1.0 s"), (353.26, "353.3 s")])
def test_seconds_have_as_many_digits_as_say_something(value: float, shown: str) -> None:
    assert seconds(value) == shown


@pytest.mark.parametrize(("ratio", "shown"), [(0.97, "1.0×"), (8.44, "8.4×"), (64.2, "64×")])
def test_ratios_too(ratio: float, shown: str) -> None:
    assert times(ratio) == shown


@pytest.mark.slow
def test_a_chart_repeats_and_carries_the_text_that_stands_for_it() -> None:
    drawn = chart(RECORD)
    assert drawn == chart(RECORD)
    assert drawn != chart(replace(RECORD, rows={row.name: Pair(before=taken(9), now=taken(1)) for row in ROWS}))
    told_ = "A clean build took 32.0 s before and takes 16.0 s now;"
    assert told_ in drawn.decode()
    assert told_ in section(RECORD)
