"""Captions that are missing, typed by hand, or numbered by hand."""

from __future__ import annotations

from tests.slips.conftest import assert_told


def test_a_table_without_a_caption_is_told_with_the_words_that_stand_beside_it() -> None:
    assert_told("""\
| A |
//! 1? table-has-caption: write “: Caption {#tbl-name}”
|---|
| 1 |

Text.

Tabell 1. Kostnader

| B |
//! 1? table-has-caption: write “: Kostnader {#tbl-name}”
|---|
| 1 |

Text.

| C |
|---|
| 1 |

: Priser {#tbl-c}

::: {.exhibit #exh-a title="A"}
| D |
|---|
| 1 |
:::
""")


def test_a_caption_that_begins_with_a_number_is_told() -> None:
    assert_told("""\
| A |
|---|
| 1 |

: Tabell 3: Kostnader {#tbl-a}
//! 3 numbers-are-automatic: write “Kostnader”

![Figur 1. Kartan](a.png){#fig-a alt="En karta"}
//! 3 numbers-are-automatic: write “Kartan”

![Figur och form](b.png){#fig-b alt="En karta"}
""")
