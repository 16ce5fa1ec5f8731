"""CSV files as spreadsheets write them."""

from __future__ import annotations

import time
from pathlib import PurePosixPath

import pytest

from kefu.diagnostics import BuildError
from kefu.load.data import table_of
from kefu.model import Source


def source(text: str) -> Source:
    return Source(path=PurePosixPath("figures/a.csv"), text=text, digest="")


@pytest.mark.parametrize(
    "text",
    [
        "år,andel,namn\n2020,12300.5,Åre\n",
        "år;andel;namn\n2020;12300,5;Åre\n",
        "år;andel;namn\n2020;12 300,5;Åre\n\n",
        "år\tandel\tnamn\n2020\t12\u00a0300,5\tÅre",
        '"år";"andel";"namn"\n"2020";"12300,5";"Åre"\n;;\n',
    ],
)
def test_values_are_the_same_whatever_parts_them_and_however_numbers_are_written(text: str) -> None:
    assert table_of(source(text), "a.csv").rows == ({"år": "2020", "andel": "12300.5", "namn": "Åre"},)


def test_a_text_with_commas_keeps_them_and_a_minus_sign_is_one_that_programs_read() -> None:
    table = table_of(source('namn;tal\nLund, Malmö;\u22123,5\n"a;b";-1\n'), "a.csv")
    assert table.rows == ({"namn": "Lund, Malmö", "tal": "-3.5"}, {"namn": "a;b", "tal": "-1"})


def test_a_file_with_commas_is_left_as_it_is() -> None:
    table = table_of(source('namn,tal,andel\n"a;b",12 300,"3,5"\nc;d,1,2\n'), "a.csv")
    assert table.rows == (
        {"namn": "a;b", "tal": "12 300", "andel": "3,5"},
        {"namn": "c;d", "tal": "1", "andel": "2"},
    )


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("", 1, "the file has no lines", "the first line names the columns"),
        ("a,,c\n1,2,3\n", 1, "column 2 has no name", "the first line"),
        ("a,a\n1,2\n", 1, "two columns have the name “a”", "a name of its own"),
        ("a,b\n1,2\n1,3,5\n", 3, "the line has 3 values, but there are 2 columns", "write numbers as 3.5"),
        ("a,b\nx,y,z\n", 2, "the line has 3 values, but there are 2 columns", "separate the values with “,”"),
        ("a,b,c\n1,2\n", 2, "the line has 2 values, but there are 3 columns", "separate the values with “,”"),
        ("a;b\n1;2;3\n", 2, "the line has 3 values, but there are 2 columns", "separate the values with “;”"),
        ("a;b\n1\n", 2, "the line has 1 values, but there are 2 columns", "separate the values with “;”"),
    ],
)
def test_a_file_that_is_no_table_is_told_at_its_line(text: str, place: int, message: str, hint: str) -> None:
    with pytest.raises(BuildError) as caught:
        table_of(source(text), "a.csv")
    (told,) = caught.value.diagnostics
    assert (told.rule.name, told.location.line, told.message) == ("data-is-readable", place, message)
    assert hint in told.hints[0]


def test_a_hundred_thousand_columns_are_read_in_time() -> None:
    names = [f"k{n}" for n in range(100_000)]
    begin = time.process_time()
    table = table_of(source(",".join(names) + "\n" + ",".join("1" * len(names)) + "\n"), "a.csv")
    assert len(table.rows[0]) == len(names)
    assert time.process_time() - begin < 5
