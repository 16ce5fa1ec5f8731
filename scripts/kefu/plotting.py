"""What a figure script draws with: the data that it is given, and one style for every figure.

A script `figures/<slug>.py` defines `draw(given: FigureInput) -> Figure`, and starts drawing with `canvas`. Its colours
come from `given.theme`.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.rcsetup import cycler

from kefu import words
from kefu.model import FigureInput as FigureInput  # noqa: PLC0414 - scripts find all that they need here

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matplotlib.axes import Axes

    from kefu.theme import Theme

SIDE_NAMES: Final = words.figures.SIDE_NAMES


def sides(theme: Theme) -> Mapping[str, str]:
    """Return the colour of each side that an actor can be on."""
    return dict(zip(SIDE_NAMES, theme.categories, strict=True))


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
                "axes.prop_cycle": cycler(color=theme.categories),
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
