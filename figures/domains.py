"""The four domains of government, redrawn after Svara: who carries each, from politics to administration."""

from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from kefu.plotting import BLUE, GREEN, INK, PAPER, QUIET, RULE, FigureInput, canvas

LEFT = 42.0
RIGHT = 154.0
ROW = 22.0
BOTTOM = 10.0


def draw(given: FigureInput) -> Figure:
    """Draw a row for each domain, parted by a curve between the share of politics and that of administration."""
    domains = given.tables["domains.csv"]
    height = BOTTOM + ROW * len(domains) + 12
    figure, axes = canvas(height)
    top = height - 12
    width = RIGHT - LEFT
    shares = [LEFT + width * float(domain["andel"]) for domain in domains]
    ys = [top - ROW * (index + 0.5) for index in range(len(domains))]
    edge = [(shares[0] + (shares[0] - shares[1]) / 2, top)]
    edge += list(zip(shares, ys, strict=True))
    edge += [(shares[-1] + (shares[-1] - shares[-2]) / 2, BOTTOM)]
    low = top - ROW * len(domains)
    axes.add_patch(Polygon([(LEFT, top), *edge[:-1], (edge[-1][0], low), (LEFT, low)], facecolor=BLUE, alpha=0.92))
    axes.add_patch(Polygon([(RIGHT, top), *edge[:-1], (edge[-1][0], low), (RIGHT, low)], facecolor=GREEN, alpha=0.92))
    axes.text(LEFT, top + 3, "Politikens del", color=BLUE, weight="semibold", size=10)
    axes.text(RIGHT, top + 3, "Förvaltningens del", color=GREEN, weight="semibold", size=10, ha="right")
    for index, (domain, y) in enumerate(zip(domains, ys, strict=True)):
        if index:
            axes.plot([0, RIGHT], [top - ROW * index] * 2, color=RULE, linewidth=0.6)
        axes.text(0, y + 2.4, domain["domän"], weight="semibold", size=11, va="center", color=INK)
        axes.text(0, y - 3.0, domain["engelska"], style="italic", va="center", color=QUIET)
        for x, key, align in ((LEFT + 3, "politik", "left"), (RIGHT - 3, "förvaltning", "right")):
            lines = domain[key].split("|")
            for number, line in enumerate(lines):
                offset = (len(lines) - 1) * 2.2 - number * 4.4
                axes.text(x, y + offset, line, ha=align, va="center", color=PAPER)
    axes.text(
        (LEFT + RIGHT) / 2,
        3.5,
        "Gränsen är ritad efter en idé, inte efter mätningar.",
        ha="center",
        color=QUIET,
    )
    return figure
