from __future__ import annotations

import pytest

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


Event = str | tuple[str, dict[str, str]]
Given = tuple[str, str] | tuple[str, str, dict[str, str]]


def elements(*given: Given) -> list[Event]:
    """Return the events of elements after each other, each a name, a text and perhaps attributes."""
    return [event for name, text, *more in given for event in ((name, more[0] if more else {}), text, f"/{name}")]


def test_columns_of_a_table_are_read_each_by_itself() -> None:
    rows = [["ett ", "x ", "p ", "q "], ["två ", "y ", "r ", "s "], ["tre", "z", "t", "u"]]
    events: list[Event] = [("table", {})]
    for number, row in enumerate(rows):
        cell = "th" if number == 0 else "td"
        events += [("tr", {}), *elements(*((cell, text) for text in row)), "/tr"]

    found = put_together(*events, "/table")
    assert {"ett två tre", "x y z", "p r t", "q s u"} <= set(found)


def test_a_cell_belongs_to_its_column_with_all_that_is_in_it() -> None:
    events: list[Event] = [("table", {})]
    for row in (["ett ", "x", "y", "z"], ["två", "p", "q", "r"]):
        cells: list[list[Event]] = [[("td", {}), ("b", {}), ("i", {}), text, "/i", "/b", "/td"] for text in row]
        events += [("tr", {}), *(event for cell in cells for event in cell)]

    assert "ett två" in put_together(*events, "/table")


def test_short_texts_in_elements_of_one_name_are_read_together() -> None:
    others = [("i", "x"), ("u", "y"), ("s2", "z")]
    for size in (77, 78):
        long = "o" * size
        found = put_together(*elements(("b", f"{long}så "), *others, ("b", "två")))
        assert (f"{long}så två" in found) is (size == 77)


def test_short_texts_with_the_same_attributes_are_read_together_whatever_their_numbers() -> None:
    def found(first: str, second: str, text: str = "ett ") -> list[str]:
        others = [("b", "x", {"class": "n"}), ("b", "y", {"id": "z"}), ("b", "v", {"id": "u"})]
        marked = [("b", text, {"class": first}), *others, ("b", "två", {"class": second})]
        return put_together(*elements(*marked, ("b", "w", {"class": "n"})))

    assert "ett två" in found("a", "a")
    assert "ett två" in found("a1.5", "a22")
    assert "ett två" not in found("a", "c")
    assert "ett två" not in found("a", "a", "ett " + "o" * 80)


def test_texts_without_attributes_are_read_without_those_that_have_some() -> None:
    marked = [("i", "x", {"q": "r"}), ("u", "y", {"q": "s"}), ("b", "z", {"q": "t"})]
    events = elements(("b", "ett "), marked[0], ("u", "två "), marked[1], marked[2], ("i", "tre"))

    assert "ett två tre" in put_together(*events)


def test_short_texts_of_one_name_are_read_backwards_and_at_steps() -> None:
    found = put_together(*elements(*(("b", word) for word in ("tre ", "x", "två ", "y", "ett "))))

    assert {"ett ytvå xtre ", "tre två ett "} <= set(found)


def test_what_is_written_twice_over_is_read_as_the_outer_order_says() -> None:
    found = put_together(
        ("div", {}), "efter", ("b", {}), "inne", "/b", " slut", "/div",
    )  # fmt: skip

    assert "efter slutinne" in found


def test_values_are_read_together_if_they_are_short_and_words() -> None:
    def found(value: str, key: str = "title") -> list[str]:
        return put_together(("i", {"alt": "x1y"}), ("i", {key: "en"}), ("i", {"q": "w"}), ("i", {key: value}))

    assert "en två " in found("två")
    assert f"en {'o' * 80} " in found("o" * 80)
    assert f"en {'o' * 81} " not in found("o" * 81)
    assert not any("12" in line for line in found("12"))
    assert not any("två" in line for line in found("två", "points"))


def test_letters_that_run_backwards_are_read_as_they_are_seen() -> None:
    turned = {"style": "direction:rtl;unicode-bidi:bidi-override"}

    assert "ett två" in put_together(*elements(("b", "ett "), ("i", "åvt", turned)))
    assert "ett två" in put_together(*elements(("b", "ett "), ("bdo", "åvt", {"dir": " RTL "})))
    assert "ett två" not in put_together(*elements(("b", "ett "), ("i", "åvt", {"dir": "rtl"})))
    assert "ett två" in put_together(("b", {}), "ett ", ("u", turned), ("i", {}), "åvt", "/i", "/u", "/b")


def test_elements_may_end_where_others_begin() -> None:
    hidden = {"hidden": ""}
    for name, following in (("li", "li"), ("td", "th"), ("tr", "tr"), ("dt", "dd"), ("dd", "dt"), ("p", "table")):
        found = put_together((name, hidden), "x", (following, {}), "ett ", ("i", hidden), "y", "/i", "två")
        assert "ett två" in found, name


@pytest.mark.parametrize(
    ("name", "given", "hidden"),
    [
        ("b", {"class": "sr-only"}, True),
        ("b", {"class": "a d-none"}, True),
        ("b", {"class": "unhidden"}, False),
        ("b", {"aria-hidden": "true"}, True),
        ("b", {"aria-hidden": "false"}, False),
        ("template", {}, True),
        ("b", {"display": "none"}, True),
        ("b", {"style": "display: none"}, True),
        ("b", {"x:hidden": ""}, True),
        ("b", {"style": f"a: {'b' * 4990}; display: none"}, False),
    ],
)
def test_an_element_is_hidden_by_its_name_its_class_or_its_style(
    name: str, given: dict[str, str], *, hidden: bool
) -> None:
    one = (name, "x", given)
    before: list[Given] = [("i", "ett "), one, ("b", "två ", {"q": "r"})]
    after: list[Given] = [("u", "tre "), one, one, ("b", "fyra", {"q": "s"})]

    assert ("ett två tre fyra" in put_together(*elements(*before, *after))) is hidden


def test_a_style_sheet_hides_and_places_what_it_names() -> None:
    rules = ".x { display: none } #y { display: none } u:nth-child(6) { display: none }"
    shown = [("b", "ett ", {"q": "r"}), ("b", "X", {"class": "x"}), ("b", "två ", {"q": "s"}), ("i", "Y", {"id": "y"})]

    assert "ett två tre" in put_together(("style", {}), rules, "/style", *elements(*shown, ("u", "U"), ("u", "tre")))


def test_what_a_style_sheet_adds_is_read_together() -> None:
    found = put_together(("style", {}), "a::before { content: 'ett ' } b::after { content: 'två' }", "/style", "x")

    assert "ett två" in found


def test_places_are_read_across_whatever_the_height() -> None:
    def placed(*words: tuple[str, int, int]) -> list[str]:
        return put_together(*elements(*(("b", word, {"style": f"left:{x}px;top:{y}px"}) for word, x, y in words)))

    assert "ett två tre" in placed(("tre", 90, 5), ("ett ", 0, 50), ("två ", 40, 90))
    assert "tre ett två" in placed(("ett ", 0, 50), ("två", 40, 90), ("tre ", 90, 5))
    across = [("b", word, {"style": f"left: {x}px"}) for word, x in [("två", 9), ("ett ", 0)]]
    assert "ett två" in put_together(*elements(*across))
