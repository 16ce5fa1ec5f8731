"""What figures are drawn with: the documents' own font, sizes at print, and the colours of the theme."""

from __future__ import annotations

import copy
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import FontProperties
from tests.contrast import READABLE, VISIBLE, channels, contrast

from kefu import plotting, words
from kefu.authored import Actor
from kefu.plotting import FigureInput, canvas, cell, fills, sides, styled, width, wrapped
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.model import Project


def test_every_side_of_an_actor_has_a_colour_and_names() -> None:
    known = set(get_args(Actor.model_fields["side"].annotation))
    assert set(sides(THEME)) == set(plotting.SIDE_NAMES) == set(words.figures.ON_A_SIDE) == known
    assert tuple(sides(THEME).values()) == THEME.categories


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
    with styled(THEME):
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
    plotting.use_fonts.cache_clear()
    yield mine
    plotting.use_fonts.cache_clear()


def test_a_font_of_the_system_with_the_same_name_is_not_used(fonts: font_manager.FontManager) -> None:
    plotting.use_fonts()
    ours = next(entry for entry in fonts.ttflist if entry.name == "Source Sans Pro")
    (other,) = Path(str(files("font_source_serif_pro"))).glob("files/*-Regular.ttf")
    same_name = replace(ours, fname=str(other), weight=400, style="normal")
    fonts.ttflist = [same_name, *(entry for entry in fonts.ttflist if entry.name != "Source Sans Pro")]
    plotting.use_fonts.cache_clear()
    plotting.use_fonts()
    found = fonts.findfont(FontProperties(family="Source Sans Pro"), fallback_to_default=False)
    assert Path(found).name == "SourceSansPro-Regular.ttf"


def test_a_canvas_is_measured_in_millimetres_from_its_lower_left_corner() -> None:
    figure, axes = canvas(THEME, 50, width=100)
    assert [side * 25.4 for side in figure.get_size_inches()] == pytest.approx([100, 50])
    assert (axes.get_xlim(), axes.get_ylim()) == ((0, 100), (0, 50))
    corners = axes.transData.transform([(0, 0), (100, 50)])
    assert corners.ravel().tolist() == pytest.approx([0, 0, figure.bbox.width, figure.bbox.height])
    assert not axes.axison


def test_a_canvas_is_as_wide_as_the_text_of_a_page_unless_told_otherwise() -> None:
    figure, _ = canvas(THEME, 50)
    assert figure.get_size_inches()[0] * 25.4 == pytest.approx(THEME.measures.text_width)


def test_what_a_script_does_not_choose_looks_as_the_theme_says() -> None:
    with styled(THEME):
        figure, axes = canvas(THEME, 50)
        text = axes.text(0, 0, "text")
        bars = [axes.barh(0, 1).patches[0].get_facecolor() for _ in THEME.categories]
    assert text.get_fontsize() == THEME.type.figure
    assert text.get_color() == THEME.light.ink
    assert to_hex(figure.get_facecolor()) == THEME.light.paper
    assert tuple(map(to_hex, bars)) == THEME.categories


def test_a_style_ends_with_what_is_drawn_in_it() -> None:
    def style() -> dict[str, object]:
        return {name: value for name, value in mpl.rcParams.items() if name != "backend"}  # which it finds by itself

    before = style()
    with styled(THEME):
        assert style() != before
    assert style() == before


def test_a_figure_for_a_case_finds_it_and_one_for_the_project_is_told_what_is_wrong(project: Project) -> None:
    case = project.cases[0].description
    assert FigureInput(cases={1: case}, case=case, themes={}, tables={}, theme=THEME).the_case() is case
    with pytest.raises(ValueError, match="for: case"):
        FigureInput(cases={1: case}, case=None, themes={}, tables={}, theme=THEME).the_case()


def test_kinds_of_things_differ_in_more_than_colour_and_each_can_be_seen() -> None:
    kinds = fills(THEME)
    looks = {("paper" if kind["facecolor"] == THEME.light.paper else "solid", kind.get("hatch")) for kind in kinds}

    assert len(looks) == len(kinds) == len(THEME.categories)
    assert tuple(kind["edgecolor"] for kind in kinds) == THEME.categories


def test_lines_of_a_chart_differ_in_more_than_colour() -> None:
    with styled(THEME):
        _, axes = canvas(THEME, 50)
        lines = [axes.plot([0, 1], [0, number])[0] for number in range(3)]
    assert len({line.get_linestyle() for line in lines}) == 3


@pytest.mark.parametrize("scale", [THEME.scale, THEME.fine_scale], ids=["scale", "fine scale"])
def test_an_amount_is_written_on_its_step_inside_an_edge_that_can_be_seen(scale: tuple[str, ...]) -> None:
    _, axes = canvas(THEME, 50)
    for amount in range(12):
        cell(axes, THEME, (10.0 * amount, 0), 10, amount, scale)

    assert [text.get_text() for text in axes.texts] == [str(amount) for amount in range(1, 12)]
    for square, text in zip(axes.patches, axes.texts, strict=True):
        assert contrast(channels(str(text.get_color())), to_rgb(square.get_facecolor())) >= READABLE
        assert contrast(to_rgb(square.get_edgecolor()), channels(THEME.light.paper)) >= VISIBLE
    assert to_hex(axes.patches[-1].get_facecolor()) == scale[-1]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("chefläkare vid Fjällånge sjukhus", 40, ("chefläkare", "vid Fjällånge sjukhus")),
        ("barn- och utbildningsnämndens ordförande", 50, ("barn- och utbildningsnämndens", "ordförande")),
        ("ordförande i barn- och utbildningsnämnden", 45, ("ordförande", "i barn- och utbildningsnämnden")),
        ("förste vice ordförande, landsbygdspartiet", 45, ("förste vice ordförande,", "landsbygdspartiet")),
        ("ekonomichef", 50, ("ekonomichef",)),
        ("kollektivtrafikmyndighetens", 10, ("kollektivtrafikmyndighetens",)),
    ],
)
def test_lines_end_where_a_reader_pauses_and_never_in_a_word(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert wrapped(text, room, 9) == lines


def test_the_width_of_a_text_is_that_at_print() -> None:
    assert width("M" * 10, 9) == pytest.approx(10 * width("M", 9))
    assert width("M", 18) == pytest.approx(2 * width("M", 9))
    assert width("förvaltning", 9, bold=True) > width("förvaltning", 9)
