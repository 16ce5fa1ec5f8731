"""Brackets in brackets are told before pandoc spends minutes on them."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest

from kefu.model import Source
from kefu.reading import markup
from kefu.slips.nesting import DEEPEST, MOST_COMMENTS, MOST_LEVELS, nested, too_deep

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


@pytest.mark.parametrize(
    ("piece", "place"),
    [
        ("> " * 60 + "ord", "report/a.md:3:1"),
        ("- " * 60 + "ord", "report/a.md:3:1"),
        ("> " * (MOST_LEVELS + 1) + "ord", "report/a.md:3:1"),
        ("> - " * MOST_LEVELS + "ord", "report/a.md:3:1"),
        ("\n".join(f"{'  ' * n}- ord{n}" for n in range(MOST_LEVELS + 1)), "report/a.md:15:27"),
        ("\n\n".join(f"{'    ' * n}1. ord{n}" for n in range(MOST_LEVELS + 1)), "report/a.md:27:52"),
    ],
)
def test_too_many_levels_are_told_at_their_line(piece: str, place: str) -> None:
    text = f"Text.\n\n{piece}\n"
    source = Source(path=PurePosixPath("report/a.md"), text=text, digest="")
    (blocks,) = markup.read([text], jobs=1)

    (told,) = nested(source, json.loads(blocks))

    assert str(told.location) == place
    assert "more than 12 lists, quotations, emphases" in told.message


def test_as_many_levels_as_every_format_has_are_fine() -> None:
    text = "> " * MOST_LEVELS + "ord\n\n" + "**ett *två*** ~~tre~~ [fyra](https://a.se) ^[Not.]\n"
    source = Source(path=PurePosixPath("report/a.md"), text=text, digest="")
    (blocks,) = markup.read([text], jobs=1)

    assert nested(source, json.loads(blocks)) == []
