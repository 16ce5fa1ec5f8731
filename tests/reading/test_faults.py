"""Every mistake that pydantic can find in what is authored has a sentence of ours."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, get_args

import pydantic
import pytest
from pydantic_core.core_schema import ErrorType

from kefu.authored import FORMS, Authored, CaseDescription, FigureDescription, Publication
from kefu.check.people import registry_file
from kefu.diagnostics import BuildError
from kefu.model import Source
from kefu.reading.expected import expected
from kefu.reading.faults import SENTENCES
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.reading.yaml import Yaml

REGISTRY: Final[type[Authored]] = registry_file._File  # noqa: SLF001 - nothing else uses it

WORDED: Final[dict[str, list[tuple[type[Authored], str, str, str]]]] = {
    "missing": [
        (CaseDescription, "id: x\n", "the key “synopsis” is missing", "add a line “synopsis: …”"),
        (CaseDescription, "id: x\n", "the key “status” is missing", "add a line “status: draft”"),
        (CaseDescription, "id: x\n", "the key “roles” is missing", "add a line “roles: […]”"),
        (
            Publication,
            "contact: {name: x}",
            "the key “email” is missing",
            "add “email: namn@example.org” inside the braces",
        ),
        (
            Publication,
            "title: x\n",
            "the key “publisher” is missing",
            "add a line “publisher: {name: …, short-name: …}”",
        ),
    ],
    "extra_forbidden": [
        (CaseDescription, "titel: x", "unknown key “titel”", "did you mean “title”?"),
        (Publication, "publisher: {zzz: x}", "unknown key “zzz”", "known keys here: name, short-name"),
        (FigureDescription, "\u00a0alt: x", "unknown key “\\u00a0alt”", "did you mean “alt”?"),
    ],
    "enum": [
        (
            CaseDescription,
            "status: done",
            "“status” is the text “done”, but should be “draft”, “review” or “approved”",
            "write “status: draft”",
        ),
        (
            CaseDescription,
            "status: aproved",
            "“status” is the text “aproved”, but should be",
            "did you mean “approved”?",
        ),
        (
            CaseDescription,
            "status:\n",
            "“status” is empty, but should be “draft”, “review” or",
            "write “status: draft”",
        ),
        (
            Publication,
            "editions: {x: {parts: [case, question]}}",
            "item 2 of “parts” is the text “question”, but should be “case”, “questions”",
            "did you mean “questions”?",
        ),
        (
            Publication,
            "identifiers: {isbn: {mobi: x}}",
            "the key “mobi” should be “pdf”, “html”, “epub” or “docx”",
            "write “pdf: …”",
        ),
    ],
    "literal_error": [
        (
            FigureDescription,
            "for: [case]",
            "“for” is a list, but should be “project” or “case”",
            "did you mean “case”?",
        ),
        (Publication, "language: sv", "“language” is the text “sv”, but should be “sv-SE”", "write “language: sv-SE”"),
    ],
    "model_type": [
        (
            Publication,
            "publisher: PROV",
            "“publisher” is the text “PROV”, but should be a group of keys, with “name” and “short-name”",
            "write “publisher: {name: …, short-name: …}”",
        ),
        (
            CaseDescription,
            "actors:\n  - Anna\n",
            "item 1 of “actors” is the text “Anna”, but should be a group of keys",
            "write “{id: ny-ordforande, name: …, role: …, side: politics}”",
        ),
    ],
    "dict_type": [
        (
            CaseDescription,
            "themes: [roles]",
            "“themes” is a list, but should be a group of keys",
            "write “themes: {ny-ordforande: 1}”",
        )
    ],
    "tuple_type": [
        (Publication, "authors: PROV", "“authors” is the text “PROV”, but should be a list", "write “authors: [PROV]”"),
        (Publication, "authors:\n", "“authors” is empty, but should be a list", "write “authors: […]”"),
        (
            CaseDescription,
            "roles:\n  -kommundirektör\n  -rektor\n",
            "“roles” is the text “-kommundirektör -rektor”, but should be a list",
            "write “roles: [kommundirektör, rektor]”",
        ),
        (CaseDescription, "roles: {a: b}", "“roles” is a group of keys, but should be a list", "write “roles: […]”"),
    ],
    "too_short": [
        (
            CaseDescription,
            "roles: []",
            "“roles” is an empty list, but should have at least 1 item",
            "write “roles: […]”",
        ),
        (
            CaseDescription,
            "themes: {}",
            "“themes” is an empty group of keys, but should have at least 1 key",
            "write “themes: {ny-ordforande: 1}”",
        ),
    ],
    "string_type": [
        (CaseDescription, "title: 1984", "“title” is the number 1984, but should be text", 'write “title: "1984"”'),
        (Publication, "series: {number: 007}", "“number” is the number 007, but should be", 'write “number: "007"”'),
        (CaseDescription, "title: true", "“title” is the word “true” without quotes, but", 'write “title: "true"”'),
        (CaseDescription, "title:\n", "“title” is empty, but should be text", "write “title: …”"),
        (
            CaseDescription,
            "title: #1",
            "“title” is empty because “#” starts a comment, but should",
            'write “title: "#1"”',
        ),
        (
            FigureDescription,
            "caption: {title}",
            "“caption” is a group of keys, but should be",
            'write “caption: "{title}"”',
        ),
        (CaseDescription, "roles: [3]", "item 1 of “roles” is the number 3, but should be text", 'write “"3"”'),
        (CaseDescription, "roles:\n  - Ja: nu\n", "item 1 of “roles” is a group of keys, but", 'write “"Ja: nu"”'),
    ],
    "string_too_short": [
        (CaseDescription, "title: ' '", "“title” is empty, but should be text", "write “title: …”"),
        (
            REGISTRY,
            "persons: [{real: A}]",
            "“real” is shorter than 2 characters",
            "write “real: Maria Holm”",
        ),
    ],
    "string_too_long": [
        (
            CaseDescription,
            f"timeline: [{{event: {'x' * 75}}}]",
            "“event” is 75 characters long, but there is room for only 70",
            "shorten it by at least 5 characters",
        )
    ],
    "string_pattern_mismatch": [
        (
            CaseDescription,
            "id: Ny Ordförande",
            "“id” is the text “Ny Ordförande”, but should be written in small letters a–z and digits",
            "write “id: ny-ordforande”",
        ),
        (
            CaseDescription,
            "themes: {Trust: 1}",
            "the key “Trust” should be written in small letters a–z",
            "write “trust: …”",
        ),
        (CaseDescription, "id: …", "“id” is the text “…”, but should be written", "write “id: ny-ordforande”"),
        (
            Publication,
            "url: example.org",
            "“url” is the text “example.org”, but should be a full web address that ends in “/”",
            "write “url: https://example.org/rapport/”",
        ),
        (
            Publication,
            "licence: {url: CC}",
            "should be a full web address",
            "write “url: https://example.org/villkor”",
        ),
        (
            Publication,
            "contact: {email: kefu(at)x.se}",
            "should be an e-mail address",
            "write “email: namn@example.org”",
        ),
        (
            CaseDescription,
            'title: "a\\ab"',
            "“title” is the text “a\\u0007b”, but should contain no control",
            "write “title: ab”",
        ),
        (
            Publication,
            "accepted: [{place: 'a.md:tre'}]",
            "“place” is the text “a.md:tre”, but should be the path of a file, optionally followed by “:” and a line",
            "write “place: report/bilaga.md:3”",
        ),
        (
            REGISTRY,
            "persons: [{real: A1}]",
            "“real” is the text “A1”, but should be written in letters",
            "write",
        ),
        (
            REGISTRY,
            "places: [{real: '12'}]",
            "“real” is the text “12”, but should contain a letter",
            "write",
        ),
    ],
    "string_unicode": [
        (
            CaseDescription,
            'title: "\\ud800"',
            "“title” contains half of a character, “\\ud800”",
            "type the character itself",
        )
    ],
    "bool_type": [
        (
            CaseDescription,
            "fictional:\n",
            "“fictional” is empty, but should be true or false",
            "write “fictional: true” or",
        )
    ],
    "bool_parsing": [
        (
            CaseDescription,
            "fictional: nej",
            "“fictional” is the text “nej”, but should be true or false",
            "write “fictional: false”",
        )
    ],
    "int_type": [
        (CaseDescription, "themes: {x: }", "“x” is empty, but should be a whole number from 1 to 3", "write “x: 1”")
    ],
    "int_parsing": [
        (CaseDescription, "themes: {x: tre}", "“x” is the text “tre”, but should be a whole", "write “x: 1”")
    ],
    "int_parsing_size": [(CaseDescription, f"themes: {{x: '{'9' * 5000}'}}", "“x” is the text “9999", "write “x: 1”")],
    "int_from_float": [(CaseDescription, "themes: {x: 2.5}", "“x” is the number 2.5, but should be", "write “x: 1”")],
    "finite_number": [(CaseDescription, "themes: {x: .inf}", "“x” is the number .inf, but should be", "write “x: 1”")],
    "float_type": [
        (
            Publication,
            "editions: {x: {type-size: }}",
            "“type-size” is empty, but should be a number from 8 to 30",
            "11.5”",
        )
    ],
    "float_parsing": [
        (Publication, "editions: {x: {type-size: stor}}", "“type-size” is the text “stor”", "write “type-size: 11.5”")
    ],
    "greater_than_equal": [
        (
            Publication,
            "editions: {x: {type-size: 3}}",
            "“type-size” is the number 3, but should be a number from 8 to 30",
            "write “type-size: 11.5”",
        )
    ],
    "less_than_equal": [
        (
            CaseDescription,
            "themes: {x: 4}",
            "“x” is the number 4, but should be a whole number from 1 to 3",
            "write “x: 1”",
        )
    ],
    "date_type": [
        (Publication, "date:\n", "“date” is empty, but should be a date", "as numbers, as in “date: 2026-12-01”"),
        (Publication, "date: [2026]", "“date” is a list, but should be a date", "as in “date: 2026-12-01”"),
    ],
    "date_from_datetime_parsing": [
        (
            Publication,
            "date: 1 december 2026",
            "“date” is the text “1 december 2026”, but should be a date",
            "2026-12-01”",
        ),
        (Publication, "date: 2026-12-1", "“date” is the text “2026-12-1”, but should be a date", "“date: 2026-12-01”"),
        (
            Publication,
            "date: 2026/12/01",
            "“date” is the text “2026/12/01”, but should be a date",
            "“date: 2026-12-01”",
        ),
        (Publication, "date: 2026-12", "“date” is the text “2026-12”, but should be a date", "“date: 2026-12-01”"),
        (
            Publication,
            "date: i går",
            "“date” is the text “i går”, but should be a date",
            "year, month and day",
        ),
        (Publication, "date: 2025-02-30", "“date” is 2025-02-30, but there is no such day", "“date: 2026-12-01”"),
        (Publication, "date: ''", "“date” is empty, but should be a date", "“date: 2026-12-01”"),
    ],
    "date_from_datetime_inexact": [
        (Publication, "date: 2026", "“date” is the number 2026, but should be a date", "“date: 2026-12-01”"),
        (Publication, "date: 20261201", "“date” is the number 20261201, but should be a date", "“date: 2026-12-01”"),
        (
            Publication,
            "date: 2026-12-01T10:30",
            "“date” is the text “2026-12-01T10:30”, but should be",
            "“date: 2026-12-01”",
        ),
    ],
}
"""By the type of error that pydantic raises: a model, a text that raises it, and pieces of the message and the hint."""


def parsed(text: str) -> Yaml:
    return parse_yaml(Source(path=PurePosixPath("a.yaml"), text=text, digest=""))


@pytest.mark.parametrize(
    ("kind", "model", "text", "message", "hint"),
    [(kind, *rest) for kind, cases in WORDED.items() for rest in cases],
)
def test_a_mistake_is_told_in_our_words(kind: str, model: type[Authored], text: str, message: str, hint: str) -> None:
    with pytest.raises(pydantic.ValidationError) as refused:
        model.model_validate(parsed(text).value)
    assert kind in {error["type"] for error in refused.value.errors()}
    with pytest.raises(BuildError) as raised:
        validate(model, parsed(text))
    told = [one for one in raised.value.diagnostics if message in one.message]
    assert [hint in one.hints[0] for one in told] == [True]


def test_every_sentence_is_shown_and_none_is_for_an_error_that_pydantic_does_not_know() -> None:
    assert set(WORDED) == set(SENTENCES)
    assert set(SENTENCES) <= set(get_args(ErrorType))


RAISED: Final[dict[str, set[str]]] = {
    "definitions": set(),
    "definition-ref": set(),  # what refers to itself, which no model of ours does, raises recursion_loop
    "default": set(),
    "function-before": set(),  # ours raise nothing
    "no-info": set(),  # says what such a function is given
    "nullable": set(),
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},  # keys are texts, or invalid_key would be raised too
    "model-field": set(),
    "tuple": {"tuple_type", "too_short"},
    "dict": {"dict_type", "too_short"},
    "enum": {"enum"},
    "literal": {"literal_error"},
    "str": {"string_type", "string_unicode", "string_too_short", "string_too_long", "string_pattern_mismatch"},
    "bool": {"bool_type", "bool_parsing"},
    "int": {"int_type", "int_parsing", "int_parsing_size", "int_from_float", "finite_number"}
    | {"greater_than_equal", "less_than_equal"},
    "float": {"float_type", "float_parsing", "greater_than_equal", "less_than_equal"},
    "date": {"date_type", "date_from_datetime_parsing", "date_from_datetime_inexact"},
}
"""The errors that each kind of schema raises for values of YAML, with the constraints that `KNOWN` has of it.

Source: the documentation of pydantic, *Validation errors*.
"""

KNOWN: Final = {
    "tuple": {"min_length", "items_schema", "variadic_item_index"},
    "dict": {"min_length", "keys_schema", "values_schema", "strict"},
    "enum": {"cls", "members", "sub_type", "missing"},
    "literal": {"expected"},
    "str": {"min_length", "max_length", "pattern", "strip_whitespace", "to_lower"},
    "int": {"ge", "le"},
    "float": {"ge", "le"},
    "bool": set(),
    "date": set(),
}
ALWAYS: Final = {"type", "ref", "metadata", "serialization"}


def schemas(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema in a core schema."""
    if isinstance(value, dict):
        if isinstance(value.get("type"), str):
            yield value
        for key, inner in value.items():
            if key not in {"metadata", "config", "expected", "members"}:
                yield from schemas(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from schemas(inner)


MODELS: Final = (Publication, CaseDescription, FigureDescription, REGISTRY)


@pytest.mark.parametrize("model", MODELS)
def test_every_error_that_a_model_can_raise_has_a_sentence(model: type[Authored]) -> None:
    for schema in schemas(model.__pydantic_core_schema__):
        kind = schema["type"]
        assert RAISED[kind] <= set(SENTENCES), kind
        if kind in KNOWN:
            assert set(schema) - ALWAYS <= KNOWN[kind], kind


@pytest.mark.parametrize("model", MODELS)
def test_every_pattern_is_that_of_a_form(model: type[Authored]) -> None:
    patterns = {schema["pattern"] for schema in schemas(model.__pydantic_core_schema__) if "pattern" in schema}
    assert patterns
    assert patterns <= set(FORMS)


def test_the_example_of_a_registry_is_accepted() -> None:
    assert isinstance(REGISTRY.model_validate(parsed(expected(REGISTRY).example).value), REGISTRY)
