"""The look of everything that a build makes: colours, type and measures, each named for what it is used for.

A theme is a value. It comes with the project, and goes from there into documents, figures, the site and exports; each
of them says in its own language what it takes from the theme. The topics of a case, which are also called themes, have
nothing to do with it.

Contrast is measured as in WCAG 2.2: text has 4.5:1 (success criterion 1.4.3), and anything else that must be seen to
understand or use a page has 3:1 (1.4.11).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEETS: Final[Mapping[str, tuple[float, float]]] = {"a4": (210.0, 297.0)}
"""The width and height of sheets of paper in millimetres, by their names in Typst, CSS and Quarto.

Source: ISO 216.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of a page in one scheme, light or dark, as `#rrggbb`."""

    paper: str
    """The background of a page."""

    wash: str
    """The background of exhibits, the table of contents and the like. What is readable on paper is readable on it."""

    panel: str
    """The background of figures on a screen. Figures are drawn in the light colours, which are readable on it, too."""

    ink: str
    """Text: 4.5:1 on paper and wash."""

    quiet: str
    """Less prominent text, such as dates and running headers: 4.5:1 on paper and wash."""

    accent: str
    """Links, titles, bars and the outline of what has the focus: 4.5:1 on paper and wash, since some of it is text."""

    warn: str
    """What says that a text is a draft: 4.5:1 on paper and wash."""

    line: str
    """Lines between things that are already separated by position, such as table rows; no contrast is required."""

    edge: str
    """Lines that must be seen: around fields, and in books, on whatever background. 3:1 on paper and wash."""

    shadow: str
    """The edge beyond which a wide table or figure continues: 3:1 on paper, and on a panel, which is always light."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColours:
    """The colours that figures need besides the light ones, in which they are drawn.

    A theme combines the two in `categories`, `scale` and `fine_scale`.
    """

    others: tuple[str, str]
    tints: tuple[str, str]
    fine_tints: tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """The type families, by the names of their fonts, and the sizes that several formats share.

    Sizes are relative to that of running text, which an edition chooses.
    """

    serif: str
    """Running text."""

    sans: str
    """Headings, tables, captions, figures, and whatever surrounds the text."""

    section: float
    """Headings inside a chapter, of level 2."""

    subsection: float
    """Headings of level 3."""

    notice: float
    """What a text says about itself before it begins."""

    caption: float
    """Captions of figures and tables."""

    table: float
    """The cells of tables, by which columns are measured."""

    note: float
    """Footnotes."""

    header: float
    """Running headers and footers."""

    figure: float
    """The smallest type in a figure, in points at print size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The page and what fits on it, in millimetres."""

    sheet: Literal["a4"]
    top_margin: float
    bottom_margin: float
    side_margin: float

    picture_height: float
    """The greatest height of a picture that leaves room for its caption."""

    @property
    def page_width(self) -> float:
        """The width of the page."""
        return SHEETS[self.sheet][0]

    @property
    def page_height(self) -> float:
        """The height of the page."""
        return SHEETS[self.sheet][1]

    @property
    def text_width(self) -> float:
        """The width of the text, which is that of the widest pictures and tables."""
        return self.page_width - 2 * self.side_margin


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The look of all outputs. On light screens and in print, the light colours are used."""

    light: Colours
    dark: Colours
    figures: FigureColours
    type: Type
    measures: Measures

    @property
    def categories(self) -> tuple[str, str, str]:
        """The colours that distinguish the kinds of things in a figure.

        Each is readable as text on paper, and as the background of text in the colour of paper, at 4.5:1. They can be
        told apart with every common kind of colour vision, and by lightness.
        """
        return (self.light.accent, *self.figures.others)

    @property
    def scale(self) -> tuple[str, str, str, str]:
        """The steps from nothing to most, each clearly darker than the one before.

        Numbers in cells are readable, at 4.5:1, in ink on all steps but the darkest, and there in the colour of paper.
        """
        return (self.light.paper, *self.figures.tints, self.light.accent)

    @property
    def fine_scale(self) -> tuple[str, str, str, str, str, str, str]:
        """The same in seven steps, for cells that also show their number.

        It is readable in ink on all steps but the two darkest, and there in the colour of paper.
        """
        return (self.light.paper, *self.figures.fine_tints, self.light.accent)


THEME: Final = Theme(
    light=Colours(
        paper="#ffffff",
        wash="#eef3f7",
        panel="#ffffff",
        ink="#1b1f24",
        quiet="#4f5965",
        accent="#0a4a7a",
        warn="#8a1c1c",
        line="#c3cad2",
        edge="#74808d",
        shadow="#5a6570",
    ),
    dark=Colours(
        paper="#12171c",
        wash="#1d262f",
        panel="#f4f6f8",
        ink="#e4e8ec",
        quiet="#a9b4c0",
        accent="#86bfee",
        warn="#f2a3a3",
        line="#3b4651",
        edge="#8491a0",
        shadow="#5a6570",
    ),
    figures=FigureColours(
        others=("#1f6b4f", "#b4530a"),
        tints=("#cfe0ee", "#6d9fc8"),
        fine_tints=("#e3edf5", "#c2d8ea", "#93b8d8", "#5f93c0", "#2f6ea5"),
    ),
    type=Type(
        serif="Source Serif Pro",
        sans="Source Sans Pro",
        section=1.25,
        subsection=1.05,
        notice=0.92,
        caption=0.88,
        table=0.88,
        note=0.86,
        header=0.8,
        figure=9.0,
    ),
    measures=Measures(sheet="a4", top_margin=30.0, bottom_margin=28.0, side_margin=28.0, picture_height=215.0),
)
"""The theme of a publication that has none of its own."""

PLACE: Final = re.compile(r"\$\{(\w+)\}")
"""A place where a style sheet takes a value from the theme: `${accent}`."""


def filled(text: str, theme: Theme) -> str:
    """Return a text with light colours, type and measures in place of their names: `${accent}`, `${side_margin}mm`.

    Raises `KeyError` if it names something else.
    """
    values = {**asdict(theme.light), **asdict(theme.type), **asdict(theme.measures)}
    return PLACE.sub(lambda match: _written(values[match[1]]), text)


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
