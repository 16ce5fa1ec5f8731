"""How much time passes from the first event of a case to its decision."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import NARROW, FigureInput, canvas

LABELS = 62.0
NUMBER = 12.0
ROW = 8.6
BAR = 5.4
BOTTOM = 9.0
LINE = 5.0
MARKS = 14.0


def draw(given: FigureInput) -> Figure:
    """Draw one bar per case, the longest on top, on a scale of days, with the cases' titles on the left."""
    return bars(given, given.theme.measures.text_width, LABELS, ROW)


def draw_narrow(given: FigureInput) -> Figure:
    """Draw the same with each title above its bar."""
    return bars(given, NARROW, 3.0, ROW + LINE)


def bars(given: FigureInput, width: float, left: float, row: float) -> Figure:
    """Draw the bars from a place on the left, so far apart that a title fits beside or above each of them."""
    days = {number: (case.timeline[-1].date - case.timeline[0].date).days for number, case in given.cases.items()}
    order = sorted(days, key=lambda number: (-days[number], number))
    height = BOTTOM + row * len(order) + 2
    figure, axes = canvas(given.theme, height, width=width)
    colours = given.theme.light
    beside = left == LABELS
    room = width - left - NUMBER
    longest = max(1, *days.values())
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if longest / step <= room / MARKS)
    scale = room / longest
    for mark in range(0, longest + 1, step):
        x = left + mark * scale
        axes.plot([x, x], [BOTTOM, height - 2], color=colours.line, linestyle="-", linewidth=0.6, zorder=1)
        axes.text(x, BOTTOM - 2, str(mark), ha="center", va="top", color=colours.quiet)
    axes.text(left - 3 if beside else width, BOTTOM - 2, "dagar", ha="right", va="top", color=colours.quiet)
    for index, number in enumerate(order):
        y = height - 2 - (index + 1) * row + (ROW - BAR) / 2
        title = given.cases[number].title
        if beside:
            axes.text(left - 3, y + BAR / 2, f"{title}  {number}", ha="right", va="center")
        else:
            ground = {"facecolor": colours.paper, "linewidth": 0, "pad": 0.8}
            axes.text(left + 0.4, y + BAR + LINE / 2, f"{number}  {title}", va="center", bbox=ground)
        axes.add_patch(Rectangle((left, y), max(days[number] * scale, 0.4), BAR, facecolor=colours.accent, zorder=2))
        axes.text(left + days[number] * scale + 1.6, y + BAR / 2, str(days[number]), va="center", zorder=3)
    return figure
