"""How many people are on each side, case by case."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kefu.plotting import NARROW, SIDE_NAMES, FigureInput, canvas, fills

LABELS = 62.0
UNIT = 9.6
ROW = 8.6
BAR = 6.2
SPACE = 0.5
TOP = 10.0
LINE = 5.0


def draw(given: FigureInput) -> Figure:
    """Draw one row per case and one square per person, with the cases' titles on the left."""
    return rows(given, given.theme.measures.text_width, LABELS, ROW)


def draw_narrow(given: FigureInput) -> Figure:
    """Draw the same with each title above its row."""
    return rows(given, NARROW, 0.0, ROW + LINE)


def rows(given: FigureInput, width: float, left: float, row: float) -> Figure:
    """Draw the rows from a place on the left, so high that a title fits beside or above each of them."""
    theme = given.theme
    height = TOP + row * len(given.cases) + 2
    figure, axes = canvas(theme, height, width=width)
    kinds = dict(zip(SIDE_NAMES, fills(theme), strict=True))
    x = left
    for side, name in SIDE_NAMES.items():
        axes.add_patch(Rectangle((x + SPACE, height - 6.2), 5.2, 4.4, **kinds[side]))
        axes.text(x + 7.4, height - 4.0, name, va="center", color=theme.light.quiet)
        x += 30
    most = max((len(case.actors) for case in given.cases.values()), default=1)
    unit = min(UNIT, (width - left - 8) / most)
    for index, (number, case) in enumerate(given.cases.items()):
        y = height - TOP - (index + 1) * row + (ROW - BAR) / 2
        if left:
            axes.text(left - 3, y + BAR / 2, f"{case.title}  {number}", ha="right", va="center")
        else:
            axes.text(SPACE, y + BAR + LINE / 2, f"{number}  {case.title}", va="center")
        people(axes, given, (left, y), unit, {side: sum(a.side == side for a in case.actors) for side in kinds})
    return figure


def people(axes: Axes, given: FigureInput, corner: tuple[float, float], unit: float, counts: dict[str, int]) -> None:
    """Draw a square for each person, and the number of them on each side."""
    theme = given.theme
    x, y = corner
    for count, kind in zip(counts.values(), fills(theme), strict=True):
        for place in range(count):
            at = (x + place * unit + SPACE, y)
            axes.add_patch(Rectangle(at, unit - 2 * SPACE, BAR, **kind))
        if count:
            solid = kind["facecolor"] != theme.light.paper
            ink = theme.light.paper if solid else theme.light.ink
            middle = x + unit * (count // 2 + 0.5)
            plate = {"boxstyle": "round,pad=0.12", "facecolor": kind["facecolor"], "linewidth": 0}
            axes.text(
                middle, y + BAR / 2, str(count), ha="center", va="center_baseline", color=ink, weight="semibold",
                bbox=plate,
            )  # fmt: skip
        x += count * unit
