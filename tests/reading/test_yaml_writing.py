"""YAML is written so that people can go on writing in it, and is read as what it was."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.model import Source
from kefu.reading.yaml import parse_yaml
from kefu.reading.yaml_writing import written

PATH = PurePosixPath("review/a.yaml")

printable = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\u00a0\u2028\ufeff:#-\"'"))
values = st.dictionaries(
    st.sampled_from(("a", "b-c", "d")),
    st.recursive(
        printable | st.booleans() | st.integers(0, 99),
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from(("x", "y")), inner, min_size=1)
        ),
        max_leaves=8,
    ),
    min_size=1,
)


def test_texts_of_several_lines_stand_as_lines() -> None:
    assert written(PATH, {"text": "En rad.\nEn till.", "list": [{"a": "1"}], "n": 1}) == (
        "text: |-\n  En rad.\n  En till.\nlist:\n- a: '1'\nn: 1\n"
    )


def test_long_texts_are_broken_into_lines() -> None:
    text = " ".join(["ett långt ord"] * 30)

    assert max(map(len, written(PATH, {"text": text}).splitlines())) < 120


def test_what_somebody_has_written_stays() -> None:
    over = 'a: "ett"  # varför inte två?\nb:\n# tala med Bo\n- x: ja\n  y: nej\n'
    new = {"a": "ett", "b": [{"x": "ja", "y": "kanske"}, {"x": "nytt"}]}

    assert written(PATH, new, over) == over.replace("nej", "kanske") + "- x: nytt\n"


def test_what_is_gone_is_taken_away() -> None:
    assert written(PATH, {"b": ["2"]}, "a: 1\nb: ['2', '3']\n") == "b: ['2']\n"


def test_what_yaml_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="is not what was to be written"):
        written(PATH, {"a": float("nan")})


@given(values, values)
def test_what_is_written_is_read_again_whatever_was_there(value: dict[str, object], old: dict[str, object]) -> None:
    first = written(PATH, old)
    again = written(PATH, value, first)

    assert parse_yaml(Source(path=PATH, text=again, digest="")).value == value
