"""What is wrong with the values and keys of a YAML file, in words for those who wrote it, and how to write them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu import words
from kefu.authored import COLOUR, FORMS, IDENTIFIER, PRINTED
from kefu.reading.human import as_boolean, as_date, as_items, as_number, as_value
from kefu.reading.stops import quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.reading.expected import Expected

Told = tuple[str, str]
"""A message and a hint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with a value or, if `is_key`, with a key: what stands there, and what is expected there.

    `key` is the key that the value belongs to, and `item` its number in a list, from 1, or 0. `written` is what stands
    in the file on the value's line, `around` what is expected of the group of keys, and `limits` has the numbers and
    the like that pydantic names. `in_braces` tells whether that group is written in braces; `comment` is what stands
    after the key of a value that is empty.
    """

    key: str
    item: int
    is_key: bool
    value: object
    written: str
    expected: Expected
    around: Expected
    limits: Mapping[str, Any]
    in_braces: bool
    comment: str

    @property
    def name(self) -> str:
        """What a message calls the value or the key."""
        return f"{'the key ' * self.is_key}{f'item {self.item} of ' if self.item else ''}“{self.key}”"

    def should(self, expectation: str) -> str:
        """Return what it is and what it should be or do instead."""
        return f"{self.name} {'' if self.is_key else f'is {self.given}, but '}should {expectation}"

    @property
    def given(self) -> str:
        """What stands there, in words that follow “it is”."""
        match self.value:
            case None:
                return "empty because “#” starts a comment" if self.comment else "empty"
            case bool():
                return f"the word “{self.written}” without quotes"
            case int() | float():
                return f"the number {shortened(self.written)}"
            case str():
                return f"the text “{shortened(self.written)}”" if self.value.strip() else "empty"
            case list() | tuple():
                return "a list" if self.value else "an empty list"
            case _:
                return "a group of keys" if self.value else "an empty group of keys"

    def write(self, text: str) -> str:
        """Return how to write the key with any value, or the value as given here."""
        if self.is_key:
            return f"write “{text}: …”"
        return f"write “{text}”" if self.item else f"write “{self.key}: {text}”"


def _other(fault: Fault) -> Told:
    """Tell a value of another kind than expected, or outside its range."""
    expected = fault.expected
    close = difflib.get_close_matches(fault.written, expected.values, n=1)
    hint = fault.write(expected.example)
    written = fault.written or fault.comment
    meant = _meant(fault)
    match expected.type:
        case _ if meant:
            hint = fault.write(meant)
        case _ if close:
            hint = f"did you mean “{close[0]}”?"
        case "string" if written and not expected.values:
            hint = fault.write(quoted(shortened(written)))
        case "array" if written and not isinstance(fault.value, dict):
            items = as_items(written)
            values = expected.inner(0).values
            items = [as_value(item, values) or item for item in items]
            hint = fault.write(f"[{', '.join(map(shortened, items))}]")
        case "boolean":
            hint = f"{hint} or “{fault.key}: false”"
    return fault.should(expected.words), hint


def _meant(fault: Fault) -> str:
    """Return what was probably meant, as YAML has it, where it is written as people would in Swedish."""
    expected = fault.expected
    if isinstance(fault.value, dict | list):
        return ""
    if expected.values:
        return as_value(fault.written, expected.values)
    match expected.type:
        case "boolean":
            return as_boolean(fault.written)
        case "integer" | "number":
            number = as_number(fault.written)
            inside = number and float(expected.schema["minimum"]) <= float(number) <= float(expected.schema["maximum"])
            return number if inside and (expected.type == "number" or "." not in number) else ""
    return ""


def _date(fault: Fault) -> Told:
    if (meant := as_date(fault.written)) and meant != fault.written:
        return fault.should(fault.expected.words), fault.write(meant)
    hint = f"write year, month and day as numbers, as in “{fault.key}: {fault.expected.example}”"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", fault.written):
        return f"“{fault.key}” is {fault.written}, but there is no such day", hint
    return fault.should(fault.expected.words), hint


def _form(fault: Fault) -> Told:
    """Tell a text in another form than expected."""
    form = FORMS[fault.limits["pattern"]]
    mended = fault.key if fault.is_key else str(fault.value)
    if form is IDENTIFIER:
        example = words.slug(mended) or form.example
    elif form is PRINTED:
        example = "".join(letter for letter in mended if letter.isprintable()) or form.example
    else:
        example = quoted(form.example) if form is COLOUR else form.example
    return fault.should(form.words), fault.write(shortened(example))


def _short(fault: Fault) -> Told:
    length, least = len(str(fault.value).strip()), fault.limits["min_length"]
    message = f"{fault.name} is shorter than {least} characters"
    return message if length else fault.should("be text"), fault.write(fault.expected.example)


def _long(fault: Fault) -> Told:
    length, most = len(str(fault.value).strip()), fault.limits["max_length"]
    message = f"{fault.name} is {length} characters long, but there is room for only {most}"
    return message, f"shorten it by at least {length - most} characters"


def _few(fault: Fault) -> Told:
    least = fault.limits["min_length"]
    inside = "key" if isinstance(fault.value, dict) else "item"
    return fault.should(f"have at least {least} {inside}"), fault.write(fault.expected.example)


def _half(fault: Fault) -> Told:
    message = f"{fault.name} contains half of a character, “{shortened(fault.written)}”"
    return message, "type the character itself instead of “\\u” and its number"


def _missing(fault: Fault) -> Told:
    line = f"“{fault.key}: {fault.expected.example}”"
    hint = f"add {line} inside the braces" if fault.in_braces else f"add a line {line}"
    return f"the key “{fault.key}” is missing", hint


def _unknown(fault: Fault) -> Told:
    letters = re.sub(r"\\u[0-9a-f]{4}", "", fault.key)
    close = difflib.get_close_matches(letters, fault.around.keys, n=1)
    hint = f"did you mean “{close[0]}”?" if close else f"known keys here: {', '.join(fault.around.keys)}"
    return f"unknown key “{fault.key}”", hint


SENTENCES: Final[Mapping[str, Callable[[Fault], Told]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "enum": _other,
    "literal_error": _other,
    "model_type": _other,
    "dict_type": _other,
    "tuple_type": _other,
    "too_short": _few,
    "string_type": _other,
    "string_too_short": _short,
    "string_too_long": _long,
    "string_pattern_mismatch": _form,
    "string_unicode": _half,
    "bool_type": _other,
    "bool_parsing": _other,
    "int_type": _other,
    "int_parsing": _other,
    "int_parsing_size": _other,
    "int_from_float": _other,
    "float_type": _other,
    "float_parsing": _other,
    "finite_number": _other,
    "greater_than_equal": _other,
    "less_than_equal": _other,
    "date_type": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
}
"""What tells each mistake that pydantic can find in what is authored, by the type of its error."""
