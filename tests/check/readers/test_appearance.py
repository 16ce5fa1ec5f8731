from __future__ import annotations

from kefu.check.readers.appearance import Appearance


def put_together(*events: str | tuple[str, dict[str, str]]) -> list[str]:
    """Return what is read otherwise: a text, the beginning of an element as a pair, its end as “/name”."""
    page = Appearance()
    for event in events:
        if isinstance(event, tuple):
            page.start(event[0], event[1].items())
        elif event.startswith("/"):
            page.end(event[1:])
        else:
            page.text(event)
    return [line for channel in page.channels("HTML", "page") for line in channel.text.split("\n")]


def test_a_page_without_anything_special_is_read_once() -> None:
    assert put_together(("p", {}), "ett ", ("a", {"href": "/"}), "två", "/a", "/p") == []


def test_hidden_words_are_left_out_with_all_that_is_in_them() -> None:
    found = put_together("ett ", ("i", {"hidden": ""}), "x", ("b", {}), "y", "/b", "/i", "två")

    assert "ett två" in found


def test_a_paragraph_that_is_never_closed_hides_no_others() -> None:
    found = put_together(
        ("p", {"hidden": ""}), "x", ("p", {}), "ett ", ("i", {"hidden": ""}), "y", "/i", "två", ("p", {})
    )

    assert "ett två" in found


def test_an_end_without_a_beginning_ends_nothing() -> None:
    found = put_together(("p", {}), "ett ", "/b", ("i", {"hidden": ""}), "y", "/i", "två", "/p")

    assert "ett två" in found


def test_siblings_are_read_in_their_order_within_what_they_stand_in() -> None:
    found = put_together(
        ("div", {}), ("b", {"style": "order:2"}), "två", "/b", ("b", {"style": "order:1"}), "ett ", "/b", "/div",
        ("div", {}), ("b", {"style": "order:2"}), "fyra", "/b", ("b", {}), "tre ", "/b", "/div",
    )  # fmt: skip

    assert "ett tvåtre fyra" in found


def test_places_add_up() -> None:
    lines = [
        ("top:90px", [("left:20px", "d"), ("left:1px", "c")]),
        ("top:5px", [("left:70px", "b"), ("left:1px", "a")]),
    ]
    events: list[str | tuple[str, dict[str, str]]] = []
    for top, letters in lines:
        events.append(("div", {"style": top}))
        for left, letter in letters:
            events += [("b", {"style": left}), letter, "/b"]
        events.append("/div")

    assert "abcd" in put_together(*events)


def test_values_of_the_same_attribute_are_read_together_and_each_as_often_as_it_stands_there() -> None:
    found = put_together(
        *(("i", {"title": word, "class": f"k{number}"}) for number, word in enumerate(["en", "och", "en"]))
    )

    assert "en och en " in found
