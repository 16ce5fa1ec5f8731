"""The site's style: one small file that asks for nothing but its fonts, in colours that can be read."""

from __future__ import annotations

import re
from typing import Final

import pytest
from tests.contrast import READABLE, VISIBLE, contrast

from kefu import words
from kefu.site.fonts import fonts
from kefu.site.style import style

STYLE: Final = style().decode()


def colours(style_: str) -> dict[str, tuple[float, ...]]:
    """Return the custom properties that are colours, each as red, green and blue from 0 to 1."""
    return {
        name: tuple(int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
        for name, value in re.findall(r"--([a-z]+): #([0-9a-f]{6});", style_)
    }


LIGHT, DARK = (colours(block) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL))


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast(colours("--a: #777777;")["a"], (1, 1, 1)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("text", ["ink", "quiet", "accent", "warn"])
def test_text_can_be_read_on_every_ground(scheme: dict[str, tuple[float, ...]], ground: str, text: str) -> None:
    assert contrast(scheme[text], scheme[ground]) >= READABLE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("mark", ["accent", "edge"])
def test_focus_and_edges_can_be_seen_on_every_ground(
    scheme: dict[str, tuple[float, ...]], ground: str, mark: str
) -> None:
    assert contrast(scheme[mark], scheme[ground]) >= VISIBLE


def test_the_dark_colours_are_all_of_the_light_ones() -> None:
    assert set(DARK) == set(LIGHT)


def test_the_style_is_small_and_bare() -> None:
    assert len(style()) < 30_000
    assert "/*" not in STYLE
    assert STYLE.count("{") == STYLE.count("}")
    assert [line for line in STYLE.splitlines() if line != line.strip() or not line] == []


def test_the_style_asks_for_the_fonts_of_the_site_and_for_nothing_else() -> None:
    assert sorted(re.findall(r'url\("?(.*?)"?\)', STYLE)) == sorted(f"fonts/{name}" for name, _ in fonts())
    assert "@import" not in STYLE
    assert STYLE.count("@font-face") == STYLE.count("font-display: swap") == len(fonts())


def test_every_custom_property_that_is_used_is_defined() -> None:
    used = set(re.findall(r"var\((--[a-z-]+)", STYLE))

    assert used <= set(re.findall(r"(?<![\w-])(--[a-z-]+):", STYLE))


def test_a_word_in_the_style_may_hold_any_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words.documents, "DRAFT", 'Inte "färdigt" \\ $än')

    assert 'content: "Inte \\"färdigt\\" \\\\ $än";' in style().decode()


def test_printed_pages_of_a_draft_say_that_it_is_one() -> None:
    assert re.search(rf'@page draft \{{\s*@top-right \{{ content: "{words.documents.DRAFT}";', STYLE)
