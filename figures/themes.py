"""A table of themes by case: the darker a square and the higher its number, the more the case is about the theme."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import NARROW, FigureInput, canvas, cell

LEFT = 62.0
CELL = 8.6
BOTTOM = 12.0
HEAD = 8.0
KEY = 5.6
LINE = 5.0


def draw(given: FigureInput) -> Figure:
    """Draw one row per theme and one column per case, the most frequent theme on top, with the weight in each cell."""
    return table(given, given.theme.measures.text_width, LEFT, 0)


def draw_narrow(given: FigureInput) -> Figure:
    """Draw the same with each theme above its row."""
    return table(given, NARROW, 10.0, LINE)


def table(given: FigureInput, width: float, left: float, above: float) -> Figure:
    """Draw the table from a place on the left; a theme stands beside its row, or where there is room for it above."""
    weights = {
        theme: {number: case.themes.get(theme, 0) for number, case in given.cases.items()} for theme in given.themes
    }
    order = sorted(given.themes, key=lambda theme: (-sum(weights[theme].values()), given.themes[theme]))
    size = min(CELL, (width - left) / max(1, len(given.cases)))
    height = BOTTOM + (size + above) * len(order) + HEAD
    figure, axes = canvas(given.theme, height, width=width)
    colours, scale = given.theme.light, given.theme.scale
    top = height - HEAD
    for column, number in enumerate(given.cases):
        axes.text(left + (column + 0.5) * size, top + 2.4, str(number), ha="center", weight="semibold")
    axes.text(left - 3, top + 2.4, "Fall", ha="right", weight="semibold")
    for row, theme in enumerate(order):
        y = top - (row + 1) * (size + above)
        if above:
            axes.text(left, y + size + above / 2 - 0.6, given.themes[theme], va="center")
        else:
            axes.text(left - 3, y + size / 2, given.themes[theme], ha="right", va="center")
        for column, number in enumerate(given.cases):
            corner = (left + column * size, y)
            axes.add_patch(Rectangle(corner, size, size, fill=False, edgecolor=colours.line, linewidth=0.6))
            cell(axes, given.theme, corner, size, weights[theme][number], scale)
    x = left
    for weight, words in ((3, "bär fallet"), (2, "tydligt"), (1, "berörs")):
        cell(axes, given.theme, (x, 1.2), KEY, weight, scale)
        axes.text(x + KEY + 1.4, 1.2 + KEY / 2, words, va="center", color=colours.quiet)
        x += 26
    return figure
