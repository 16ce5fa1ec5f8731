"""Bars from a CSV file."""

from matplotlib.figure import Figure

from kefu.plotting import FigureInput, canvas


def draw(given: FigureInput) -> Figure:
    """Draw one bar a row."""
    figure, axes = canvas(given.theme, 40)
    for index, row in enumerate(given.tables["bars.csv"]):
        axes.barh(index * 10 + 5, float(row["antal"]) * 20)
    return figure
