"""Tables in the authored texts. A line `//! column rule` expects a problem on the line above it."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu import tree
from kefu.check.sources.tables import crowded, tables
from kefu.model import Source
from kefu.reading import markup
from kefu.theme import THEME

WRONG = """\
Text med | i sig.

| Ord |  | Antal |
//! 8 table-header-cells-have-text
|:----|:--|----:|
| ett | x | 1 |
|     |   |   |
//! 1 table-rows-have-content
| två |   | 2 |

: En tabell {#tbl-a}

En rad | Antal

|  | Antal |
//! 2 table-header-cells-have-text
|:----|----:|
| ett | 1 |

> |  | Antal |
//! 4 table-header-cells-have-text
> |:----|----:|
> | ett | 1 |

::: {.exhibit #exh-a title="Underlag"}
- Punkt

    a \\| b || c
//! 13 table-header-cells-have-text
    -------|--|---
    d      |e | f
    |||
//! 1 table-rows-have-content
:::

```
| Rubrik |  |
```

| Rubrik |  |
//! 11 table-header-cells-have-text
|---|---|
| d | e |

+------+---+
| Rutor|   |
//! 9 table-header-cells-have-text
+======+===+
| d    | e |
+------+---+

| Bara | rubriker |
|------|----------|

: En tabell utan rader {#tbl-b}
//! 25 table-rows-have-content

  Utan
//! 1 table-header-cells-have-text
------- ------
     ett     två

Slut.[^1]

[^1]: I en not:

    |  | Not |
//! 6 table-header-cells-have-text
    |---|---|
    | d | e |
"""


def check(text: str) -> list[tuple[int | None, int | None, str]]:
    nodes = tree.walk(json.loads(markup.read([text], jobs=1)[0]))
    source = Source(path=PurePosixPath("report/a.md"), text=text, digest="")
    problems = [*tables(source, nodes)]
    assert all(problem.hints for problem in problems)
    return [(problem.location.line, problem.location.column, problem.rule.name) for problem in problems]


def test_cells_of_headers_and_rows_are_told_where_they_stand() -> None:
    lines: list[str] = []
    expected = []
    for line in WRONG.splitlines():
        if note := re.fullmatch(r"//! (\d+) ([\w-]+)", line):
            expected.append((len(lines), int(note[1]), note[2]))
        else:
            lines.append(line)
    assert sorted(check("\n".join(lines)), key=str) == sorted(expected, key=str)


def test_data_may_be_missing_from_a_cell() -> None:
    assert check("| Ord | Antal |\n|-----|------:|\n| ett |       |\n|     | 2     |\n") == []


def test_a_picture_is_something_in_a_cell() -> None:
    assert check("| Ord | ![](a.svg) |\n|-----|-----|\n| ![](b.svg) |  |\n") == []


def test_a_header_cell_beside_code_is_told_where_the_table_is() -> None:
    ((line, _, rule),) = check("Text.\n\n|     | `Ord`   |\n|-----|---------|\n| x   | ja      |\n")
    assert (line, rule) == (3, "table-header-cells-have-text")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Text.\n\n      Antal\n----- -----\nett   1\n", (3, 1)),
        ("Text.\n\n| … |  |\n|---|--|\n| a | b |\n\n: Ord {#tbl-ord}\n", (7, 8)),
    ],
    ids=["without bars", "without words"],
)
def test_an_empty_header_cell_is_told_at_its_line_or_else_at_its_table(text: str, place: tuple[int, int]) -> None:
    assert check(text) == [(*place, "table-header-cells-have-text")]


def test_a_table_without_any_header_is_left_to_loading() -> None:
    assert check("|  |  |\n|--|--|\n| a | b |\n") == []


CELLS = st.lists(st.sampled_from(("", "ord", "*två ord*", "1 000", "a \\| b")), min_size=3, max_size=3)


@pytest.mark.parametrize("before", ["", "Text.\n\n", "| x | y | z |\n|--|--|--|\n| 1 | 2 | 3 |\n\n"])
@settings(derandomize=True, deadline=None, max_examples=15)
@given(headers=CELLS, rows=st.lists(CELLS, min_size=1, max_size=4))
def test_each_empty_header_and_each_empty_row_is_told_once(
    before: str, headers: list[str], rows: list[list[str]]
) -> None:
    written = [headers, ["--"] * 3, *rows]
    text = before + "\n".join("| " + " | ".join(row) + " |" for row in written) + "\n"
    first = before.count("\n") + 1
    expected = {
        (first, 2 + sum(len(cell) + 3 for cell in headers[:index]), "table-header-cells-have-text")
        for index, cell in enumerate(headers)
        if not cell
    } | {(first + 2 + index, 1, "table-rows-have-content") for index, row in enumerate(rows) if not any(row)}
    expected = expected if any(headers) else set()  # which loading tells
    assert sorted(check(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("| {} |\n|{}|\n| {} |\n", []),
        ("- Punkt\n\n    | {} |\n    |{}|\n    | {} |\n", [(3, 7)]),
    ],
    ids=["by itself", "in a list"],
)
def test_a_table_that_fits_on_no_page_is_told(text: str, told: list[tuple[int, int]]) -> None:
    table = text.format(" | ".join(["Nettokostnadsavvikelse"] * 6), "|".join(["---"] * 6), " | ".join("1" * 6))
    source = Source(path=PurePosixPath("a.md"), text=table, digest="")
    (blocks,) = markup.read([table], jobs=1)

    found = [*crowded(source, json.loads(blocks), THEME, 11)]

    assert [(one.location.line, one.location.column) for one in found] == told
    assert {one.rule.name for one in found} <= {"table-fits-its-page"}
