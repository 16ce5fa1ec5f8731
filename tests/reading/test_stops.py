"""A place in a text of YAML, and what stands around it."""

from __future__ import annotations

import pytest

from kefu.reading.stops import LONGEST, Stop, quoted, shortened
from kefu.reading.yaml_mistakes import QUOTATION


def stop(text: str) -> Stop:
    """Return the stop at the sign “¦” in a text, which is not a part of it."""
    return Stop.at_offset(text.replace("¦", ""), text.index("¦"))


@pytest.mark.parametrize(
    ("text", "before", "rest", "value", "in_brackets"),
    [
        ("a: 1\ntitle: ¦En bro  # ny\nb: 2\n", "title: ", "En bro  # ny", "En bro", False),
        ("a: {id: ¦anna, name: b}\n", "a: {id: ", "anna, name: b}", "anna", True),
        ("a: [x, ¦y]\n", "a: [x, ", "y]", "y", True),
        ("a: [x]¦, y\n", "a: [x]", ", y", ", y", False),
        ("a: x#1 ¦\n", "a: x#1 ", "", "", False),
        ("¦", "", "", "", False),
    ],
)
def test_what_stands_on_the_line_is_known(text: str, before: str, rest: str, value: str, in_brackets: bool) -> None:
    place = stop(text)
    assert (place.before, place.rest, place.value, place.in_brackets) == (before, rest, value, in_brackets)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("title: En bro¦: ny\n", "En bro: ny"),
        ("  - Bron¦: en: fråga\n", "Bron: en: fråga"),
        ("  - id: en¦: fråga\n", "en: fråga"),
        ("a: {id: x, name: Anna¦: A}\n", "Anna: A"),
        ('title: "Bron" ¦och\n', '"Bron" och'),
    ],
)
def test_a_stop_goes_to_the_value_that_it_is_in(text: str, value: str) -> None:
    assert stop(text).to_value().value == value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("  title: ¦Bron\n", "write “title: x”"),
        ("a: {id: ¦anna}\n", "write “id: x”"),
        ("  - ¦Bron\n", "write “x”"),
        ("status-date: ¦i går\n", "write “status-date: x”"),
    ],
)
def test_a_value_is_written_with_its_key(text: str, written: str) -> None:
    assert stop(text).written("x") == written


@pytest.mark.parametrize("text", ["En bro", 'Det "är"', "C:\\a", "Annas 'bok'", '"Annas\' bok"', "a: b # c"])
def test_a_text_in_quotes_is_one_quotation(text: str) -> None:
    found = QUOTATION.fullmatch(quoted(text))
    assert found
    assert text in {found[0][1:-1], found[0][1:-1].replace("''", "'")}


def test_a_long_text_is_shortened() -> None:
    assert shortened("å" * LONGEST) == "å" * LONGEST
    assert shortened("å" * (LONGEST + 1)) == f"{'å' * LONGEST}…"
