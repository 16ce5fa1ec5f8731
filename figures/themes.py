"""A heat map of themes by case: the darker, the more the case is about the theme."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import FigureInput, canvas

LEFT = 62.0
CELL = 8.6
BOTTOM = 12.0
HEAD = 8.0


def draw(given: FigureInput) -> Figure:
    """Draw one row per theme and one column per case, the most frequent theme on top, with the weight in each cell."""
    weights = {
        theme: {number: case.themes.get(theme, 0) for number, case in given.cases.items()} for theme in given.themes
    }
    order = sorted(given.themes, key=lambda theme: (-sum(weights[theme].values()), given.themes[theme]))
    height = BOTTOM + CELL * len(order) + HEAD
    figure, axes = canvas(given.theme, height)
    colours, scale = given.theme.light, given.theme.scale
    top = height - HEAD
    for column, number in enumerate(given.cases):
        axes.text(LEFT + (column + 0.5) * CELL, top + 2.4, str(number), ha="center", weight="semibold")
    axes.text(LEFT - 3, top + 2.4, "Fall", ha="right", weight="semibold")
    for row, theme in enumerate(order):
        y = top - (row + 1) * CELL
        axes.text(LEFT - 3, y + CELL / 2, given.themes[theme], ha="right", va="center")
        for column, number in enumerate(given.cases):
            weight = weights[theme][number]
            x = LEFT + column * CELL
            axes.add_patch(
                Rectangle((x, y), CELL, CELL, facecolor=scale[weight], edgecolor=colours.line, linewidth=0.6)
            )
            if weight:
                ink = colours.paper if weight == 3 else colours.ink
                axes.text(x + CELL / 2, y + CELL / 2, str(weight), ha="center", va="center", color=ink)
    legend = ("3  bär fallet", "2  tydligt", "1  berörs")
    x = LEFT
    for weight, words in zip((3, 2, 1), legend, strict=True):
        axes.add_patch(Rectangle((x, 2), 4.4, 4.4, facecolor=scale[weight], edgecolor=colours.line, linewidth=0.6))
        axes.text(x + 6.2, 4.2, words, va="center", color=colours.quiet)
        x += 31
    return figure
