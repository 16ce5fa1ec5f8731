"""Values of YAML files, where they stand, and how they are written."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.diagnostics import BuildError
from kefu.model import Source
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from kefu.reading.yaml import YamlPath


def source(text: str) -> Source:
    return Source(path=PurePosixPath("report/a.md"), text=text, digest="")


YAML = """\
# En kommentar
title: "En titel"
date: 2026-03-01
empty: ''
flow: {a: 1, b: [x, yy]}
list:
  - one
  - two: 2
    three: Å
text: >
  rad
  rad
"""


def test_values_are_plain() -> None:
    value = parse_yaml(source(YAML)).value
    assert value | {"date": str(value["date"])} == {
        "title": "En titel",
        "date": "2026-03-01",
        "empty": "",
        "flow": {"a": 1, "b": ["x", "yy"]},
        "list": ["one", {"two": 2, "three": "Å"}],
        "text": "rad rad\n",
    }


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "nej", "ja", "1_000 invånare", "12:30"])
def test_words_are_words(word: str) -> None:
    assert parse_yaml(source(f"key: {word}\n")).value == {"key": word}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), (2, 8)),
        (("date",), (3, 7)),
        (("empty",), (4, 8)),
        (("flow",), (5, 7)),
        (("flow", "a"), (5, 11)),
        (("flow", "b", 1), (5, 21)),
        (("list",), (7, 3)),
        (("list", 0), (7, 5)),
        (("list", 1, "three"), (9, 12)),
        (("flow", "missing"), (5, 7)),
        (("list", 1, "missing", "deeper"), (8, 5)),
        (("missing",), (1, 1)),
        ((), (1, 1)),
    ],
    ids=str,
)
def test_a_value_is_found_or_the_nearest_one_around_it(path: YamlPath, place: tuple[int, int]) -> None:
    at = parse_yaml(source(YAML)).at(path)
    assert (str(at.path), at.line, at.column) == ("report/a.md", *place)


@pytest.mark.parametrize(
    ("path", "place"),
    [(("title",), (2, 1)), (("flow", "b"), (5, 14)), (("list", 1, "three"), (9, 5)), (("list", 0), (7, 5))],
    ids=str,
)
def test_a_key_is_found_and_where_there_is_none_the_value(path: YamlPath, place: tuple[int, int]) -> None:
    at = parse_yaml(source(YAML)).at(path, key=True)
    assert (at.line, at.column) == place


def test_a_value_on_the_line_after_its_key_is_found_there() -> None:
    assert parse_yaml(source("key:\n    value\n")).at(("key",)).line == 2


def test_an_anchor_can_be_given_again() -> None:
    assert parse_yaml(source("a: &x 1\nb: &x 2\nc: *x\n")).value == {"a": 1, "b": 2, "c": 2}


def test_merged_keys_are_there_and_are_found_where_they_are_merged() -> None:
    yaml = parse_yaml(source("base: &base {a: 1}\nother:\n  <<: *base\n  b: 2\n"))
    assert yaml.value == {"base": {"a": 1}, "other": {"a": 1, "b": 2}}
    assert yaml.at(("other", "a")).line == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# bara en kommentar\n",
        "ett ord\n",
        "- en lista\n",
        "a: 1\n---\nb: 2\n",
        "a: &x [*x]\nb: {\n",
        "\0",
        "a: !!bool x\n",
    ],
    ids=["empty", "comment", "word", "list", "two-documents", "unclosed", "nul", "no-such-value"],
)
def test_what_is_no_mapping_is_told(text: str) -> None:
    with pytest.raises(BuildError) as raised:
        parse_yaml(source(text))
    assert [diagnostic.rule.name for diagnostic in raised.value.diagnostics] == ["yaml-is-readable"]


@pytest.mark.parametrize("key", ["7", "007", "1.5", "true", "null", "2026-12-01", "no", "<", "="])
def test_a_key_is_a_text_as_it_is_written(key: str) -> None:
    yaml = parse_yaml(source(f"a:\n  {key}: 1\n"))
    assert yaml.value == {"a": {key: 1}}
    assert yaml.at(("a", key), key=True).line == 2


def test_keys_that_are_written_alike_are_the_same_key() -> None:
    with pytest.raises(BuildError, match="the key “1” is given a second time here"):
        parse_yaml(source("1: a\n'1': b\n"))


@pytest.mark.parametrize("written", ["007", "1_000", "0x10", "1e3", "true", "~", "2026-12-01", "Nej"])
def test_a_value_is_known_as_it_is_written(written: str) -> None:
    assert parse_yaml(source(f"a: [{written}]\nb: x\n")).text_at(("a", 0)) == written


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("title",), "En titel"),
        (("empty",), ""),
        (("flow",), "{a: 1, b: [x, yy]}"),
        (("list", 1), "two: 2"),
        ((), "# En kommentar"),
    ],
    ids=str,
)
def test_what_stands_at_a_path_is_known(path: YamlPath, text: str) -> None:
    assert parse_yaml(source(YAML)).text_at(path) == text


@pytest.mark.parametrize("tag", ["!!set", "!!omap", "!!pairs", "!!binary", "!!python/name:os.system", "!own"])
def test_no_tag_makes_values_of_other_kinds(tag: str) -> None:
    with pytest.raises(BuildError) as raised:
        parse_yaml(source(f"a: {tag} {{x: 1}}\n"))
    (told,) = raised.value.diagnostics
    assert (told.rule.name, str(told.location)) == ("yaml-is-readable", "report/a.md:1:4")


@pytest.mark.parametrize("text", ["a: !!bool x\n", "a: !!int x\n", f"a: {'9' * 5000}\n"], ids=["bool", "int", "digits"])
def test_a_value_that_cannot_be_made_is_told_where_it_stands(text: str) -> None:
    with pytest.raises(BuildError) as raised:
        parse_yaml(source(text))
    assert [str(told.location) for told in raised.value.diagnostics] == ["report/a.md:1:4"]
