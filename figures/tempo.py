"""How much time passes from the first event of a case to its decision."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import FigureInput, canvas

LEFT = 62.0
WIDTH = 78.0
ROW = 8.6
BAR = 5.4
BOTTOM = 9.0


def draw(given: FigureInput) -> Figure:
    """Draw one bar per case, the longest on top, on a scale of days."""
    days = {number: (case.timeline[-1].date - case.timeline[0].date).days for number, case in given.cases.items()}
    order = sorted(days, key=lambda number: (-days[number], number))
    height = BOTTOM + ROW * len(order) + 2
    figure, axes = canvas(given.theme, height)
    colours = given.theme.light
    longest = max(1, *days.values())
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if longest / step <= 8)
    scale = WIDTH / longest
    for mark in range(0, longest + 1, step):
        x = LEFT + mark * scale
        axes.plot([x, x], [BOTTOM, height - 2], color=colours.line, linewidth=0.6, zorder=1)
        axes.text(x, BOTTOM - 2, str(mark), ha="center", va="top", color=colours.quiet)
    axes.text(LEFT - 3, BOTTOM - 2, "dagar", ha="right", va="top", color=colours.quiet)
    for row, number in enumerate(order):
        y = height - 2 - (row + 1) * ROW + (ROW - BAR) / 2
        axes.text(LEFT - 3, y + BAR / 2, f"{given.cases[number].title}  {number}", ha="right", va="center")
        axes.add_patch(Rectangle((LEFT, y), max(days[number] * scale, 0.4), BAR, facecolor=colours.accent, zorder=2))
        axes.text(LEFT + days[number] * scale + 1.6, y + BAR / 2, str(days[number]), va="center", zorder=3)
    return figure
