"""All slips of a text, in its order; and none in texts of this repository or in prose as people write it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.slips.conftest import mended, slips_of

from kefu.slips import slips_in

if TYPE_CHECKING:
    from kefu.load import Loaded


def test_slips_come_in_the_order_of_the_text() -> None:
    _, slips = slips_of("Ett **ord.\n## Rubrik\n\n•\u00adpunkt\n\n[a]()")
    assert [slip.at for slip in slips] == sorted(slip.at for slip in slips)
    assert {slip.rule.name for slip in slips} == {
        "emphasis-is-closed",
        "block-stands-apart",
        "list-is-marked",
        "characters-are-plain",
        "link-has-target",
    }


@pytest.mark.slow
def test_the_manuscript_has_none(manuscript: Loaded) -> None:
    for text in manuscript.project.texts:
        assert slips_in(text.source, json.loads(text.blocks)) == (), text.source.path


PIECES = st.sampled_from(
    ["Text", " ", "\n", "\n\n", "- ", "• ", "1. ", "2. ", "## ", "##", "> ", "*", "**", "_", "`", "```", ":::", "[",
     "]", "(https://x.se)", "[^1]", "[^1]: ", "|", "---", "\t", "<!--", "-->", "{#a}", "@k", "\\", "å", "\u00ad", "– "]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=60, derandomize=True)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_text_is_read_to_its_end_and_mending_comes_to_an_end(text: str) -> None:
    for _ in range(5):
        after = mended(text)
        if after == text:
            break
        text = after
    assert mended(text) == text
