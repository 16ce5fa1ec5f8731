"""Characters without a shape."""

from __future__ import annotations

import re
import unicodedata

import pytest

from kefu.reading.unseen import FILLERS, INVISIBLE, MARKS


@pytest.mark.parametrize(
    "character",
    [*"\u00ad\u034f\u061c\u180f\u200b\u200d\u202e\u2060\u2066\u3164\ufe0f\ufeff\U000e0041\U000e01ef\U0001d173"],
)
def test_characters_without_a_shape_are_known(character: str) -> None:
    assert re.fullmatch(f"[{INVISIBLE}]", character)


@pytest.mark.parametrize("ranges", [INVISIBLE, FILLERS, MARKS])
def test_nothing_that_is_written_is_taken_for_one(ranges: str) -> None:
    letters = "abcåäöÅÄÖéüæøß0123456789 \n\u00a0\u202f–”’…§%→✓µαЖ"
    assert re.findall(f"[{ranges}]", letters) == []


def test_all_format_characters_and_marks_of_other_letters_are_known() -> None:
    known = re.compile(f"[{INVISIBLE}{MARKS}]")
    visible = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]|[\U000110bd-\U0001343f]")
    formats = (chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf")
    assert [hex(ord(one)) for one in formats if not known.match(one) and not visible.match(one)] == []
