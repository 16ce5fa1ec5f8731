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


@pytest.mark.parametrize(("length", "shown"), [(80, "a" * 80), (81, f"{'a' * 80} …")])
def test_what_is_active_is_shown_up_to_eighty_letters(length: int, shown: str) -> None:
    (found,) = inert(PATH, [Channel(name="HTML action", place="x", text="a" * length)])
    assert f"“{shown}”" in found.message


def test_what_comes_after_text_and_after_what_was_told_is_told_too() -> None:
    script = Channel(name="HTML script", place="x", text="a")
    names = ["HTML text", "HTML script", "HTML script", "HTML action"]
    found = [*inert(PATH, [Channel(name=name, place="x", text="a") for name in names])]
    assert [one.message.partition(",")[0] for one in found] == ["HTML script", "HTML action"]
    assert len([*inert(PATH, [script, script])]) == 1
