"""The chart of a measurement: two bars for each command, in the publication's colours."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from matplotlib.patches import Rectangle
from tests.benchmarks.page import alternative, seconds
from tests.benchmarks.rows import ROWS

from kefu.plotting import canvas, styled
from kefu.theme import THEME

if TYPE_CHECKING:
    from tests.benchmarks.record import Record

WIDTH: Final = 190.0
LEFT: Final = 96.0
ROOM: Final = 78.0
BAR: Final = 3.4
ROW: Final = 9.6
TOP: Final = 9.0
"""Millimetres."""

TITLE: Final = "Seconds before and now"


def chart(record: Record) -> bytes:
    """Return a chart of a record as SVG, with the text that stands for it; the same record gives the same bytes."""
    light = THEME.light
    inks = {"before": light.edge, "now": light.accent}
    medians = {
        row.name: {"before": pair.before.median if pair.before else 0.0, "now": pair.now.median}
        for row in ROWS
        for pair in [record.rows[row.name]]
    }
    scale = ROOM / max(value for both in medians.values() for value in both.values())
    height = TOP + ROW * len(ROWS) + 2
    with styled(THEME):
        figure, axes = canvas(THEME, height, width=WIDTH)
        for place, (side, ink) in enumerate(inks.items()):
            x = LEFT + place * 24
            axes.add_patch(Rectangle((x, height - 6), 3.4, 3.4, facecolor=ink))
            axes.text(x + 5, height - 4.4, side, va="center", color=light.quiet)
        for index, row in enumerate(ROWS):
            top = height - TOP - index * ROW
            axes.text(LEFT - 3, top - BAR, row.title.replace("`", ""), ha="right", va="center")
            for place, (side, ink) in enumerate(inks.items()):
                value, bottom = medians[row.name][side], top - (place + 1) * BAR
                axes.add_patch(Rectangle((LEFT, bottom), max(value * scale, 0.3), BAR - 0.3, facecolor=ink))
                axes.text(LEFT + value * scale + 1.4, bottom + BAR / 2, seconds(value), va="center", size="small")
        drawn = io.BytesIO()
        about = {"Date": None, "Creator": None, "Title": TITLE, "Description": alternative(record)}
        figure.savefig(drawn, format="svg", metadata=about)
    return drawn.getvalue()
