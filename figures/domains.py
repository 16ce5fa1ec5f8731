"""The four domains of government, redrawn after Svara: how politics and administration share each of them."""

from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from kefu.plotting import FigureInput, canvas, sides

LEFT = 42.0
ROW = 22.0
BOTTOM = 10.0


def draw(given: FigureInput) -> Figure:
    """Draw a row for each domain, with a curve between the share of politics and that of administration."""
    domains = given.tables["domains.csv"]
    height = BOTTOM + ROW * len(domains) + 12
    figure, axes = canvas(given.theme, height)
    colours = given.theme.light
    politics, administration, _ = sides(given.theme).values()
    top = height - 12
    right = given.theme.measures.text_width
    width = right - LEFT
    shares = [LEFT + width * float(domain["andel"]) for domain in domains]
    ys = [top - ROW * (index + 0.5) for index in range(len(domains))]
    edge = [(shares[0] + (shares[0] - shares[1]) / 2, top)]
    edge += list(zip(shares, ys, strict=True))
    edge += [(shares[-1] + (shares[-1] - shares[-2]) / 2, BOTTOM)]
    low = top - ROW * len(domains)
    for side, colour in ((LEFT, politics), (right, administration)):
        corners = [(side, top), *edge[:-1], (edge[-1][0], low), (side, low)]
        axes.add_patch(Polygon(corners, facecolor=colour, edgecolor=colours.paper, linewidth=3))
    axes.text(LEFT, top + 3, "Politikens del", color=politics, weight="semibold", size=10)
    axes.text(right, top + 3, "Förvaltningens del", color=administration, weight="semibold", size=10, ha="right")
    for index, (domain, y) in enumerate(zip(domains, ys, strict=True)):
        if index:
            axes.plot([0, right], [top - ROW * index] * 2, color=colours.line, linestyle="-", linewidth=0.6)
        axes.text(0, y + 2.4, domain["domän"], weight="semibold", size=11, va="center")
        axes.text(0, y - 3.0, domain["engelska"], style="italic", va="center", color=colours.quiet)
        for x, key, align in ((LEFT + 3, "politik", "left"), (right - 3, "förvaltning", "right")):
            lines = domain[key].split("|")
            for number, line in enumerate(lines):
                offset = (len(lines) - 1) * 2.2 - number * 4.4
                axes.text(x, y + offset, line, ha=align, va="center", color=colours.paper)
    axes.text(
        (LEFT + right) / 2,
        3.5,
        "Gränsen är ritad efter en idé, inte efter mätningar.",
        ha="center",
        color=colours.quiet,
    )
    return figure
