"""Dots for the events of a case."""

from matplotlib.figure import Figure

from kefu.plotting import FigureInput, canvas


def draw(given: FigureInput) -> Figure:
    """Draw one dot an event."""
    figure, axes = canvas(given.theme, 30)
    for index, event in enumerate(given.the_case().timeline):
        axes.plot(10 + index * 20, 15, "o")
        axes.text(10 + index * 20, 5, event.event, ha="center")
    return figure
