"""Which themes meet in the same case, and how often."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import FigureInput, canvas, cell

LEFT = 62.0
CELL = 8.0
TOP = 9.0


def draw(given: FigureInput) -> Figure:
    """Draw a triangle of themes by themes, with the number of cases that have both in each cell."""
    themes = sorted(given.themes, key=lambda theme: given.themes[theme])
    letters = {theme: chr(ord("A") + index) for index, theme in enumerate(themes)}
    height = TOP + CELL * len(themes) + 8
    figure, axes = canvas(given.theme, height)
    colours, scale = given.theme.light, given.theme.fine_scale
    size = min(CELL, (given.theme.measures.text_width - LEFT) / max(1, len(themes)))
    top = height - TOP
    for row, theme in enumerate(themes):
        y = top - (row + 1) * CELL
        axes.text(LEFT - 3, y + CELL / 2, f"{given.themes[theme]}  {letters[theme]}", ha="right", va="center")
        for column, other in enumerate(themes[:row]):
            count = sum(theme in case.themes and other in case.themes for case in given.cases.values())
            corner = (LEFT + column * size, y + (CELL - size) / 2)
            axes.add_patch(Rectangle(corner, size, size, fill=False, edgecolor=colours.line, linewidth=0.6))
            cell(axes, given.theme, corner, size, count, scale)
    for column, theme in enumerate(themes[:-1]):
        x = LEFT + (column + 0.5) * size
        y = top - (column + 1) * CELL + 1.6
        axes.text(x, y, letters[theme], ha="center", color=colours.quiet, weight="semibold")
    axes.text(LEFT, 2.5, "Siffran är antalet fall där båda temana finns.", color=colours.quiet)
    return figure
