"""The events of a case in order, with the time that passes between them."""

import datetime
import itertools

from matplotlib.figure import Figure

from kefu.plotting import NARROW, FigureInput, canvas, wrapped
from kefu.words import date

LINE = 4.6
GAP = 7.4
DATES = 38.0
AXIS = 6.0
TEXT = 12.0
MARK = 2.0


def draw(given: FigureInput) -> Figure:
    """Draw one row per event: date, mark, what happened."""
    return rows(given, given.theme.measures.text_width, DATES)


def draw_narrow(given: FigureInput) -> Figure:
    """Draw the same with each date above what happened."""
    return rows(given, NARROW, 0.0)


def rows(given: FigureInput, width: float, dates: float) -> Figure:
    """Draw the events below one another, with dates that end at a place on the left of the marks, or else above."""
    events = given.the_case().timeline
    size = given.theme.type.figure
    axis = dates + AXIS if dates else MARK
    left = dates + TEXT if dates else MARK + AXIS
    texts = []
    for index, event in enumerate(events):
        bold = index == len(events) - 1
        text = wrapped(event.event, width - left, size, bold=bold)
        texts.append(text if dates else (date(event.date), *text))
    height = sum(len(text) * LINE for text in texts) + GAP * (len(texts) - 1) + 8
    figure, axes = canvas(given.theme, height, width=width)
    colours = given.theme.light
    y = height - 6.0
    marks = []
    for index, (event, text) in enumerate(zip(events, texts, strict=True)):
        weight = "semibold" if index == len(events) - 1 else "normal"
        if dates:
            axes.text(dates, y, date(event.date), ha="right", va="center", weight=weight)
        for number, line in enumerate(text):
            ink = colours.quiet if not dates and number == 0 else colours.ink
            axes.text(left, y - number * LINE, line, va="center", weight=weight, color=ink)
        marks.append(y)
        y -= len(text) * LINE + GAP
    axes.plot([axis, axis], [marks[0], marks[-1]], color=colours.edge, linestyle="-", linewidth=1.4, zorder=1)
    for index, mark in enumerate(marks):
        fill = colours.accent if index == len(marks) - 1 else colours.paper
        axes.plot(axis, mark, "o", markersize=7, color=colours.accent, markerfacecolor=fill, zorder=2)
    for index, (before, after) in enumerate(itertools.pairwise(events)):
        middle = (marks[index] - (len(texts[index]) - 1) * LINE + marks[index + 1]) / 2
        time = passed(after.date - before.date)
        axes.text(left, middle, time, va="center", color=colours.quiet, style="italic", size=8)
    return figure


def passed(time: datetime.timedelta) -> str:
    """Return how much time passed between two events, in words."""
    if time.days == 0:
        return "samma dag"
    if time.days == 1:
        return "dagen efter"
    return f"{time.days} dagar senare"
