from __future__ import annotations

import pytest

from kefu.check.readers.word import Runs, symbol


@pytest.mark.parametrize(
    ("code", "letter"),
    [("0041", "A"), ("F041", "A"), ("F0E5", "å"), ("00E5", "å"), ("", ""), ("zz", ""), ("F8FF", "\uf8ff")],
)
def test_a_symbol_is_the_character_that_its_code_means(code: str, letter: str) -> None:
    assert symbol({"w:char": code}) == letter


def part(*runs: tuple[str, dict[str, str]], around: str = "p") -> list[str]:
    """Return what is read otherwise in runs, given by their text and properties, each in an element."""
    found = Runs()
    for text, properties in runs:
        for name in (around, "r", "rPr"):
            found.start(name, ())
        for name, value in properties.items():
            found.start(name, [("w:val", value)])
            found.end(name)
        found.end("rPr")
        found.text(text)
        found.end("r")
        found.end(around)
    return [line for channel in found.channels("DOCX", "x.xml") for line in channel.text.split("\n")]


@pytest.mark.parametrize("properties", [{"vanish": ""}, {"color": "FFFFFF"}, {"sz": "1"}, {"webHidden": "1"}])
def test_hidden_runs_are_left_out(properties: dict[str, str]) -> None:
    assert "ett två" in part(("ett ", {"b": ""}), ("x", properties), ("två", {"i": ""}))


def test_a_property_that_is_off_hides_nothing() -> None:
    assert "ett två" not in part(("ett ", {"b": ""}), ("x" * 40, {"vanish": "0"}), ("två", {"i": ""}))


def test_what_does_not_fit_is_no_mistake() -> None:
    found = Runs()
    found.end("p")
    found.start("tc", ())
    found.end("tbl")
    found.text("x")

    assert [*found.channels("DOCX", "x.xml")] == []


@pytest.mark.parametrize(
    ("properties", "hidden"),
    [
        ({}, False),
        ({"vanish": "off"}, False),
        ({"vanish": " none "}, False),
        ({"specVanish": "true"}, True),
        ({"sz": "5"}, True),
        ({"sz": "6"}, False),
        ({"sz": "0"}, False),
        ({"sz": "-3"}, False),
        ({"sz": "x"}, False),
        ({"w": "1"}, True),
        ({"w": "100"}, False),
        ({"color": " efeFFe"}, True),
        ({"color": "112233"}, False),
        ({"color": "112233", "shd": "clear 112233"}, True),
        ({"color": "AABBCC", "shd": "clear aabbcc"}, True),
        ({"color": "aabbcc", "shd": "CLEAR AABBCC"}, True),
        ({"color": "112233", "shd": "clear 445566"}, False),
        ({"shd": "clear 112233"}, False),
    ],
)
def test_what_hides_a_run_is_known(properties: dict[str, str], *, hidden: bool) -> None:
    found = part(("ett" * 11, {"b": "1"}), ("x" * 40, properties), ("två" * 11, {"i": "1"}))

    assert found == ([f"{'ett' * 11}{'två' * 11}"] if hidden else [])


def told(*events: str, long: bool = True) -> list[str]:
    """Return what is read otherwise in a part: “<name key=value” begins an element, “>name” ends it, else it is text.

    The texts become so long that they are not taken for strewn ones, unless they are not to be `long`.
    """
    found = Runs()
    filling = "-" * 30 if long else ""
    for event in events:
        if event.startswith("<"):
            name, *pairs = event[1:].split()
            found.start(name, [(f"w:{key}", value) for key, _, value in (pair.partition("=") for pair in pairs)])
        elif event.startswith(">"):
            found.end(event[1:])
        else:
            found.text(event if event.isspace() or not event else f"{event}{filling}")
    return [line.replace("-", "") for each in found.channels("DOCX", "x.xml") for line in each.text.split("\n")]


def cell(text: str) -> tuple[str, ...]:
    return ("<tc", "<p", *run(text, f"own{text}"), ">p", ">tc")


def row(*texts: str) -> tuple[str, ...]:
    return ("<tr", *(event for text in texts for event in cell(text)), ">tr")


def run(text: str, *properties: str) -> tuple[str, ...]:
    return ("<r", "<rPr", *(event for each in properties for event in (f"<{each}", ">x")), ">rPr", text, ">r")


def place(text: str, where: str) -> tuple[str, ...]:
    return ("<p", f"<framePr {where}", ">framePr", *run(text, f"own{text}"), ">p")


@pytest.mark.parametrize(
    ("events", "read"),
    [
        (run("a", "b"), []),
        ((*run("a", "b"), *run("x", "c"), *run("d", "b")), ["ad"]),
        ((*run("a", "b"), *run(" ", "c"), *run("", "c"), *run("d", "b")), []),
        ((*run("a", "b val=1"), *run("x", "c"), *run("d", "b val=2")), []),
        ((*run("a", "b fill=1"), *run("x", "c"), *run("d", "b fill=2")), []),
        ((*run("a", "b ascii=1"), *run("x", "c"), *run("d", "b ascii=2")), []),
        ((*run("a", "b"), *run("x" * 51, "c"), *run("d" * 50, "b")), [f"a{'d' * 50}"]),
        ((*run("a", "b"), *run("x" * 51, "c"), *run("d" * 51, "b")), []),
        (("<p", *run("a", "b"), "<p", "x", ">p", *run("d", "b"), ">p"), ["ad"]),
        ((*run("a", "b"), "<del", *run("x", "e"), ">del", *run("d", "f")), ["ad"]),
        (
            (*run("a", "b"), "<del", *run("x", "e"), "<Fallback", *run("y", "g"), ">Fallback", *run("z", "h"), ">del",
             *run("d", "f")),
            ["ad", "axzd", "xz"],
        ),
        (("<tbl", *row("a", "b"), *row("c", "d"), ">tbl"), ["ac", "bd"]),
        (("<tbl", *row("a", "b"), ">tbl", "<tbl", *row("c", "d"), ">tbl"), []),
        (
            ("<tbl", "<tr", "<tc", "a", "<tbl", *row("x", "y"), ">tbl", "b", ">tc", *cell("c"), ">tr", *row("d", "e"),
             ">tbl"),
            ["abd", "ce"],
        ),
        (("<tbl", *row("a"), ">tbl", *run("x", "f"), "<tbl", *row("b"), ">tbl"), []),
        ((*place("a", "y=20 x=3"), *place("b", "y=5 x=9"), *place("c", "y=20 x=1")), ["bca", "cab"]),
        ((*place("b", "y=x"), *place("a", "y=-4 x=7")), ["ab"]),
        ((*place("b", "y=2"), "<p", *run("x", "z"), ">p", *place("a", "y=1")), ["ab"]),
        (("<bdo val=rtl", *run("cb", "k"), ">bdo", *run("d", "l")), ["bcd"]),
        (("<bdo val=ltr", *run("cb", "k"), ">bdo", *run("d", "l")), []),
        (("<bdo val=rtl", *run("cb", "k"), ">bdo", "<bdo val=ltr", *run("de", "m"), ">bdo", *run("f", "l")), ["bcdef"]),
        (
            ("<bdo val=rtl", *run("cb", "k"), "<bdo val=rtl", *run("ed", "k2"), ">bdo", ">bdo", *run("fg", "l")),
            ["bcdefg"],
        ),
        ((*run("a", "b"), "<r", "<sym char=0041", ">sym", ">r", *run("d", "b")), ["ad"]),
    ],
)  # fmt: skip
def test_runs_are_read_in_the_orders_in_which_they_may_be_seen(events: tuple[str, ...], read: list[str]) -> None:
    assert sorted(told(*events)) == sorted(read)


def test_short_runs_are_read_backwards_and_at_distances() -> None:
    assert told(*run("a", "b"), *run("b", "c"), *run("c", "d"), long=False) == ["cba", "ac"]
    assert told(*run("a" * 30, "b"), *run("b" * 31, "c"), *run("c", "d"), long=False) == [f"c{'a' * 30}"]


@pytest.mark.parametrize(
    ("code", "letter"), [("F000", "\0"), ("F0FF", "ÿ"), ("F100", "\uf100"), ("EFFF", "\uefff"), ("1F600", "😀")]
)
def test_only_the_private_characters_of_symbol_fonts_are_others(code: str, letter: str) -> None:
    assert symbol({"char": code}) == symbol({"w:char": code, "char": "0041"}) == letter
