"""Edits change what they say, and every other byte stays."""

from __future__ import annotations

from kefu.reading.edits import as_read, edited


def test_a_text_is_read_without_its_mark_and_with_one_kind_of_line_end() -> None:
    assert as_read("\ufeffa\r\nb\rc\n") == "a\nb\nc\n"


def test_edits_are_made_in_the_file_as_it_is_stored() -> None:
    stored = "\ufeffett\r\ntvå\r\ntre"
    assert edited(stored, [(4, 7, "2"), (8, 8, "\n"), (0, 0, "x")]) == "\ufeffxett\r\n2\r\n\r\ntre"


def test_of_edits_that_overlap_or_stand_twice_the_first_is_made() -> None:
    assert edited("abcdef", [(0, 3, "x"), (2, 4, "y"), (5, 5, "-"), (5, 5, "-")]) == "xde-f"


def test_an_addition_at_the_beginning_of_a_line_stands_before_a_change_of_it() -> None:
    assert edited("a\n• b", [(2, 4, "- "), (2, 2, "\n")]) == "a\n\n- b"
