"""What figures are drawn with: the documents' own font, sizes at print, and colours that everyone can tell apart."""

from __future__ import annotations

import copy
import itertools
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

from kefu import plotting, words
from kefu.authored import Actor
from kefu.plotting import PAPER, SIDES, STEPS, TYPE_SIZE, FigureInput, canvas, use_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.model import Project

Triple = tuple[float, float, float]

READABLE = 4.5
"""The least contrast of text: WCAG 2.2, success criterion 1.4.3, level AA."""

APART = 10.0
"""A difference in CIE L*a*b* that nobody overlooks; a just noticeable one is about 2.3."""

SIGHT = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How linear RGB is seen. Source: Machado, Oliveira and Fernandes (2009), severity 1.0."""


PAIRS = list(itertools.combinations(SIDES, 2))


def linear(colour: str) -> Triple:
    """Return the linear RGB of a colour like `#1b1f24`. Source: IEC 61966-2-1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour: Triple) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio that WCAG 2.2 defines."""
    dark, light = sorted(luminance(linear(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, sight: str) -> Triple:
    """Return the linear RGB that a colour looks like."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in SIGHT[sight]
    )
    return red, green, blue


def lab(colour: Triple) -> Triple:
    """Return CIE L*a*b* of linear RGB, for the white of D65."""
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = luminance(colour)
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def lightness(colour: str) -> float:
    return lab(linear(colour))[0]


@pytest.mark.parametrize("name", ["INK", "QUIET", "BLUE", "GREEN", "ORANGE"])
def test_colours_of_text_can_be_read_on_paper(name: str) -> None:
    assert contrast(getattr(plotting, name), PAPER) >= READABLE


@pytest.mark.parametrize("side", SIDES)
def test_paper_can_be_read_on_the_colour_of_a_side(side: str) -> None:
    assert contrast(PAPER, SIDES[side]) >= READABLE


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_sides_are_told_apart_with_every_kind_of_colour_vision(pair: tuple[str, str], sight: str) -> None:
    one, other = (lab(seen(SIDES[side], sight)) for side in pair)
    assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= APART


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_sides_are_told_apart_in_grey(pair: tuple[str, str]) -> None:
    one, other = (lightness(SIDES[side]) for side in pair)
    assert abs(one - other) >= 5


def test_each_step_is_clearly_darker_than_the_one_before() -> None:
    assert all(lightness(light) - lightness(dark) >= APART for light, dark in itertools.pairwise(STEPS))


def test_the_numbers_on_steps_can_be_read() -> None:
    *light, dark = STEPS
    assert all(contrast(plotting.INK, step) >= READABLE for step in light)
    assert contrast(PAPER, dark) >= READABLE


def test_every_side_of_an_actor_has_a_colour_and_names() -> None:
    sides = set(get_args(Actor.model_fields["side"].annotation))
    assert set(SIDES) == set(plotting.SIDE_NAMES) == set(words.figures.ON_A_SIDE) == sides
    assert len(set(SIDES.values())) == len(sides)


@pytest.mark.parametrize(
    ("weight", "style", "file"),
    [
        ("normal", "normal", "SourceSansPro-Regular.ttf"),
        ("normal", "italic", "SourceSansPro-It.ttf"),
        ("semibold", "normal", "SourceSansPro-Semibold.ttf"),
        ("bold", "normal", "SourceSansPro-Bold.ttf"),
    ],
)
def test_figures_are_set_in_the_font_that_a_dependency_ships(
    weight: str, style: Literal["normal", "italic"], file: str
) -> None:
    use_style()
    wanted = FontProperties(family=mpl.rcParams["font.family"], weight=weight, style=style)
    found = Path(font_manager.findfont(wanted, fallback_to_default=False))
    assert found.name == file
    assert found.is_relative_to(Path(str(files("font_source_sans_pro"))))


@pytest.fixture
def fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[font_manager.FontManager]:
    """Put a copy of matplotlib's fonts in their place, to which a test may add others."""
    mine = copy.copy(font_manager.fontManager)
    mine.ttflist = list(mine.ttflist)
    monkeypatch.setattr(font_manager, "fontManager", mine)
    yield mine
    use_style.cache_clear()


def test_a_font_of_the_system_with_the_same_name_is_not_used(fonts: font_manager.FontManager) -> None:
    use_style()
    ours = next(entry for entry in fonts.ttflist if entry.name == "Source Sans Pro")
    (other,) = Path(str(files("font_source_serif_pro"))).glob("files/*-Regular.ttf")
    same_name = replace(ours, fname=str(other), weight=400, style="normal")
    fonts.ttflist = [same_name, *(entry for entry in fonts.ttflist if entry.name != "Source Sans Pro")]
    use_style.cache_clear()
    use_style()
    found = fonts.findfont(FontProperties(family="Source Sans Pro"), fallback_to_default=False)
    assert Path(found).name == "SourceSansPro-Regular.ttf"


def test_a_canvas_is_measured_in_millimetres_from_its_lower_left_corner() -> None:
    figure, axes = canvas(50, width=100)
    assert [side * 25.4 for side in figure.get_size_inches()] == pytest.approx([100, 50])
    assert (axes.get_xlim(), axes.get_ylim()) == ((0, 100), (0, 50))
    corners = axes.transData.transform([(0, 0), (100, 50)])
    assert corners.ravel().tolist() == pytest.approx([0, 0, figure.bbox.width, figure.bbox.height])
    assert not axes.axison


def test_a_canvas_is_as_wide_as_the_text_of_a_page_unless_told_otherwise() -> None:
    figure, _ = canvas(50)
    assert figure.get_size_inches()[0] * 25.4 == pytest.approx(plotting.FULL_WIDTH)


def test_text_is_no_smaller_than_the_smallest_type_of_a_figure() -> None:
    _, axes = canvas(50)
    text = axes.text(0, 0, "text")
    assert text.get_fontsize() == TYPE_SIZE
    assert text.get_color() == plotting.INK


def test_a_figure_for_a_case_finds_it_and_one_for_the_project_is_told_what_is_wrong(project: Project) -> None:
    case = project.cases[0].description
    assert FigureInput(cases={1: case}, case=case, themes={}, tables={}).the_case() is case
    with pytest.raises(ValueError, match="for: case"):
        FigureInput(cases={1: case}, case=None, themes={}, tables={}).the_case()
