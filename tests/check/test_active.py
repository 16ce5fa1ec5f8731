"""A finished document that would run or open something is refused; what only says something is not."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kefu.check.active import inert
from kefu.check.readers.channels import Channel
from kefu.rules.leaks import NOTHING_IS_ACTIVE

PATH = PurePosixPath("public/cases/01-skolan/fall.html")


@pytest.mark.parametrize(
    ("name", "inner"),
    [("HTML script", ""), ("PDF action", ""), ("EPUB media", "SVG action"), ("PDF attachment: HTML script", "")],
)
def test_a_script_or_an_action_is_told_once_a_place(name: str, inner: str) -> None:
    channels = [
        Channel(name=name, place="fall.html", text="alert(1)", inner=inner),
        Channel(name=name, place="fall.html, escapes decoded", text="alert(2)", inner=inner),
    ]
    (found,) = inert(PATH, channels)

    assert found.rule == NOTHING_IS_ACTIVE
    assert found.location.path == PATH
    assert found.message == f"{name}, fall.html: “alert(1)”, which would run, or open something else"


def test_long_ones_are_cut() -> None:
    (found,) = inert(PATH, [Channel(name="HTML action", place="x", text="a" * 500)])
    assert len(found.message) < 200


def test_text_is_not_active() -> None:
    assert [*inert(PATH, [Channel(name="HTML text", place="x", text="script action")])] == []
    assert [*inert(PATH, [Channel(name="HTML script", place="x", text=" ")])] == []
