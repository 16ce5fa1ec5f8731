"""Blocks that are not parted from the paragraph above, and headings that are none or have a number of their own."""

from __future__ import annotations

import pytest
from tests.slips.conftest import assert_told, mended

UNPARTED = """\
Text.
## En underrubrik
//! 1 block-stands-apart: “## En underrubrik” is printed as it stands, because a heading needs a blank line before it

- punkt
# Efter en lista
//! 1 block-stands-apart: a heading needs

Text
> Ett citat
//! 1 block-stands-apart: “> Ett citat” is printed as it stands, because a quotation needs

Text
| A | B |
//! 1 block-stands-apart: a table needs
|---|---|
| 1 | 2 |

Text
C | D
//! 1 block-stands-apart: “C | D” is printed
--|--
1 | 2

Text[^1]
[^1]: En not.
//! 1 block-stands-apart: a footnote needs

> Citat
> ## I ett citat
//! 3 block-stands-apart: leave a blank line before “## I ett citat”

Ett
två
---
//! 1 block-stands-apart: a dividing line needs

Text
::: {.pullquote}
//! 1 block-stands-apart: a “:::” block needs
Ord.
:::
"""

PARTED = """\
# Rubrik
- direkt under
- en rubrik

# Rubrik {#sec-a}
Text direkt under.

Andelen är
> 5 procent och ≥ 3.

# Kod
```
## kod
```

Text
```
# kod
```

<!-- Text
## i en kommentar -->

Stycke \\
\\## skrivet

::: {.exhibit #exh-a title="A"}
## Rubrik i rutan

Text
:::
"""


def test_what_needs_a_blank_line_before_it_is_told_where_it_begins() -> None:
    assert_told(UNPARTED)


def test_what_is_read_as_it_is_meant_is_not_told() -> None:
    assert_told(PARTED)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Text.\n## Rubrik\nMer.", "Text.\n\n## Rubrik\nMer."),
        ("Text\n> Citat", "Text\n\n> Citat"),
        ("> Text\n> ## Rubrik", "> Text\n>\n> ## Rubrik"),
        ("Text\n| A |\n|---|\n| 1 |", "Text\n\n| A |\n|---|\n| 1 |"),
        ("Text\n::: {.pullquote}\nOrd.\n:::", "Text\n\n::: {.pullquote}\nOrd.\n:::"),
        ("Text[^a]\n[^a]: Not.", "Text[^a]\n\n[^a]: Not."),
        ("##Rubrik", "## Rubrik"),
        ("Text\n###Rubrik", "Text\n\n### Rubrik"),
        ("#Ny titel\n\nText", "# Ny titel\n\nText"),
        ("Ett\ntvå\n---", "Ett\ntvå\n---"),
    ],
)
def test_what_has_one_right_answer_is_mended(text: str, right: str) -> None:
    assert mended(text) == right
    assert mended(right) == right


def test_a_heading_without_a_space_is_told_but_a_hashtag_only_where_it_stands_alone() -> None:
    assert_told("""\
#Titel
//! 1 heading-mark-has-space: “#Titel” is no heading, because there is no space after “#”

##Rubrik ett
//! 1 heading-mark-has-space: write “## Rubrik ett”

#metoo var en rörelse, och #Metoo är ett ord. #1 är bäst.

#Metoo
//! 1? heading-mark-has-space: “#Metoo”
""")


def test_what_makes_a_heading_by_accident_or_only_looks_like_one_is_told() -> None:
    assert_told("""\
En mening
---
//! 1 heading-is-marked: the line “---” makes a heading of “En mening”

Text

---

**Bakgrund**
//! 1 heading-is-marked: “**Bakgrund**” looks like a heading, but is none

Text.

1) Inledning
//! 1 heading-is-marked: write “## Inledning”

Text.

**Det här är en hel mening.**

Text.

1. En enda fråga?

Text.

**Hälsningar**
""")


def test_numbers_of_authors_before_those_of_the_publication_are_told() -> None:
    assert_told("""\
# 1. Inledning {#sec-a}
//! 3 numbers-are-automatic: “1. Inledning {#sec-a}” begins with a number of its own

## 2.1 Metod
//! 4 numbers-are-automatic: leave the number out

## 2019 års val

## 10 frågor
""")


def test_a_paragraph_that_becomes_code_is_told() -> None:
    assert_told("""\
Text.

    Ett indraget stycke.
//! 5 text-is-not-indented: “Ett indraget stycke.” is shown as code

~~~
    kod
~~~
""")
