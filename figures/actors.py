"""The people in a case, by side, with numbered arrows for their relations."""

import itertools
import math
import textwrap
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from kefu.authored import Actor
from kefu.plotting import SIDE_NAMES, FigureInput, canvas, sides
from kefu.theme import Theme

BOX_WIDTH = 47.0
LINE = 4.2
PADDING = 2.4
GAP = 6.0
HEADING = 7.0
RADIUS = 2.4
LEGEND_LINE = 5.2

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """An actor's box: its left, bottom, height, and the lines of text in it."""

    actor: Actor
    left: float
    bottom: float
    height: float
    lines: tuple[str, ...]

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return self.left + BOX_WIDTH / 2, self.bottom + self.height / 2

    def port(self, place: float) -> Point:
        """Return where an arrow meets the side that faces the middle, at a place from 0 (one end) to 1 (the other).

        Arrows meet boxes in the middle from above.
        """
        if self.actor.side == "outside":
            return self.left + BOX_WIDTH * (0.25 + 0.5 * place), self.bottom + self.height
        inner = self.left + (BOX_WIDTH if self.actor.side == "politics" else 0)
        return inner, self.bottom + self.height * (0.8 - 0.6 * place)


def draw(given: FigureInput) -> Figure:
    """Draw politics on the left, administration on the right, others between and below them, and a legend."""
    case, theme = given.the_case(), given.theme
    width = theme.measures.text_width
    columns = {"politics": 0.0, "administration": width - BOX_WIDTH}
    names = {actor.id: actor.name for actor in case.actors}
    legend = [f"{names[relation.from_]} → {names[relation.to]}: {relation.text}" for relation in case.relations]
    wrapped = [textwrap.wrap(line, 98) for line in legend]
    legend_height = sum(map(len, wrapped)) * LEGEND_LINE + 6
    actors = {side: [actor for actor in case.actors if actor.side == side] for side in SIDE_NAMES}
    heights = {side: column_height(actors[side]) for side in columns} | {"outside": row_height(actors["outside"])}
    outer = max(heights["politics"], heights["administration"])
    below = heights["outside"] and heights["outside"] + GAP
    height = legend_height + below + outer + HEADING
    figure, axes = canvas(theme, height)
    boxes: dict[str, Box] = {}
    for side, colour in sides(theme).items():
        if not actors[side]:
            continue
        top = legend_height + (heights[side] - HEADING if side == "outside" else outer + below)
        placed = row(actors[side], top, width) if side == "outside" else column(actors[side], columns[side], top, outer)
        boxes |= {box.actor.id: box for box in placed}
        axes.text(
            placed[0].left,
            top + 2.2,
            SIDE_NAMES[side],
            color=colour,
            weight="semibold",
            va="bottom",
            size=10,
        )
    ends = ports([(boxes[relation.from_], boxes[relation.to]) for relation in case.relations])
    taken: list[Point] = []
    for index, (relation, (a, b)) in enumerate(zip(case.relations, ends, strict=True), start=1):
        same = boxes[relation.from_].actor.side == boxes[relation.to].actor.side
        bulge = bend(boxes[relation.from_], a, b) if same else 0.0
        taken.append(arrow(axes, theme, a, b, bulge, index, taken, boxes))
    for box in boxes.values():
        draw_box(axes, theme, box)
    y = legend_height - 6
    for index, lines in enumerate(wrapped, start=1):
        mark(axes, theme, (RADIUS + 0.3, y), index)
        for line in lines:
            axes.text(8, y, line, va="center")
            y -= LEGEND_LINE
    return figure


def lines_of(actor: Actor) -> tuple[str, ...]:
    """Return the actor's name and role as lines that fit the box."""
    return actor.name, *textwrap.wrap(actor.role, 31)


def box_height(actor: Actor) -> float:
    """Return the height of an actor's box."""
    return len(lines_of(actor)) * LINE + 2 * PADDING


def column_height(actors: list[Actor]) -> float:
    """Return the height of boxes that are placed below one another."""
    return sum(map(box_height, actors)) + GAP * max(0, len(actors) - 1)


def row_height(actors: list[Actor]) -> float:
    """Return the height of boxes that are placed side by side, with their heading, or 0 without actors."""
    return max(map(box_height, actors)) + HEADING if actors else 0


def column(actors: list[Actor], left: float, top: float, room: float) -> list[Box]:
    """Place boxes below one another, spread over the available height."""
    spare = room - sum(map(box_height, actors))
    gap = min(GAP * 2.5, spare / (len(actors) - 1)) if len(actors) > 1 else 0
    boxes = []
    for actor in actors:
        top -= box_height(actor)
        boxes.append(Box(actor, left, top, box_height(actor), lines_of(actor)))
        top -= gap
    return boxes


def row(actors: list[Actor], top: float, room: float) -> list[Box]:
    """Place boxes side by side, in the middle of the available width."""
    width = len(actors) * BOX_WIDTH + (len(actors) - 1) * GAP
    first = (room - width) / 2
    return [
        Box(
            actor,
            first + index * (BOX_WIDTH + GAP),
            top - box_height(actor),
            box_height(actor),
            lines_of(actor),
        )
        for index, actor in enumerate(actors)
    ]


def draw_box(axes: Axes, theme: Theme, box: Box) -> None:
    """Draw an actor: filled for the protagonist, framed for the others."""
    colours = theme.light
    colour = sides(theme)[box.actor.side]
    main = box.actor.protagonist
    axes.add_patch(
        FancyBboxPatch(
            (box.left + 0.6, box.bottom + 0.6),
            BOX_WIDTH - 1.2,
            box.height - 1.2,
            boxstyle="round,pad=0,rounding_size=1.6",
            facecolor=colour if main else colours.paper,
            edgecolor=colour,
            linewidth=1.1,
            zorder=3,
        )
    )
    y = box.bottom + box.height - PADDING - LINE / 2
    for number, line in enumerate(box.lines):
        ink = colours.paper if main else (colours.ink if number == 0 else colours.quiet)
        axes.text(
            box.left + BOX_WIDTH / 2,
            y,
            line,
            ha="center",
            va="center",
            color=ink,
            weight="semibold" if number == 0 else "normal",
            zorder=4,
        )
        y -= LINE


def ports(relations: list[tuple[Box, Box]]) -> list[tuple[Point, Point]]:
    """Return where each arrow begins and ends: spread along the boxes, in the order of what is at the other end."""
    ends: dict[tuple[int, int], Point] = {}
    for box in dict.fromkeys(box for pair in relations for box in pair):
        mine = [
            (index, end, pair[1 - end]) for index, pair in enumerate(relations) for end in (0, 1) if pair[end] is box
        ]
        if box.actor.side == "outside":
            mine.sort(key=lambda item: item[2].centre[0])
        else:
            mine.sort(key=lambda item: (-item[2].centre[1], item[2].centre[0]))
        for place, (index, end, _) in enumerate(mine, start=1):
            ends[index, end] = box.port(place / (len(mine) + 1))
    return [(ends[index, 0], ends[index, 1]) for index in range(len(relations))]


def bend(start: Box, a: Point, b: Point) -> float:
    """Return how much an arrow between boxes in the same column bends towards the middle."""
    right = start.actor.side == "politics"
    return (-0.6 if (b[1] < a[1]) == right else 0.6) * min(1.0, 30 / math.dist(a, b))


def arrow(
    axes: Axes, theme: Theme, a: Point, b: Point, bulge: float, index: int, taken: list[Point], boxes: dict[str, Box]
) -> Point:
    """Draw an arrow with its number where there is room, and return the position of the number."""
    axes.add_patch(
        FancyArrowPatch(
            a,
            b,
            arrowstyle="-|>",
            mutation_scale=9,
            connectionstyle=f"arc3,rad={bulge}",
            color=theme.light.quiet,
            linewidth=0.9,
            shrinkA=0,
            shrinkB=1,
            zorder=2,
        )
    )
    candidates = [on_curve(a, b, bulge, t / 100) for t in itertools.chain((50,), range(20, 81, 5))]
    free = [
        point
        for point in candidates
        if all(math.dist(point, other) > 2.4 * RADIUS for other in taken)
        and not any(inside(point, box) for box in boxes.values())
    ]
    place = (free or candidates)[0]
    mark(axes, theme, place, index)
    return place


def on_curve(a: Point, b: Point, bulge: float, t: float) -> Point:
    """Return the point at `t` from 0 to 1 on matplotlib's arc3 curve, a quadratic Bézier curve.

    Source: matplotlib.patches.ConnectionStyle.Arc3, whose control point lies `rad` times the distance off the middle.
    """
    (ax, ay), (bx, by) = a, b
    cx, cy = (ax + bx) / 2 + bulge * (by - ay), (ay + by) / 2 - bulge * (bx - ax)
    return (
        (1 - t) ** 2 * ax + 2 * t * (1 - t) * cx + t**2 * bx,
        (1 - t) ** 2 * ay + 2 * t * (1 - t) * cy + t**2 * by,
    )


def inside(point: Point, box: Box) -> bool:
    """Return whether a number at a point would touch a box."""
    x, y = point
    return (
        box.left - RADIUS < x < box.left + BOX_WIDTH + RADIUS
        and box.bottom - RADIUS < y < box.bottom + box.height + RADIUS
    )


def mark(axes: Axes, theme: Theme, at: Point, index: int) -> None:
    """Draw a number in a circle."""
    ink, paper = theme.light.ink, theme.light.paper
    axes.plot(*at, "o", markersize=13, color=ink, markerfacecolor=paper, markeredgewidth=0.9, zorder=5)
    axes.text(*at, str(index), ha="center", va="center_baseline", weight="semibold", zorder=6)
