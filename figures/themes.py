"""A table of themes by case: the darker a square and the higher its number, the more the case is about the theme."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import FigureInput, canvas, cell

LEFT = 62.0
CELL = 8.6
BOTTOM = 12.0
HEAD = 8.0
KEY = 5.6


def draw(given: FigureInput) -> Figure:
    """Draw one row per theme and one column per case, the most frequent theme on top, with the weight in each cell."""
    weights = {
        theme: {number: case.themes.get(theme, 0) for number, case in given.cases.items()} for theme in given.themes
    }
    order = sorted(given.themes, key=lambda theme: (-sum(weights[theme].values()), given.themes[theme]))
    height = BOTTOM + CELL * len(order) + HEAD
    figure, axes = canvas(given.theme, height)
    colours, scale = given.theme.light, given.theme.scale
    size = min(CELL, (given.theme.measures.text_width - LEFT) / max(1, len(given.cases)))
    top = height - HEAD
    for column, number in enumerate(given.cases):
        axes.text(LEFT + (column + 0.5) * size, top + 2.4, str(number), ha="center", weight="semibold")
    axes.text(LEFT - 3, top + 2.4, "Fall", ha="right", weight="semibold")
    for row, theme in enumerate(order):
        y = top - (row + 1) * CELL
        axes.text(LEFT - 3, y + CELL / 2, given.themes[theme], ha="right", va="center")
        for column, number in enumerate(given.cases):
            corner = (LEFT + column * size, y + (CELL - size) / 2)
            axes.add_patch(Rectangle(corner, size, size, fill=False, edgecolor=colours.line, linewidth=0.6))
            cell(axes, given.theme, corner, size, weights[theme][number], scale)
    x = LEFT
    for weight, words in ((3, "bär fallet"), (2, "tydligt"), (1, "berörs")):
        cell(axes, given.theme, (x, 1.2), KEY, weight, scale)
        axes.text(x + KEY + 1.4, 1.2 + KEY / 2, words, va="center", color=colours.quiet)
        x += 28
    return figure
