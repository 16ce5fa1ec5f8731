"""Layout made with spaces, tabs and rows of signs."""

from __future__ import annotations

from tests.slips.conftest import assert_told, mended


def test_columns_rows_and_empty_paragraphs_are_told() -> None:
    assert_told("""\
Namn\tAntal
//! 1 layout-is-marked: look like columns, but are printed as running text
Anna\t5

Lund      12
//! 1 layout-is-marked: write a table
Malmö     14

Ett ord\toch ett till.
//! 8 layout-is-marked: there is a tab between two words

Namn: ____________
//! 7 layout-is-marked: is a row of signs

Inledning ............ 3
//! 11 layout-is-marked: is a row of signs

&nbsp;
//! 1 layout-is-marked: an empty paragraph stands here
""")
    assert mended("Ett ord\toch ett till.") == "Ett ord och ett till."


def test_tables_lists_code_and_dividing_lines_are_not_told() -> None:
    assert_told("""\
-\tpunkt
-\tpunkt

1.\tEtt.

| A |\tB |
|---|---|
| 1\t| 2 |

: Priser {#tbl-b}

  Namn     Antal
  ------   -----
  Anna     5
  Bo       6

: Enkel {#tbl-a}

```
a\tb
c\td
```

Text … och sedan. Klockan 12.00. [...] Ett snake__case.

____

Rad  \\
ny rad
""")
