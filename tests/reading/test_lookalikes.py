"""Letters that look like others."""

from __future__ import annotations

import unicodedata

import pytest

from kefu.reading.lookalikes import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\u0430bc", "abc"),
        ("\u0391\u0412\u0421", "ABC"),
        ("\u043e\u03bf\u0585", "ooo"),
        ("\u0406ngrid", "Ingrid"),
        ("\u13aabel", "Abel"),
        (unicodedata.normalize("NFD", "\u04e6"), "O\u0308"),
        ("åäöæøßÅÄÖ", "åäöæøßÅÄÖ"),
        ("plain", "plain"),
    ],
)
def test_letters_are_read_as_what_they_look_like(written: str, read: str) -> None:
    assert plain(written) == read


def test_a_text_keeps_its_length() -> None:
    everything = "".join(map(chr, range(0xD800)))

    assert len(plain(everything)) == len(everything)
    assert plain(plain(everything)) == plain(everything)
