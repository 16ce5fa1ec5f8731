"""How everything that a build makes looks: colours, type and measures, each named for its purpose.

A theme is a value. It belongs to the project and travels from there to documents, figures, the site and exports, which
write what they need of it in their own languages. The themes that cases are about are something else.

Contrast is as WCAG 2.2 asks: at least 4.5:1 for text (success criterion 1.4.3), and at least 3:1 for what is not text
but must be seen to understand or use a page (1.4.11).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

from kefu.front import Cover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.front import Face, FontCredit, Shown

Sheet = Literal["a4", "b5", "g5", "letter"]

SHEETS: Final[Mapping[Sheet, tuple[float, float]]] = {
    "a4": (210.0, 297.0), "b5": (176.0, 250.0), "g5": (169.0, 239.0), "letter": (215.9, 279.4),
}  # fmt: skip
"""The width and height of sheets in millimetres: ISO 216, SS 614001 (Swedish reports), and ANSI/ASME Y14.1."""

TYPE_SIZE: Final = 11.5
"""The size of running text in points, where neither a theme nor an edition chooses another."""

CAPTION_ROOM: Final = 24.0
"""The height in millimetres that the tallest picture leaves on its page, for its caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of a page in one scheme, light or dark, as `#rrggbb`."""

    paper: str
    """The background of a page."""

    wash: str
    """The ground of what is set apart, such as exhibits. Whatever can be read on paper can be read on it."""

    panel: str
    """The ground of figures on a screen. They are drawn in the light colours, so it is light in both schemes."""

    ink: str
    """Text: 4.5:1 on paper and wash."""

    quiet: str
    """Less prominent text, such as dates and running headers: 4.5:1 on paper and wash."""

    accent: str
    """Links, titles, bars, and the outline of what has the focus: 4.5:1 on paper and wash, as for text."""

    warn: str
    """The notice that a text is a draft: 4.5:1 on paper and wash."""

    line: str
    """Lines between what space already separates, such as the rows of a table; no contrast is required."""

    edge: str
    """Lines that must be seen: around input fields, and in e-books, whose readers choose the ground.

    3:1 on paper and wash, and in the light scheme on black and sepia.
    """

    shadow: str
    """The edge of a wide table or figure that continues beyond it: 3:1 on paper and panel.

    In the dark scheme one is dark and the other light, so it can be neither `quiet` nor `edge`.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColours:
    """The colours that figures need beside the light scheme, in which they are drawn.

    `Theme.categories`, `Theme.scale` and `Theme.fine_scale` combine the two.
    """

    others: tuple[str, str]
    tints: tuple[str, str]
    fine_tints: tuple[str, str, str, str, str]

    darkest: str
    """The last step of both scales: the accent, or a darker one of its hue if the accent is too light for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """The families of type, by the names in their fonts, and the sizes that several formats share.

    Sizes are relative to that of running text, which an edition chooses.
    """

    serif: str
    """Running text."""

    sans: str
    """Headings, tables, captions, and everything around the text."""

    drawn: str
    """Figures. It is no publication's own: the check knows letters that are drawn as outlines by their shapes."""

    section: float
    """Headings of level 2, inside a chapter."""

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
    """The type of a figure, in points at print size."""

    size: float
    """Running text, in points, where an edition does not choose another size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The page and what fits on it, in millimetres."""

    sheet: Sheet
    top_margin: float
    bottom_margin: float
    side_margin: float

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
        """The width of the text, and so of the widest pictures and tables."""
        return self.page_width - 2 * self.side_margin

    @property
    def text_height(self) -> float:
        """The height of the text on a page."""
        return self.page_height - self.top_margin - self.bottom_margin

    @property
    def picture_height(self) -> float:
        """The height of the tallest picture that leaves room for its caption."""
        return self.text_height - CAPTION_ROOM


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The look of all outputs. The light colours are for print and light screens, the dark ones for dark screens."""

    light: Colours
    dark: Colours
    figures: FigureColours
    type: Type
    measures: Measures
    cover: Cover
    logo: Shown | None = None
    faces: tuple[Face, ...] = ()
    credits: tuple[FontCredit, ...] = ()

    @property
    def brought(self) -> tuple[bytes, ...]:
        """The files that a publication brings: its logo, the picture on its covers, its fonts."""
        pictures = [shown.content for shown in (self.logo, self.cover.picture) if shown]
        return (*pictures, *(face.content for face in self.faces))

    @property
    def categories(self) -> tuple[str, str, str]:
        """The colours of the kinds of things in a figure, the accent first.

        Each has 4.5:1 to paper, whether it is the text or the ground. They can be told apart with every common kind of
        colour vision, and in grey.
        """
        return (self.light.accent, *self.figures.others)

    @property
    def scale(self) -> tuple[str, str, str, str]:
        """From nothing to most in four steps, each clearly darker than the one before.

        Ink has 4.5:1 on all steps but the darkest, and paper has it there.
        """
        return (self.light.paper, *self.figures.tints, self.figures.darkest)

    @property
    def fine_scale(self) -> tuple[str, str, str, str, str, str, str]:
        """From nothing to most in seven steps, for cells that also show their number.

        Ink has 4.5:1 on all steps but the two darkest, and paper has it there.
        """
        return (self.light.paper, *self.figures.fine_tints, self.figures.darkest)


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
        darkest="#0a4a7a",
    ),
    type=Type(
        serif="Source Serif Pro",
        sans="Source Sans Pro",
        drawn="Source Sans Pro",
        section=1.25,
        subsection=1.05,
        notice=0.92,
        caption=0.88,
        table=0.88,
        note=0.86,
        header=0.8,
        figure=9.0,
        size=TYPE_SIZE,
    ),
    measures=Measures(sheet="a4", top_margin=30.0, bottom_margin=28.0, side_margin=36.5),
    cover=Cover(pattern=None, picture=None),
)
"""The theme of a publication that has none of its own."""

PLACE: Final = re.compile(r"\$\{(\w+)\}")
"""Where a text takes a value by name: `${accent}`."""


def filled(text: str, theme: Theme, **more: str) -> str:
    """Return a text with the light colours, type and measures that it names, as in `${accent}` and `${side_margin}mm`.

    `more` gives names for what is not the theme's, such as words. Raises `KeyError` for a name that neither has.
    """
    measures = theme.measures
    page = {"page_width": measures.page_width, "page_height": measures.page_height}
    values = {**asdict(theme.light), **asdict(theme.type), **asdict(measures), **page, **more}
    return PLACE.sub(lambda match: _written(values[match[1]]), text)


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
