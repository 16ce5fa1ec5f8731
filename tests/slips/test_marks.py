"""Signs of emphasis, citations and attributes that readers would see."""

from __future__ import annotations

from tests.slips.conftest import assert_told


def test_emphasis_that_nothing_closes_is_told_where_it_begins() -> None:
    assert_told(
        """\
Ett *ord och **fler.
//! 5? emphasis-is-closed: “*ord” is printed as it stands
//! 14 emphasis-is-closed: write “**fler**”

*över ett

stycke* och _kursiv a_b _x_.
//! 13? emphasis-is-closed: “_kursiv”

Det är **mycket* viktigt.
//! 8 emphasis-is-closed: “**mycket”

I ** fet** stil.
//! 9 emphasis-is-closed: “fet**” is printed as it stands
""".replace("*över ett\n", "*över ett\n//! 1? emphasis-is-closed: “*över”\n")
    )


def test_signs_that_are_meant_as_they_are_and_emphasis_in_order_are_not_told() -> None:
    assert_told("""\
Priset* är 5 * 3 = 15, och a*b. Andelen var 0,45*** (0,03) och 0,12**.

\\* Not: exklusive moms. *p* < 0,05; ** p < 0,01; *** p < 0,001; \\*ord.

kommun_2, snake_case_name och a_b@x.se. [Länk](https://x.se/_b_*c), https://x.se/*a.

*Hela stycket
är kursivt* och **halva
är fet**. Ord*delar*na, ”*ord*” (_x_) **a**b, *a*–*b*, **_x_**, ***allt***, `kod *x`.
""")


def test_a_citation_without_its_end_is_told() -> None:
    assert_told("""\
Se [@svara2001, s. 12 och mer.
//! 4 citation-is-closed: end it with “]”

Se [@svara2001, s. 12; @svara1985], @svara2001 [s. 12] och [se @svara2001].
""")


def test_attributes_that_are_printed_are_told_with_where_they_belong() -> None:
    assert_told("""\
Ett stycke {#sec-a}
//! 12 attributes-are-read: as in “# Heading {#sec-name}”

![Karta](a.png) {#fig-a alt="Kartan"}
//! 17 attributes-are-read: let it follow the closing parenthesis without a space

![Karta](a.png){#fig-b alt="Kartan "Nord" visar"}
//! 16 attributes-are-read: write ”…” for a quotation

| A |
//! 1? table-has-caption: instead of “Priser
|---|
| 1 |

Tabell: Priser {#tbl-a}
//! 16 attributes-are-read: “: Caption {#tbl-name}”

# Rubrik {#sec-b}

[cash flow]{lang=en} och \\{#skrivet}, `{#kod}`.
""")
