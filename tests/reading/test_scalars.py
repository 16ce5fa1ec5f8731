"""Each character of a value is found where it is written, in every style of YAML."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kefu.model import Source
from kefu.reading.scalars import aligned
from kefu.reading.yaml import parse_yaml


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: ett ord\n", "ett ord"),
        ("a: 'it''s'\n", "it''s"),
        ('a: "x \\"y\\" \\u00e5"\n', 'x \\"y\\" \\u00e5'),
        ("a: >-\n  ett\n  två\n", "ett\n  två"),
        ("a: |-\n  ett\n  två\n", "ett\n  två"),
        ('a: "ett \\\n  två"\n', "ett \\\n  två"),
    ],
)
def test_characters_are_where_they_are_written(text: str, written: str) -> None:
    yaml = parse_yaml(Source(path=PurePosixPath("a.yaml"), text=text, digest=""))
    value = yaml.value["a"]
    spans = aligned(yaml, ("a",), value)
    assert spans is not None
    assert len(spans) == len(value)
    begin, end = text.index(written), text.index(written) + len(written)
    assert (spans[0][0], spans[-1][1]) == (begin, end)


def test_a_value_that_an_alias_brings_is_written_elsewhere() -> None:
    yaml = parse_yaml(Source(path=PurePosixPath("a.yaml"), text="a: &x ett\nb: *x\n", digest=""))
    assert aligned(yaml, ("a",), "ett") is not None
    assert aligned(yaml, ("b",), "ett") is None
