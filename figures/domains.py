"""The four domains of government, redrawn after Svara: how politics and administration share each of them."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from kefu.plotting import NARROW, FigureInput, canvas, sides

LEFT = 42.0
ROW = 22.0
STRIP = 9.0
HEAD = 12.0
BOTTOM = 10.0


def draw(given: FigureInput) -> Figure:
    """Draw a row for each domain, with a curve between the share of politics and that of administration."""
    return rows(given, given.theme.measures.text_width, LEFT, 0)


def draw_narrow(given: FigureInput) -> Figure:
    """Draw the same with the name of each domain in a strip above its row."""
    return rows(given, NARROW, 0, STRIP)


def rows(given: FigureInput, right: float, left: float, strip: float) -> Figure:
    """Draw the rows from a place on the left, with names beside them, or in strips of some height above them."""
    domains = given.tables["domains.csv"]
    step = ROW + strip
    height = BOTTOM + step * len(domains) + HEAD
    figure, axes = canvas(given.theme, height, width=right)
    colours = given.theme.light
    politics, administration, _ = sides(given.theme).values()
    top = height - HEAD
    width = right - left
    inset = 2 if strip else 3
    shares = [left + width * float(domain["andel"]) for domain in domains]
    ys = [top - step * index - strip - ROW / 2 for index in range(len(domains))]
    edge = [(shares[0] + (shares[0] - shares[1]) / 2, top)]
    edge += list(zip(shares, ys, strict=True))
    edge += [(shares[-1] + (shares[-1] - shares[-2]) / 2, BOTTOM)]
    low = top - step * len(domains)
    for side, colour in ((left, politics), (right, administration)):
        corners = [(side, top), *edge[:-1], (edge[-1][0], low), (side, low)]
        axes.add_patch(Polygon(corners, facecolor=colour, edgecolor=colours.paper, linewidth=3))
    axes.text(left, top + 3, "Politikens del", color=politics, weight="semibold", size=10)
    axes.text(right, top + 3, "Förvaltningens del", color=administration, weight="semibold", size=10, ha="right")
    for index, (domain, y) in enumerate(zip(domains, ys, strict=True)):
        above = top - step * index
        if strip:
            axes.add_patch(Rectangle((0, above - strip), right, strip, facecolor=colours.paper))
            named(axes, given, domain, (0, above - strip / 2), (24, above - strip / 2))
        else:
            if index:
                axes.plot([0, right], [above] * 2, color=colours.line, linestyle="-", linewidth=0.6)
            named(axes, given, domain, (0, y + 2.4), (0, y - 3.0))
        for x, key, align in ((left + inset, "politik", "left"), (right - inset, "förvaltning", "right")):
            lines = domain[key].split("|")
            for number, line in enumerate(lines):
                offset = (len(lines) - 1) * 2.2 - number * 4.4
                axes.text(x, y + offset, line, ha=align, va="center", color=colours.paper)
    axes.text(
        (left + right) / 2,
        3.5,
        "Gränsen är ritad efter en idé, inte efter mätningar.",
        ha="center",
        color=colours.quiet,
    )
    return figure


def named(
    axes: Axes, given: FigureInput, domain: Mapping[str, str], name: tuple[float, float], english: tuple[float, float]
) -> None:
    """Write the name of a domain at a place, and the English one at another."""
    ground = {"facecolor": given.theme.light.paper, "linewidth": 0, "pad": 0.4}
    axes.text(*name, domain["domän"], weight="semibold", size=11, va="center", bbox=ground)
    axes.text(*english, domain["engelska"], style="italic", va="center", color=given.theme.light.quiet, bbox=ground)
