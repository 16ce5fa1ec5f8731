"""Files that are not as their model expects: every mistake at its line, and no word of a parser's or a library's."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import PROJECTS

from kefu.authored import Authored, CaseDescription, FigureDescription, Publication
from kefu.check.people import registry_file
from kefu.diagnostics import BuildError
from kefu.model import Source
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml


def refused(model: type[Authored], text: str) -> BuildError:
    with pytest.raises(BuildError) as raised:
        validate(model, parse_yaml(Source(path=PurePosixPath("report/a.md"), text=text, digest="")))
    return raised.value


def told(error: BuildError) -> list[str]:
    return [f"{diagnostic.location} {diagnostic.rule.name}" for diagnostic in error.diagnostics]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("titel: x", "did you mean “title”?"),
        ("publisher: {nam: x}", "did you mean “name”?"),
        ("identifiers: {do: x}", "did you mean “doi”?"),
        ("series: {numer: x}", "did you mean “number”?"),
        ("editions: {report: {visability: public}}", "did you mean “visibility”?"),
        ("publisher: {zzz: x}", "known keys here: name, short-name"),
        ("editions: {report: {zzz: x}}", "known keys here: title, document, parts"),
    ],
)
def test_an_unknown_key_is_told_with_those_that_can_stand_there(text: str, hint: str) -> None:
    (unknown,) = (found for found in refused(Publication, text).diagnostics if found.rule.name == "key-is-known")
    assert hint in "\n".join(unknown.hints)


def test_a_list_with_a_mistake_in_it_is_not_told_to_be_empty() -> None:
    lists = [
        place for place in told(refused(CaseDescription, "roles: [3]\ntimeline: []\n")) if "value-is-valid" in place
    ]
    assert lists == ["report/a.md:1:9 value-is-valid", "report/a.md:2:11 value-is-valid"]


def test_a_list_may_hold_itself_and_is_no_value() -> None:
    assert "report/a.md:1:8 value-is-valid" in told(refused(CaseDescription, "roles: &x [*x]\n"))


def test_what_an_alias_brings_in_is_told_where_it_does_so() -> None:
    text = "publisher: &x {name: 1, short-name: PROV}\ncommissioner: *x\n"
    places = [place for place in told(refused(Publication, text)) if "value-is-valid" in place]
    assert places == ["report/a.md:1:22 value-is-valid", "report/a.md:2:1 value-is-valid"]


VALID: Final = {
    Publication: (PROJECTS / "small" / "report" / "publication.yaml").read_text(encoding="utf-8"),
    CaseDescription: (PROJECTS / "small" / "cases" / "01-skolan" / "case.yaml").read_text(encoding="utf-8"),
    FigureDescription: (PROJECTS / "small" / "figures" / "events.yaml").read_text(encoding="utf-8"),
    registry_file._File: "persons:\n  - {real: Anna Prov, invented: Maria Holm}\nplaces: []\n",  # noqa: SLF001 - nothing else uses it
}
"""A valid file of each model."""

FOREIGN: Final = re.compile(
    r"(?i:\binput\b|\bpattern\b|\bstr\b|\bstring|\bliteral|\btuple|\bdict|\bint\b|\binteger|\bfloat|\bbool|\benum\b"
    r"|pydantic|ruamel|\bmapping|\bsequence|\bscalar|\btoken|\bnode\b|\bstream\b|\balias\b|\banchor|\bbase64|codec)"
    r"|\bNone\b|\bTrue\b|\bFalse\b|(?<!\.)\bnan\b|\^\[|\\p\{|\(\?|<class|<block"
    + "".join(rf"|\b{name}\b" for name in (*(model.__name__ for model in Authored.__subclasses__()), "Authored"))
    + r"|\b(?:PartKind|DocumentKind|Visibility|Status|Format)\b"
)
"""Words of parsers and of Python, regular expressions and the names of classes."""


def check(model: type[Authored], text: str) -> None:
    """Make sure that a text is accepted, or that what is wrong with it is told in our words at places that exist."""
    try:
        validate(model, parse_yaml(Source(path=PurePosixPath("a.yaml"), text=text, digest="")))
    except BuildError as error:
        for diagnostic in error.diagnostics:
            lines = text.split("\n")
            line, column = diagnostic.location.line, diagnostic.location.column
            assert line
            assert column
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1
            assert diagnostic.hints
            for said in (diagnostic.message, *diagnostic.hints):
                assert not FOREIGN.search(said), said
                assert said.encode()


@pytest.mark.parametrize(
    "said",
    [
        "Input should be a valid string",
        "“id”: string should match pattern '^[a-z0-9]+$'",
        "input should be a valid date or datetime, invalid character in year",
        "expected <block end>, but found '<scalar>'",
        "could not determine a constructor for the tag of a node",
        "the value is “None”",
        "Input should be a valid dictionary or instance of Organisation",
        "found undefined alias",
    ],
)
def test_the_words_of_others_are_recognised(said: str) -> None:
    assert FOREIGN.search(said)


TEXTS: Final = st.text(alphabet="åÄxyz 0179:-_@#*&!|>%\"'{}[],?\a\t\n\\\ud800\u00a0\u2028…", max_size=8)
SCALARS: Final = (
    st.none()
    | st.booleans()
    | st.integers(-5, 10**20)
    | st.floats()
    | TEXTS
    | st.sampled_from(("1 december 2026", "2025-02-30", "2026-12-01", "nej", "public", "case", "bo", "", " "))
)
VALUES: Final = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2), max_leaves=4
)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the paths of everything in a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, one in inner for found in paths(one, (*path, step)))]


def changed(value: Any, path: tuple[Any, ...], how: str, new: Any, key: str) -> Any:
    """Return a value with another at a path, or without it, or with a key there that is new or renamed."""
    if path:
        step, *rest = path
        inner = changed(value[step], tuple(rest), how, new, key)
        items: Any = dict(value) if isinstance(value, dict) else list(value)
        if how == "remove" and not rest:
            del items[step]
        else:
            items[step] = inner
        return items
    match how:
        case "add" if isinstance(value, dict):
            return {**value, key: new}
        case "rename" if isinstance(value, dict) and value:
            first, *others = value
            return {key: value[first], **{one: value[one] for one in others}}
        case "add" if isinstance(value, list):
            return [*value, new]
    return new


def written(value: Any) -> str:
    """Return a value as YAML in braces, as which JSON can be read; numbers that JSON has not are YAML's."""
    text = json.dumps(value)
    return text.replace("-Infinity", "-.inf").replace("Infinity", ".inf").replace("NaN", ".nan")


@pytest.mark.slow
@pytest.mark.parametrize("model", VALID, ids=lambda model: model.__name__)
@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(data=st.data(), how=st.sampled_from(("replace", "remove", "add", "rename")), new=VALUES, key=TEXTS)
def test_damaged_values_are_told_in_our_words(
    model: type[Authored], data: st.DataObject, how: str, new: Any, key: str
) -> None:
    value = parse_yaml(Source(path=PurePosixPath("a.yaml"), text=VALID[model], digest="")).value
    path = data.draw(st.sampled_from(paths(value)[1:]))
    check(model, written(changed(value, path, how, new, key)))


CHUNKS: Final = (
    *"{}[]()<>:-#\"'@&*!|%,=`\\?~ \n\t",
    *("\n\n", "  ", "- ", "---\n", "...\n", ": ", "x: ", "&a ", "*a", "<<: *a", "<<: x\n", "!x ", "!!set ", "!!null "),
    *("null", "true", "0", "007", ".inf", "2025-02-30", "å", "\a", "\x85", "\u00a0", "\u2028", "%YAML 1.1\n", "? "),
    *("\\q", "\\ud800", "|\n", ">\n  x\n", "title: y\n", "-x", "9" * 5000, "[" * 50),
)
"""What means something in YAML, or looks as if it did."""


@pytest.mark.parametrize("model", VALID, ids=lambda model: model.__name__)
@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(CHUNKS) | TEXTS), min_size=1, max_size=3
    )
)
def test_damaged_texts_are_told_in_our_words(model: type[Authored], edits: list[tuple[float, int, str]]) -> None:
    text = VALID[model]
    for place, removed, chunk in edits:
        start = round(place * len(text))
        text = f"{text[:start]}{chunk}{text[start + removed :]}"
    check(model, text.encode("utf-8", "ignore").decode())
