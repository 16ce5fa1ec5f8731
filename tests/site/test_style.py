"""The site's style: one small file that asks for nothing but its fonts, in the colours of the theme."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.site.fonts import fonts
from kefu.site.style import style
from kefu.theme import THEME

if TYPE_CHECKING:
    import pytest

STYLE: Final = style(THEME).decode()


def properties(block: str) -> dict[str, str]:
    """Return the custom properties that a block defines, by name."""
    return dict(re.findall(r"--([a-z]+): (.*);", block))


def test_pages_have_the_colours_of_the_theme_on_light_screens_and_on_dark_ones() -> None:
    light, dark, _ = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    (in_the_dark,) = re.findall(
        r"@media screen and \(prefers-color-scheme: dark\) \{\n:root \{(.*?)\}\n\}", STYLE, re.DOTALL
    )

    assert properties(light) == asdict(THEME.light)
    assert properties(dark) == asdict(THEME.dark)
    assert in_the_dark == dark
    assert "color-scheme: light;" in light
    assert "color-scheme: dark;" in dark


def test_printed_pages_have_the_light_colours() -> None:
    pages = re.search(r"@page \{.*?\}\n\}", STYLE, re.DOTALL)
    assert pages
    assert "size: 210mm 297mm;" in pages[0]
    assert f"color: {THEME.light.quiet};" in pages[0]
    assert "${" not in STYLE


def test_the_style_is_small_and_bare() -> None:
    assert len(STYLE.encode()) < 30_000
    assert "/*" not in STYLE
    assert STYLE.count("{") == STYLE.count("}")
    assert [line for line in STYLE.splitlines() if line != line.strip() or not line] == []


def test_the_style_asks_for_the_fonts_of_the_site_and_for_nothing_else() -> None:
    assert sorted(re.findall(r'url\("?(.*?)"?\)', STYLE)) == sorted(f"fonts/{name}" for name, _ in fonts(()))
    assert "@import" not in STYLE
    assert STYLE.count("@font-face") == STYLE.count("font-display: swap") == len(fonts(()))


def test_every_custom_property_that_is_used_is_defined() -> None:
    used = set(re.findall(r"var\((--[a-z-]+)", STYLE))

    assert used <= set(re.findall(r"(?<![\w-])(--[a-z-]+):", STYLE))


def test_a_word_in_the_style_may_hold_any_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words.documents, "DRAFT", 'Inte "färdigt" \\ $än')

    assert 'content: "Inte \\"färdigt\\" \\\\ $än";' in style(THEME).decode()


def test_printed_pages_of_a_draft_say_that_it_is_one() -> None:
    assert re.search(rf'@page draft \{{\s*@top-right \{{ content: "{words.documents.DRAFT}";', STYLE)
