"""A channel can be told to anybody without what it says: what a file holds may be a secret."""

from __future__ import annotations

from kefu.check.readers.channels import Channel, Reading

PASSAGE = "Epilogen om Anna"


def test_what_a_channel_is_shown_as_says_where_it_is_and_not_what_it_holds() -> None:
    reading = Reading(
        channels=(Channel(name="PDF outline", place="page 3", text=PASSAGE),), problems=("it is damaged",)
    )

    shown = repr(reading)

    assert "PDF outline" in shown
    assert "page 3" in shown
    assert "it is damaged" in shown
    assert PASSAGE not in shown
    assert reading.channels[0].text == PASSAGE


def test_a_file_with_nothing_in_it_was_read_in_full_and_has_no_structure() -> None:
    reading = Reading(channels=())

    assert (reading.problems, reading.structure) == ((), None)
