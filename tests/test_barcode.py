"""The bar code of an ISBN: the modules that a scanner reads."""

from __future__ import annotations

import pytest

from kefu.barcode import modules

LEFT = {"0001101": 0, "0011001": 1, "0010011": 2, "0111101": 3, "0100011": 4}
LEFT |= {"0110001": 5, "0101111": 6, "0111011": 7, "0110111": 8, "0001011": 9}


def read(bars: str) -> str:
    """Return the last twelve digits of a bar code, read as a scanner does: a digit is known by any of its forms."""
    assert (len(bars), bars[:3], bars[45:50], bars[92:]) == (95, "101", "01010", "101")
    fields = [bars[at : at + 7] for at in (*range(3, 45, 7), *range(50, 92, 7))]
    inverted = str.maketrans("01", "10")
    known = {**LEFT, **{code.translate(inverted)[::-1]: digit for code, digit in LEFT.items()}}
    right = {code.translate(inverted): digit for code, digit in LEFT.items()}
    return "".join(str(known[field]) for field in fields[:6]) + "".join(str(right[field]) for field in fields[6:])


@pytest.mark.parametrize(
    "isbn", ["978-91-0000-000-4", "978 3 16 148410 0", "9791234567896", "978\u201191\u20110000\u2011000\u20114"]
)
def test_a_scanner_reads_the_digits(isbn: str) -> None:
    assert read(modules(isbn)) == "".join(letter for letter in isbn if letter.isdigit())[1:]


def test_the_first_digit_is_said_by_the_sets_of_the_next_six() -> None:
    """9 is said by L G G L G L; in set L the number of bars is odd. Source: ISO/IEC 15420."""
    bars = modules("978-3-16-148410-0")
    odd = [bars[at : at + 7].count("1") % 2 == 1 for at in range(3, 45, 7)]
    assert odd == [True, False, False, True, False, True]


@pytest.mark.parametrize("text", ["", "978-91-0000-000-5", "91-0000-000-4", "9770000000003"])
def test_what_is_no_isbn_of_thirteen_digits_has_no_bars(text: str) -> None:
    assert modules(text) == ""
