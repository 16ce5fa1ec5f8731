"""Text as it runs through markup."""

from __future__ import annotations

from kefu.check.readers.flow import Flow


def texts(flow: Flow) -> list[tuple[str, str]]:
    return [(channel.place, channel.text) for channel in flow.channels("x", "p")]


def test_a_word_that_markup_splits_is_whole_and_words_that_it_separates_are_apart() -> None:
    flow = Flow()
    flow.write("led")
    flow.seam()
    flow.write("ning\nen annan rad")

    assert texts(flow) == [("p", "ledning\nen annan rad"), ("p, words apart", "led ning")]


def test_lines_that_are_repeated_do_not_follow_one_another() -> None:
    flow = Flow()
    for begin in ("i förtro", "emellan\nH", "H"):
        flow.write(begin)
        flow.seam()
        flow.write("o\n")

    assert [text for place, text in texts(flow) if place == "p, words apart"] == ["i förtro o", "H o"]


def test_where_no_words_meet_nothing_is_said_twice() -> None:
    flow = Flow()
    flow.write("hem ")
    flow.seam()
    flow.write("över\0")

    assert texts(flow) == [("p", "hem över\ufffd")]


def test_what_is_blank_is_no_channel() -> None:
    flow = Flow()
    flow.write(" \n")
    flow.seam()

    assert texts(flow) == []


def test_markup_in_a_text_is_read_with_and_without_its_tags() -> None:
    flow = Flow()
    flow.write_source("<p>hem<b>lig</b></p>")
    (_, whole), (_, apart) = texts(flow)

    assert whole.splitlines() == ["<p>hem<b>lig</b></p>", "hemlig"]
    assert "hem lig" in apart
