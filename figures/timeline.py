"""The events of a case in order, with the time that passes between them."""

import datetime
import itertools
import textwrap

from matplotlib.figure import Figure

from kefu.plotting import FigureInput, canvas
from kefu.words import date

LINE = 4.6
GAP = 7.4
DATE_RIGHT = 38.0
AXIS = 44.0
TEXT = 50.0


def draw(given: FigureInput) -> Figure:
    """Draw one row per event: date, mark, what happened."""
    events = given.the_case().timeline
    rows = [textwrap.wrap(event.event, 68) for event in events]
    height = sum(len(row) * LINE for row in rows) + GAP * (len(rows) - 1) + 8
    figure, axes = canvas(given.theme, height)
    colours = given.theme.light
    y = height - 6.0
    marks = []
    for index, (event, row) in enumerate(zip(events, rows, strict=True)):
        last = index == len(events) - 1
        weight = "semibold" if last else "normal"
        axes.text(DATE_RIGHT, y, date(event.date), ha="right", va="center", weight=weight)
        for number, line in enumerate(row):
            axes.text(TEXT, y - number * LINE, line, va="center", weight=weight)
        marks.append(y)
        y -= len(row) * LINE + GAP
    axes.plot([AXIS, AXIS], [marks[0], marks[-1]], color=colours.line, linewidth=1.6, zorder=1)
    for index, mark in enumerate(marks):
        last = index == len(marks) - 1
        fill = colours.accent if last else colours.paper
        axes.plot(AXIS, mark, "o", markersize=7, color=colours.accent, markerfacecolor=fill, zorder=2)
    for index, (before, after) in enumerate(itertools.pairwise(events)):
        middle = (marks[index] - (len(rows[index]) - 1) * LINE + marks[index + 1]) / 2
        time = passed(after.date - before.date)
        axes.text(TEXT, middle, time, va="center", color=colours.quiet, style="italic", size=8)
    return figure


def passed(time: datetime.timedelta) -> str:
    """Return how much time passed between two events, in words."""
    if time.days == 0:
        return "samma dag"
    if time.days == 1:
        return "dagen efter"
    return f"{time.days} dagar senare"
