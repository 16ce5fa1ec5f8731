"""How many people are on each side, case by case."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import SIDE_NAMES, FigureInput, canvas, sides

LEFT = 62.0
UNIT = 9.6
ROW = 8.6
BAR = 6.2
TOP = 10.0


def draw(given: FigureInput) -> Figure:
    """Draw one row per case and one square per person."""
    paper, colours = given.theme.light.paper, sides(given.theme)
    height = TOP + ROW * len(given.cases) + 2
    figure, axes = canvas(given.theme, height)
    x = LEFT
    for side, name in SIDE_NAMES.items():
        axes.add_patch(Rectangle((x, height - 6.2), 4.4, 4.4, facecolor=colours[side]))
        axes.text(x + 6.2, height - 4.0, name, va="center", color=given.theme.light.quiet)
        x += 32
    for row, (number, case) in enumerate(given.cases.items()):
        y = height - TOP - (row + 1) * ROW + (ROW - BAR) / 2
        axes.text(LEFT - 3, y + BAR / 2, f"{case.title}  {number}", ha="right", va="center")
        x = LEFT
        for side, colour in colours.items():
            count = sum(actor.side == side for actor in case.actors)
            if not count:
                continue
            for place in range(count):
                axes.add_patch(
                    Rectangle((x + place * UNIT, y), UNIT, BAR, facecolor=colour, edgecolor=paper, linewidth=1)
                )
            axes.text(x + UNIT * (count // 2 + 0.5), y + BAR / 2, str(count), ha="center", va="center", color=paper)
            x += count * UNIT
    return figure
