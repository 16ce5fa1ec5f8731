"""The CSV files that figures draw from, as spreadsheets write them in Sweden and elsewhere."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.model import Table
from kefu.rules.figures import DATA_IS_READABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kefu.model import Source

SEPARATORS: Final = (";", "\t", ",")
"""What may separate the values of a line; the first that the line of names has. A Swedish Excel writes semicolons."""

_NUMBER: Final = re.compile(r"[-+\u2212]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?")


def table_of(source: Source, name: str) -> Table:
    """Return the rows of a CSV file whose first line has the names of its columns.

    Its values are separated by commas, semicolons or tabs. Where it is not commas, numbers are written as in Swedish
    (“12 300,5”), and are returned as programs read them (“12300.5”). Raises `BuildError` with every line that does not
    have a value for each column.
    """
    first = source.text.partition("\n")[0]
    separator = next((one for one in SEPARATORS if one in first), ",")
    reader = csv.reader(io.StringIO(source.text), delimiter=separator)
    lines = [(reader.line_num, [value.strip() for value in row]) for row in reader if any(map(str.strip, row))]
    problems = [*_problems(source, lines, separator)]
    if problems:
        raise BuildError(problems)
    (_, names), *rows = lines
    read = str if separator == "," else _as_number
    return Table(name=name, rows=tuple(dict(zip(names, map(read, row), strict=True)) for _, row in rows))


def _as_number(value: str) -> str:
    if not _NUMBER.fullmatch(value):
        return value
    return re.sub(r"\s", "", value).replace(",", ".").replace("\u2212", "-")


def _problems(source: Source, lines: Sequence[tuple[int, list[str]]], separator: str) -> Iterator[Diagnostic]:
    def problem(line: int, message: str, hint: str) -> Diagnostic:
        place = Location(path=source.path, line=line, column=1)
        return Diagnostic(rule=DATA_IS_READABLE, location=place, message=message, hints=(hint,))

    example = f"the first line names the columns, as in “år{separator}antal”, and each line below has their values"
    if not lines:
        yield problem(1, "the file has no lines", example)
        return
    (number, names), *rows = lines
    if "" in names:
        yield problem(number, f"column {names.index('') + 1} has no name", example)
    if twice := next((name for name, times in Counter(names).items() if times > 1), ""):
        yield problem(number, f"two columns have the name “{twice}”", "give each column a name of its own")
    for line, row in rows:
        if len(row) != len(names):
            decimals = separator == "," and any(re.fullmatch(r"-?\d+", value) for value in row[:-1])
            hint = 'in a file with commas, write numbers as 3.5 or “"3,5"”, or separate values with semicolons'
            yield problem(
                line,
                f"the line has {len(row)} values, but there are {len(names)} columns",
                hint if len(row) > len(names) and decimals else f"separate the values with “{separator}”: {example}",
            )
