"""Text that is put into Markdown reads as text, and has no more backslashes than that takes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu import tree
from kefu.reading import markup
from kefu.review.escaping import escaped, guarded

SIGNS = "ab 1.)(*_`[]@#<>\\~^|&;{}!:+-='\"$åé”"
PLAIN = ["En ”mening”, 12\u00a0%, a@b.se & C (i. d.) – 5 > 3!", "2022 var året", "Kronor $5 och 'x'"]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_markup_is_written_as_it_is(text: str) -> None:
    assert escaped(text, begins=True) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
        ("[x](y) ![z] [^1] @key", "\\[x\\](y) \\!\\[z\\] \\[\\^1\\] \\@key"),
        ("<b> &amp; \\ ~x~ a|b", "\\<b> \\&amp; \\\\ \\~x\\~ a\\|b"),
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("(a) b", "(a\\) b"),
        (">. a", "\\>. a"),
    ],
)
def test_markup_is_escaped(text: str, written: str) -> None:
    assert escaped(text, begins=True) == written


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(st.lists(st.text(st.sampled_from(SIGNS), min_size=1), min_size=20, max_size=60))
def test_text_reads_as_what_it_says(texts: list[str]) -> None:
    wanted = [" ".join(text.split()) for text in texts if text.split()]
    read = markup.read([escaped(text, begins=True) for text in wanted], jobs=1)
    for text, blocks in zip(wanted, map(json.loads, read), strict=True):
        assert [node["t"] for node in tree.walk(blocks) if node["t"] not in {"Str", "Space"}] == ["Para"], text
        assert tree.plain(blocks) == text


def test_every_sign_can_be_escaped() -> None:
    assert guarded("a@b 1. ”å” ~") == "a\\@b 1\\. ”å” \\~"
