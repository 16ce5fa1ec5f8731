"""Links and pictures without a target."""

from __future__ import annotations

import pytest
from tests.slips.conftest import assert_told, mended


def test_links_and_pictures_without_a_target_are_told() -> None:
    assert_told("""\
Se [texten]() och [ett namn][namn].
//! 4 link-has-target: the link “texten” has no target in its parentheses
//! 19 link-has-target: “[namn]: …” stands nowhere in the text

Se [texten] (https://example.org), (texten)[https://example.org] och [texten](https://example.org
//! 4 link-has-target: there is a space before the parenthesis
//! 36 link-has-target: write “[texten](https://example.org)”
//! 78 link-has-target: has no closing parenthesis

![Kartan]
//! 1 link-has-target: a picture names its file in parentheses

![Kartan]()
//! 1 link-has-target: the picture “Kartan” has no target

Läs [kommunens policy] om detta.
//! 5? link-has-target: no address follows
""")


def test_brackets_that_are_meant_as_they_are_and_links_in_order_are_not_told() -> None:
    assert_told("""\
Han skrev ”vi [i kommunen] vill [sic] […] detta [min anm. här]”. [Svaret dröjde.] Ordet [sic] [vår kursivering].

> Vi [i kommunen] vill.

– Vi [i kommunen] vill.

[Länk till sidan], [länken][länk till sidan], [en](https://example.org/a b) och [två](https://example.org/c_(d)).

[Länk till sidan]: https://example.org

Not[^1] och [@svara2001], [cash flow]{lang=en}, `[ett ord](`, \\[ett ord\\].

[^1]: Not.
""")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("[texten] (https://example.org)", "[texten](https://example.org)"),
        ("[texten]\n(https://example.org)", "[texten](https://example.org)"),
        ("(texten)[https://example.org]", "[texten](https://example.org)"),
        ("![Karta] (karta.png)", "![Karta](karta.png)"),
        ("[texten]()", "[texten]()"),
    ],
)
def test_what_has_one_right_answer_is_mended(text: str, right: str) -> None:
    assert mended(text) == right


def test_an_address_that_was_never_filled_in_is_none() -> None:
    assert_told("""\
Se [lagen](https://).
//! 4 link-has-target: the link “lagen” has no target in its parentheses
//!   hint: write “[lagen](https://…)”
""")
