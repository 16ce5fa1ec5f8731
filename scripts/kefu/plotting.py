"""What a figure script draws with: the data that it is given, and one style for every figure.

A script `figures/<slug>.py` defines `draw(given: FigureInput) -> Figure`, and starts drawing with `canvas`. Its colours
come from `given.theme`. It can also define `draw_narrow`, which draws the same for a telephone, `NARROW` millimetres
wide.

What a script does not choose can be told apart on a grey printer and with every kind of colour vision (WCAG 2.2,
success criteria 1.4.1 and 1.4.11): filled areas have an edge of paper, and lines are drawn in different ways. Kinds of
things have patterns in `fills`, and amounts their number in `cell`.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.rcsetup import cycler

from kefu import words
from kefu.fonts import width_of
from kefu.model import FigureInput as FigureInput  # noqa: PLC0414 - scripts find all that they need here

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matplotlib.axes import Axes

    from kefu.theme import Theme

SIDE_NAMES: Final = words.figures.SIDE_NAMES

NARROW: Final = 88.0
"""The width in millimetres of a drawing for a telephone, where its type is then about as large as in print."""

SMALLEST: Final = 7.0
"""The smallest type of a figure, in points at print size."""

POINT: Final = 25.4 / 72
"""A point in millimetres."""

JOINING: Final = frozenset(words.figures.JOINING)


def sides(theme: Theme) -> Mapping[str, str]:
    """Return the colour of each side that an actor can be on."""
    return dict(zip(SIDE_NAMES, theme.categories, strict=True))


def fills(theme: Theme) -> tuple[Mapping[str, Any], ...]:
    """Return how an area of each kind of things is filled, as properties of a patch: solid, hatched, and empty.

    They have the colours of `Theme.categories`, and differ without them.
    """
    paper = theme.light.paper
    solid, hatched, empty = theme.categories
    return (
        {"facecolor": solid, "edgecolor": solid},
        {"facecolor": paper, "edgecolor": hatched, "hatch": "/////"},
        {"facecolor": paper, "edgecolor": empty},
    )


def cell(axes: Axes, theme: Theme, corner: tuple[float, float], size: float, amount: int, scale: Sequence[str]) -> None:
    """Draw a square of a table of amounts: its number, on the step of a scale of the theme, inside a visible edge.

    Squares beside each other are separated by paper. Nothing is drawn for 0, and amounts beyond the scale have its last
    step.
    """
    if not amount:
        return
    x, y = corner
    step = min(amount, len(scale) - 1)
    dark = step >= len(scale) - (1 if len(scale) == len(theme.scale) else 2)
    edge = theme.light.accent
    axes.add_patch(Rectangle((x + 0.4, y + 0.4), size - 0.8, size - 0.8, facecolor=scale[step], edgecolor=edge, lw=0.8))
    ink = theme.light.paper if dark else theme.light.ink
    axes.text(x + size / 2, y + size / 2, str(amount), ha="center", va="center_baseline", color=ink, weight="semibold")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in a figure, in millimetres; `size` is in points."""
    return width_of(text, "SourceSansPro-Semibold" if bold else "SourceSansPro-Regular") * size * POINT


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return a text as lines that are at most so many millimetres wide; `size` is in points.

    A word is never broken, so one that is wider than the room is wider than its line. Lines end where a reader would
    pause: after a comma or before a preposition, and if possible neither in a name (“Fjällånge sjukhus”) nor between
    words that share an ending (“barn- och utbildningsnämnden”).
    """
    pieces = text.split(" ")
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        best.append(
            min(
                (best[start][0] + _line_cost(pieces, start, end, room, size, bold=bold), start)
                for start in range(end - 1, -1, -1)
            )
        )
    lines: list[str] = []
    end = len(pieces)
    while end:
        start = best[end][1]
        lines.insert(0, " ".join(pieces[start:end]))
        end = start
    return tuple(lines)


def _line_cost(pieces: Sequence[str], start: int, end: int, room: float, size: float, *, bold: bool) -> float:
    """Return how bad it is to have these words in a line, and to end it there."""
    beyond = width(" ".join(pieces[start:end]), size, bold=bold) - room
    cost = 1.0 + (100.0 + beyond if beyond > 0 else (beyond / room) ** 2 * 0.5 * (end < len(pieces)))
    if end == len(pieces):
        return cost
    last, following = pieces[end - 1], pieces[end]
    shared = last.endswith("-") or (last in JOINING and end > 1 and pieces[end - 2].endswith("-"))
    if shared:
        return cost + 9.0
    if last.endswith((",", ";", ":")):
        return cost
    if following in JOINING:
        return cost + 0.2
    if last in JOINING:
        return cost + 1.0
    return cost + (1.5 if last[:1].isupper() else 0.6)


def canvas(theme: Theme, height: float, *, width: float | None = None) -> tuple[Figure, Axes]:
    """Return an empty figure of a size in millimetres, and axes that fill it.

    By default it is as wide as the text of a page, which is the widest that a figure can be without being shrunk. The
    axes count millimetres from the lower left corner, and have no frame, ticks or grid.
    """
    width = theme.measures.text_width if width is None else width
    figure = Figure(figsize=(width / 25.4, height / 25.4))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    return figure, axes


@contextmanager
def styled(theme: Theme) -> Iterator[None]:
    """Have matplotlib draw in a theme's font, size and colours, and write SVG whose bytes repeat.

    Afterwards its settings are as they were. Source for the SVG: matplotlib's documentation of `svg.hashsalt` and of
    `savefig`'s metadata.
    """
    use_fonts()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": theme.type.drawn,
                "font.size": theme.type.figure,
                "text.color": theme.light.ink,
                "figure.facecolor": theme.light.paper,
                "axes.facecolor": theme.light.paper,
                "axes.edgecolor": theme.light.line,
                "axes.labelcolor": theme.light.ink,
                "axes.linewidth": 0.6,
                "axes.prop_cycle": cycler(color=theme.categories) + cycler(linestyle=("-", "--", ":")),
                "patch.edgecolor": theme.light.paper,
                "patch.force_edgecolor": True,
                "patch.linewidth": 1.0,
                "hatch.linewidth": 0.9,
                "xtick.color": theme.light.ink,
                "ytick.color": theme.light.ink,
                "lines.linewidth": 1.2,
                "svg.fonttype": "path",
                "svg.hashsalt": "kefu",
                "figure.dpi": 72,
            }
        )
        yield


@cache
def use_fonts() -> None:
    """Have matplotlib find the documents' font and those that it ships, and no other.

    A font that a machine happens to have may have different outlines than the same font elsewhere.
    """
    fonts = [
        path
        for path in sorted(Path(str(files("font_source_sans_pro"))).glob("files/*.ttf"))
        if path.stem.partition("-")[2] in {"Regular", "It", "Semibold", "Bold"}
    ]
    manager = font_manager.fontManager
    for path in fonts:
        manager.addfont(path)
    shipped = Path(mpl.get_data_path())
    manager.ttflist = [
        entry for entry in manager.ttflist if Path(entry.fname) in fonts or shipped in Path(entry.fname).parents
    ]
