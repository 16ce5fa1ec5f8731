from __future__ import annotations

from kefu.check.readers.rearranged import alike, rearranged, strewn


def texts(pieces: list[str], *orders: list[int], apart: set[int] | None = None) -> list[str]:
    return [text for c in rearranged("x", "y", pieces, orders, apart or ()) for text in c.text.split("\n")]


def test_what_an_order_leaves_out_is_left_out() -> None:
    assert texts(["a", "b", "c", "d"], [0, 1, 3]) == ["abd"]


def test_an_order_that_is_that_of_the_file_adds_nothing() -> None:
    assert texts(["a", "b", "c"], [0, 1, 2], [1, 2], []) == []


def test_only_the_text_around_a_seam_is_read() -> None:
    (first, second) = texts(["a" * 900, "x", "b" * 900, "y", "c"], [0, 2, 4])

    assert first == "a" * 160 + "b" * 160
    assert second == "b" * 160 + "c"


def test_pieces_that_are_read_otherwise_are_told_though_they_stand_in_order() -> None:
    assert texts(["a", "b"], [0, 1], apart={1}) == ["ab"]


def test_what_is_put_together_says_so() -> None:
    (channel,) = rearranged("HTML text", "page", ["a", "b"], [[1, 0]])

    assert channel.rearranged
    assert (channel.name, channel.place) == ("HTML text", "page, put together")


def test_pieces_that_are_alike_make_an_order_unless_one_is_alone() -> None:
    assert [*alike(["b", None, "i", "b", None])] == [[0, 3]]


def test_pieces_are_strewn_backwards_and_at_distances() -> None:
    assert [*strewn([0, 1, 2, 3])] == [[3, 2, 1, 0], [0, 2], [1, 3], [0, 3], [1], [2]]
    assert [*strewn([0, 1, 2])] == [[2, 1, 0], [0, 2], [1]]
    assert [*strewn([0, 1])] == [[1, 0]]


def test_a_text_between_seams_is_read_whole_if_it_is_near_both() -> None:
    assert texts(["a" * 320, "x", "b"], [0, 2]) == ["a" * 320 + "b"]
    assert texts(["a", "x", "b" * 321, "y", "c"], [0, 2, 4]) == ["a" + "b" * 160, "b" * 160 + "c"]
    assert texts(["a" * 200, "b" * 200], [0, 1], apart={0}) == ["a" * 200 + "b" * 200]
    assert texts(["a" * 200, "b" * 200, "c" * 200], [0, 1, 2], apart={0}) == ["a" * 200 + "b" * 160, "c" * 160]
