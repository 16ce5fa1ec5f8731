"""What a figure script draws with: the data it is given, and one style for every figure.

A script `figures/<slug>.py` defines `draw(given: FigureInput) -> Figure`, and begins its drawing with `canvas`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kefu.authored import Side
from kefu.completeness import complete
from kefu.model import FigureInput as FigureInput  # noqa: PLC0414 - scripts find all that they need here

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FULL_WIDTH: Final = 154.0
"""The width of the text area on the page, in millimetres: the widest that a figure can be without being shrunk."""

TYPE_SIZE: Final = 9.0
"""The smallest type in a figure, in points, at print size."""

INK: Final = "#1b1f24"
QUIET: Final = "#5a6470"
RULE: Final = "#c3cad2"
PAPER: Final = "#ffffff"
BLUE: Final = "#0a4a7a"
ORANGE: Final = "#b4530a"
GREEN: Final = "#1f6b4f"
SIDES: Final = complete(get_args(Side), {"politics": BLUE, "administration": GREEN, "outside": ORANGE})
"""Colours that differ in lightness too and are told apart with every common kind of colour vision."""

SIDE_NAMES: Final = complete(
    get_args(Side), {"politics": "Politiken", "administration": "Förvaltningen", "outside": "Utanför"}
)
STEPS: Final = ("#ffffff", "#cfe0ee", "#6d9fc8", "#0a4a7a")
"""From nothing to most, each step darker than the one before."""


def canvas(height: float, *, width: float = FULL_WIDTH) -> tuple[Figure, Axes]:
    """Return an empty figure of a size in millimetres, and axes that fill it.

    The axes are measured in millimetres from the lower left corner and have no frame, ticks or grid.
    """
    use_style()
    figure = Figure(figsize=(width / 25.4, height / 25.4))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    return figure, axes


@cache
def use_style() -> None:
    """Set matplotlib's defaults: the documents' own font, print sizes, and SVG whose bytes repeat.

    Source of the last: matplotlib's documentation of `svg.hashsalt` and of `savefig`'s metadata.
    """
    fonts = [
        path
        for path in sorted(Path(str(files("font_source_sans_pro"))).glob("files/*.ttf"))
        if path.stem.partition("-")[2] in {"Regular", "It", "Semibold", "Bold"}
    ]
    manager = font_manager.fontManager
    for path in fonts:
        manager.addfont(path)
    # A font that the machine happens to have would be drawn with other outlines than elsewhere.
    shipped = Path(mpl.get_data_path())
    manager.ttflist = [
        entry for entry in manager.ttflist if Path(entry.fname) in fonts or shipped in Path(entry.fname).parents
    ]
    mpl.rcdefaults()
    mpl.rcParams.update(
        {
            "font.family": "Source Sans Pro",
            "font.size": TYPE_SIZE,
            "text.color": INK,
            "axes.edgecolor": RULE,
            "axes.labelcolor": INK,
            "axes.linewidth": 0.6,
            "xtick.color": INK,
            "ytick.color": INK,
            "lines.linewidth": 1.2,
            "svg.fonttype": "path",
            "svg.hashsalt": "kefu",
            "figure.dpi": 72,
        }
    )
