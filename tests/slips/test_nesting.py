"""Brackets in brackets are told before pandoc spends minutes on them."""

from __future__ import annotations

import pytest

from kefu.slips.nesting import DEEPEST, MOST_COMMENTS, too_deep

DEEP = "[" * (DEEPEST + 1)
MANY = "<!-- ord " * (MOST_COMMENTS + 1)


@pytest.mark.parametrize(
    "text",
    [
        DEEP,
        f"ord {DEEP}ord{']' * len(DEEP)}",
        f"{DEEP[1:]}\nmera [",
        "[" * 2000,
        "[ord " * 2000,
        r"\\" + DEEP,
        f"[ord](adress)\n\n{DEEP}",
        f"<!-- ord --> {DEEP}",
    ],
)
def test_too_many_brackets_are_told_where_they_begin(text: str) -> None:
    slip = too_deep(text)
    assert slip
    assert text[slip.at] == "["
    assert "brackets" in slip.message


@pytest.mark.parametrize(
    "text",
    [
        DEEP[1:],
        "[ord] " * 99,
        f"{DEEP[1:]}\n\n{DEEP[1:]}",
        f"{DEEP[1:]}\n> \n{DEEP[1:]}",
        r"\[" * 99,
        f"`{DEEP}`",
        f"<!-- {DEEP} -->",
        f"~~~\n{DEEP}\n~~~\n",
        f"{MANY}-->",
        "<!-- ord",
    ],
)
def test_brackets_that_are_closed_or_code_or_few_are_not_told(text: str) -> None:
    assert too_deep(text) is None


def test_many_comments_that_never_end_are_told_where_they_begin() -> None:
    slip = too_deep(f"<!-- ett --> {MANY * 500}")
    assert slip
    assert (slip.at, "comments" in slip.message) == (13, True)
