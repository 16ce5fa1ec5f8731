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

    hidden: list[str | tuple[str, dict[str, str]]] = [("p", {"hidden": ""}), "x", ("p", {"hidden": ""}), "y", "/p"]
    assert "ett två" in put_together(("b", {}), "ett ", "/b", *hidden, ("i", {"q": "r"}), "två", "/i")


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


def test_letters_that_run_backwards_are_read_though_there_are_no_others() -> None:
    assert "ett två" in put_together(*elements(("b", "åvt tte", {"style": "direction:rtl;unicode-bidi:bidi-override"})))


def test_one_value_of_an_attribute_is_read_where_it_stands_and_two_are_read_together() -> None:
    assert put_together(("i", {"title": "en"}), "/i") == []
    assert "en två " in put_together(("i", {"title": "en"}), "/i", ("b", {"alt": "två"}))


HIDDEN = {"style": "display:none"}
NAMED = {name: {"q": name} for name in ("b", "i", "u", "em")}
"""Elements that nothing relates: with names and attributes of their own."""


@pytest.mark.parametrize(
    "inner",
    [
        [("p", {}), "x", ("p", {}), "y", "/p", "/p", "z", "/div"],
        [("p", HIDDEN), "x", ("p", HIDDEN), "y", "/p", "/div"],
        [("div", {}), "x", "/div", "y", "/div"],
        [("div", HIDDEN), "x", "/div", "y", "/div"],
        [("ul", {"style": "left:1px"}), ("li", {"hidden": ""}), "x", "/li", "/ul", "/div"],
    ],
    ids=[
        "an end too many",
        "an end left out",
        "one in another",
        "one hidden in another",
        "one in another with a place",
    ],
)
def test_what_is_hidden_ends_where_its_element_does(inner: list[Event]) -> None:
    before: list[Event] = [("b", NAMED["b"]), "ett ", "/b"]
    after: list[Event] = [("i", NAMED["i"]), "två", "/i"]

    assert "ett två" in put_together(*before, ("div", HIDDEN), *inner, *after)


def test_what_is_not_hidden_may_have_something_hidden_in_it() -> None:
    inner: list[Event] = [("u", {"style": "left:1px"}), ("em", HIDDEN), "x", "/em", ("s2", NAMED["u"]), "två", "/s2"]

    assert "ett två" in put_together(("b", NAMED["b"]), "ett ", "/b", *inner, "/u")


def test_a_style_sheet_counts_elements_among_their_siblings() -> None:
    sheet: list[Event] = [("style", {}), ":nth-child(1) { display: none }", "/style"]
    inner: list[Event] = [("i", NAMED["i"]), "x", "/i", ("u", NAMED["u"]), "två", "/u"]

    assert "ett två" in put_together(*sheet, ("b", NAMED["b"]), "ett ", "/b", ("div", {}), *inner, "/div")


@pytest.mark.parametrize(("size", "read"), [(30, True), (31, False)])
def test_brief_texts_are_read_at_steps(size: int, *, read: bool) -> None:
    words = ["a" * size, "x", "b" * size, "y"]

    assert ("a" * size + "b" * size in put_together(*elements(*(("b", word) for word in words)))) is read


def test_what_is_in_a_sibling_is_read_with_it_wherever_it_comes() -> None:
    inner: list[Event] = [("b", {"style": "order:2"}), "två", "/b", ("u", {"style": "order:1"}), "ett ", ("i", {}), "x"]

    assert "ett x ytvå" in put_together("z", ("div", {}), *inner, "/i", " y", "/u", "/div")
    assert "tvåett " not in put_together("z", ("div", {}), *inner, "/i", " y", "/u", "/div")


def test_a_sibling_without_an_order_comes_before_the_first() -> None:
    assert "ett två" in put_together(("b", {"style": "order:1"}), "två", "/b", ("u", NAMED["u"]), "ett ", "/u")
    assert "ett två" in put_together(
        "x", ("div", {}), ("b", {"style": "order:1"}), "två", "/b", ("u", NAMED["u"]), "ett ", "/u", "/div"
    )


@pytest.mark.parametrize(("size", "read"), [(80, True), (81, False)])
def test_texts_with_the_same_attributes_are_short(size: int, *, read: bool) -> None:
    given = {"class": "n"}
    found = put_together(*elements(("b", "o" * size, given), ("b", "x"), ("b", "y", {"q": "r"}), ("b", "två", given)))

    assert ("o" * size + "två" in found) is read


def test_attributes_are_the_same_if_they_begin_in_the_same_way() -> None:
    def found(size: int) -> list[str]:
        one, other = ({"class": "k" * size + last} for last in "ab")
        return put_together(*elements(("b", "ett ", one), *(("b", text) for text in "xyz"), ("b", "två", other)))

    assert "ett två" in found(500)
    assert "ett två" not in found(499)


def test_a_column_goes_on_from_the_head_of_a_table_to_its_body() -> None:
    head = [("thead", {}), ("tr", {}), *elements(("th", "ett "), ("th", "x")), "/tr", "/thead"]
    body = [("tbody", {}), ("tr", {}), *elements(("td", "två"), ("td", "y")), "/tr", "/tbody"]

    assert "ett två" in put_together(("table", {}), *head, *body, "/table")


def test_rows_without_a_table_have_columns_of_their_own() -> None:
    table = [("main", {}), ("table", {}), ("tr", {}), *elements(("td", "x"), ("td", "y")), "/tr", "/table", "/main"]
    rows = [("tr", {}), *elements(("td", "ett "), ("td", "z")), ("tr", {}), *elements(("td", "två"), ("td", "v"))]

    assert "ett två" in put_together(*table, *rows)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"left": 2}, {"left": 1}),
        ({"top": 2}, {"top": 1}),
        ({"left": 0.5}, {"left": 0}),
        ({"top": 0.5}, {"top": 0}),
        ({"left": 9, "top": 0.5}, {"left": 9}),
        ({"top": 9, "left": 0.5}, {"top": 9}),
        ({"top": 2, "left": 5}, {"left": 1}),
    ],
)
def test_what_is_placed_is_read_from_the_top_and_from_the_left(
    first: dict[str, float], second: dict[str, float]
) -> None:
    one, other = ({"style": ";".join(f"{key}:{value}px" for key, value in place.items())} for place in (first, second))
    found = put_together(*elements(("b", "två", one), ("em", "x", NAMED["em"]), ("u", "ett ", other)))

    assert "ett två" in found


@pytest.mark.parametrize(
    ("outer", "inner", "before"),
    [
        ("left:10px", "left:4px", True),
        ("left:10px", "left:6px", False),
        ("left:10px", "q:1", True),
        ("left:16px", "q:1", False),
        ("q:1", "left:10px", True),
        ("q:1", "left:16px", False),
    ],
)
def test_what_is_in_something_with_a_place_stands_from_there(outer: str, inner: str, *, before: bool) -> None:
    nested: list[Event] = [("b", {"style": f"{outer};order:1"}), ("i", {"style": inner}), "ett ", "/i", "/b"]

    found = put_together(("s2", NAMED["b"]), "x", "/s2", ("u", {"style": "left:15px"}), "två", "/u", *nested)
    assert ("ett två" in found) is before


@pytest.mark.parametrize(
    ("given", "hidden"),
    [
        ({"class": " ".join(f"c{number}" for number in range(49)) + " y"}, True),
        ({"class": " ".join(f"c{number}" for number in range(50)) + " y"}, False),
        ({"width": "0"}, False),
        ({"display": "none".ljust(80)}, True),
        ({"display": "none".ljust(81)}, False),
        ({"style": f"a: {'b' * 4982}; display: none"}, True),
        ({"style": f"a: {'b' * 4983}; display: none"}, False),
    ],
)
def test_so_much_of_what_is_said_of_an_element_is_looked_at(given: dict[str, str], *, hidden: bool) -> None:
    sheet: list[Event] = [("style", {}), ".y { display: none }", "/style"]
    shown = elements(("i", "ett ", NAMED["i"]), ("b", "x", given), ("u", "två", NAMED["u"]))

    assert ("ett två" in put_together(*sheet, *shown)) is hidden
