"""Which themes meet in the same case, and how often."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import INK, PAPER, QUIET, RULE, FigureInput, canvas

LEFT = 62.0
CELL = 8.0
TOP = 9.0
TINTS = ("#ffffff", "#e3edf5", "#c2d8ea", "#93b8d8", "#5f93c0", "#2f6ea5", "#0a4a7a")


def draw(given: FigureInput) -> Figure:
    """Draw a triangle of themes by themes; the number of cases with both stands in the cell."""
    themes = sorted(given.themes, key=lambda theme: given.themes[theme])
    letters = {theme: chr(ord("A") + index) for index, theme in enumerate(themes)}
    height = TOP + CELL * len(themes) + 8
    figure, axes = canvas(height)
    top = height - TOP
    for row, theme in enumerate(themes):
        y = top - (row + 1) * CELL
        axes.text(
            LEFT - 3, y + CELL / 2, f"{given.themes[theme]}  {letters[theme]}", ha="right", va="center", color=INK
        )
        for column, other in enumerate(themes[:row]):
            count = sum(theme in case.themes and other in case.themes for case in given.cases.values())
            x = LEFT + column * CELL
            tint = TINTS[min(count, len(TINTS) - 1)]
            axes.add_patch(Rectangle((x, y), CELL, CELL, facecolor=tint, edgecolor=RULE, linewidth=0.6))
            if count:
                ink = PAPER if count > 4 else INK
                axes.text(x + CELL / 2, y + CELL / 2, str(count), ha="center", va="center", color=ink)
    for column, theme in enumerate(themes[:-1]):
        x = LEFT + (column + 0.5) * CELL
        y = top - (column + 1) * CELL + 1.6
        axes.text(x, y, letters[theme], ha="center", color=QUIET, weight="semibold")
    axes.text(LEFT, 2.5, "Siffran är antalet fall där båda temana finns.", color=QUIET)
    return figure
