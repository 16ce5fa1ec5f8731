"""How everything that a build makes looks: colours, type and measures, each by a name that says what it is for.

A theme is a value. It comes with the project, and goes from there into documents, figures, the site and exports; each
of them says in its own language what it takes from it. It is no topic of a case, which are called themes too.

Contrast is that of WCAG 2.2: text has 4.5:1 (success criterion 1.4.3), and what must be seen to understand or use a
page, without being text, has 3:1 (1.4.11).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEETS: Final[Mapping[str, tuple[float, float]]] = {"a4": (210.0, 297.0)}
"""The width and height of sheets of paper in millimetres, by the names that Typst, CSS and Quarto give them.

Source: ISO 216.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of a page in one scheme, light or dark, as `#rrggbb`."""

    paper: str
    """The ground of a page."""

    wash: str
    """The ground of what is set apart: exhibits, the table of contents. What can be read on paper can be read on it."""

    panel: str
    """The ground of figures on a screen. Figures are drawn in the light colours, which can be read on it too."""

    ink: str
    """Text: 4.5:1 on paper and wash."""

    quiet: str
    """Text that stands back, such as dates and running headers: 4.5:1 on paper and wash."""

    accent: str
    """Links, titles, bars and the frame around what has the focus: 4.5:1 on paper and wash, as they are text too."""

    warn: str
    """What says that a text is a draft: 4.5:1 on paper and wash."""

    line: str
    """Lines between what its place tells apart already, such as the rows of a table; no contrast is required."""

    edge: str
    """Lines that must be seen: around fields, and in books, whose readers choose the ground. 3:1 on paper and wash."""

    shadow: str
    """The edge behind which a wide table or figure goes on: 3:1 on paper, and on a panel, which is always light."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColours:
    """What figures need beside the light colours, in which they are drawn.

    A theme hands them on together with those, as `categories`, `scale` and `fine_scale`.
    """

    others: tuple[str, str]
    tints: tuple[str, str]
    fine_tints: tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """The families of type by the names that their fonts have, and the sizes that several formats share.

    Sizes are parts of that of running text, which an edition chooses.
    """

    serif: str
    """Running text."""

    sans: str
    """Headings, tables, captions, figures, and what stands around the text."""

    section: float
    """Headings inside a chapter, of level 2."""

    subsection: float
    """Headings of level 3."""

    notice: float
    """What a text says of itself before it begins."""

    caption: float
    """Captions of figures and tables."""

    table: float
    """The cells of tables, from which columns are measured."""

    note: float
    """Footnotes."""

    header: float
    """Running headers and footers."""

    figure: float
    """The smallest type in a figure: points, at the size of print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The page and what fits on it, in millimetres."""

    sheet: Literal["a4"]
    top_margin: float
    bottom_margin: float
    side_margin: float

    picture_height: float
    """The highest that a picture can be and leave room for its caption."""

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
    """All that outputs look like. Where the screen is light, and in print, the colours are the light ones."""

    light: Colours
    dark: Colours
    figures: FigureColours
    type: Type
    measures: Measures

    @property
    def categories(self) -> tuple[str, str, str]:
        """The colours that tell apart the kinds of things in a figure.

        Each can be read as text on paper and as the ground of text in the colour of paper, 4.5:1. They differ with
        every common kind of colour vision, and in lightness.
        """
        return (self.light.accent, *self.figures.others)

    @property
    def scale(self) -> tuple[str, str, str, str]:
        """From nothing to most, each step clearly darker than the one before.

        Numbers in cells can be read, 4.5:1, in ink on all steps but the darkest, and there in the colour of paper.
        """
        return (self.light.paper, *self.figures.tints, self.light.accent)

    @property
    def fine_scale(self) -> tuple[str, str, str, str, str, str, str]:
        """The same in seven steps, for cells that say their number too.

        It can be read in ink on all steps but the two darkest, and there in the colour of paper.
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
"""Where a style sheet takes a value from the theme: `${accent}`."""


def filled(text: str, theme: Theme) -> str:
    """Return a text with light colours, type and measures where it names them: `${accent}`, `${side_margin}mm`.

    Raises `KeyError` where it names something else.
    """
    values = {**asdict(theme.light), **asdict(theme.type), **asdict(theme.measures)}
    return PLACE.sub(lambda match: _written(values[match[1]]), text)


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
