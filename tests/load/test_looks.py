"""The theme of a publication, as it is made of the one that ships and of what the publication says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.photographs import arrow, saved

from kefu.diagnostics import BuildError
from kefu.load import load
from kefu.load.looks import NEEDS, needs
from kefu.theme import THEME
from kefu.themes import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'


def themed(root: Path, theme: str) -> Project:
    """Return the project with a theme in its publication."""
    path = root / "report" / "publication.yaml"
    path.write_text(path.read_text(encoding="utf-8") + theme, encoding="utf-8")
    return load(root, jobs=1).project


def test_without_a_theme_it_is_the_first_that_ships(project: Project) -> None:
    assert project.theme == THEME


def test_a_theme_can_be_named(small: Path) -> None:
    assert themed(small, "theme: samspel\n").theme == THEMES["samspel"]


def test_what_is_different_is_so_in_the_theme_and_all_else_is_not(small: Path) -> None:
    (small / "report" / "logo.svg").write_text(LOGO, encoding="utf-8")
    (small / "report" / "omslag.png").write_bytes(saved(arrow(2500, 2100), "PNG"))
    project = themed(
        small,
        """\
theme:
  base: samspel
  colours: {light: {accent: "#7A1A5C"}}
  logo: {file: report/logo.svg, alt: PROV}
  cover: {file: report/omslag.png, decorative: true}
  type-size: 12
  page: {sheet: b5, margins: {sides: 22, top: 25}}
""",
    )
    theme = project.theme
    assert theme.light.accent == "#7a1a5c"
    assert theme.dark == THEME.dark
    assert theme.logo
    assert (theme.logo.alt, theme.logo.suffix) == ("PROV", ".svg")
    assert theme.cover.picture
    assert (theme.cover.picture.suffix, theme.cover.picture.alt) == (".png", "")
    assert theme.cover.pattern == THEMES["samspel"].cover.pattern
    measures = theme.measures
    assert (measures.page_width, measures.text_width) == (176, 132)
    assert (measures.top_margin, measures.bottom_margin) == (25, 23.6), "in proportion to the sheet"
    assert {edition.description.type_size for edition in project.editions} == {12}


def test_an_edition_may_have_its_own_type_size(small: Path) -> None:
    path = small / "report" / "publication.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[case, questions],", "[case, questions], type-size: 16,"))
    project = themed(small, "theme: {type-size: 12}\n")
    assert [edition.description.type_size for edition in project.editions] == [12, 16, 12]


def test_a_small_picture_on_a_cover_is_a_warning(small: Path) -> None:
    (small / "report" / "omslag.png").write_bytes(saved(arrow(300, 200), "PNG"))
    path = small / "report" / "publication.yaml"
    text = path.read_text(encoding="utf-8") + "theme: {cover: {file: report/omslag.png, decorative: true}}\n"
    path.write_text(text, encoding="utf-8")
    (warning,) = load(small, jobs=1).warnings
    assert warning.rule.name == "picture-is-sharp"
    assert "300 × 200 pixels" in warning.message


def test_the_colour_that_a_hint_names_is_enough(small: Path) -> None:
    with pytest.raises(BuildError) as caught:
        themed(small, 'theme: {colours: {light: {quiet: "#aabbcc", edge: "#dddddd"}, dark: {ink: "#333333"}}}\n')
    assert [found.rule.name for found in caught.value.diagnostics] == ["contrast-is-enough"] * 3
    named = [re.search(r"“(#[0-9a-f]{6})”", found.hints[0]) for found in caught.value.diagnostics]
    quiet, edge, ink = (match[1] for match in named if match)
    path = small / "report" / "publication.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in (("#aabbcc", quiet), ("#dddddd", edge), ("#333333", ink)):
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    assert load(small, jobs=1).project.theme.light.edge == edge


def test_every_need_is_asked_for_once() -> None:
    assert len({*NEEDS}) == len(NEEDS) == len([*needs()])
