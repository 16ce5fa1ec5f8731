"""The theme as it is written: named, or described by what is different."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from kefu.authored.looks import ColoursDescription, ThemeDescription
from kefu.theme import Colours


def test_every_colour_of_a_theme_can_be_another() -> None:
    assert [*ColoursDescription.model_fields] == [field.name for field in fields(Colours)]


@pytest.mark.parametrize("value", ["samspel", {"base": "samspel"}])
def test_a_name_alone_is_the_theme_of_that_name(value: Any) -> None:
    assert ThemeDescription.model_validate(value) == ThemeDescription.model_validate({"base": "samspel"})


def test_colours_are_kept_in_small_letters() -> None:
    theme = ThemeDescription.model_validate({"colours": {"light": {"accent": "#AABBCC"}}})
    assert theme.colours.light.accent == "#aabbcc"
