"""Which themes meet in the same case, and how often."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import NARROW, FigureInput, canvas, cell

LEFT = 62.0
CELL = 8.0
TOP = 9.0
LINE = 4.4
NOTE = "Siffran är antalet fall där båda temana finns."


def draw(given: FigureInput) -> Figure:
    """Draw a triangle of themes by themes, with the number of cases that have both in each cell."""
    return triangle(given, given.theme.measures.text_width, LEFT, named=True)


def draw_narrow(given: FigureInput) -> Figure:
    """Draw the same with a letter for each theme, and below it what the letters stand for."""
    return triangle(given, NARROW, 8.0, named=False)


def triangle(given: FigureInput, width: float, left: float, *, named: bool) -> Figure:
    """Draw the triangle from a place on the left; the themes are named beside their rows, or in a list below all."""
    themes = sorted(given.themes, key=lambda theme: given.themes[theme])
    letters = {theme: chr(ord("A") + index) for index, theme in enumerate(themes)}
    listed = 0 if named else LINE * len(themes) + 3
    size = min(CELL, (width - left) / max(1, len(themes)))
    height = TOP + size * len(themes) + 8 + listed
    figure, axes = canvas(given.theme, height, width=width)
    colours, scale = given.theme.light, given.theme.fine_scale
    top = height - TOP
    for row, theme in enumerate(themes):
        y = top - (row + 1) * size
        name = f"{given.themes[theme]}  {letters[theme]}" if named else letters[theme]
        axes.text(left - 3, y + size / 2, name, ha="right", va="center")
        if not named:
            axes.text(left - 3, listed + 5 - LINE * row, letters[theme], ha="right", va="center", weight="semibold")
            axes.text(left, listed + 5 - LINE * row, given.themes[theme], va="center")
        for column, other in enumerate(themes[:row]):
            count = sum(theme in case.themes and other in case.themes for case in given.cases.values())
            corner = (left + column * size, y)
            axes.add_patch(Rectangle(corner, size, size, fill=False, edgecolor=colours.line, linewidth=0.6))
            cell(axes, given.theme, corner, size, count, scale)
    for column, theme in enumerate(themes[:-1]):
        x = left + (column + 0.5) * size
        y = top - (column + 1) * size + 1.6
        axes.text(x, y, letters[theme], ha="center", color=colours.quiet, weight="semibold")
    axes.text(left if named else 0, 2.5, NOTE, color=colours.quiet)
    return figure
