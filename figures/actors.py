"""The people of a case, by side, and numbered arrows for what stands between them."""

import itertools
import math
import textwrap
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from kefu.model import Actor
from kefu.plotting import FULL_WIDTH, INK, PAPER, QUIET, SIDE_NAMES, SIDES, FigureInput, canvas

BOX_WIDTH = 47.0
LINE = 4.2
PADDING = 2.4
GAP = 6.0
HEADING = 7.0
RADIUS = 2.4
LEGEND_LINE = 5.2
COLUMNS = {"politics": 0.0, "outside": (FULL_WIDTH - BOX_WIDTH) / 2, "administration": FULL_WIDTH - BOX_WIDTH}

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

    def side_towards(self, other: "Box") -> Point:
        """Return where an arrow to another box leaves this one."""
        x, y = self.centre
        ox, oy = other.centre
        if self.left == other.left:
            inner = self.left + (BOX_WIDTH if x < FULL_WIDTH * 0.6 else 0)
            return inner, y
        dx, dy = ox - x, oy - y
        scale = min(BOX_WIDTH / 2 / abs(dx), self.height / 2 / abs(dy) if dy else math.inf)
        return x + dx * scale, y + dy * scale


def draw(given: FigureInput) -> Figure:
    """Draw politics to the left, administration to the right, others between them and below, and the legend."""
    case = given.the_case()
    names = {actor.id: actor.name for actor in case.actors}
    legend = [
        f"{names[relation.from_]} → {names[relation.to]}: {relation.text}" for relation in case.relations
    ]
    wrapped = [textwrap.wrap(line, 98) for line in legend]
    legend_height = sum(map(len, wrapped)) * LEGEND_LINE + 6
    heights = {side: column_height([a for a in case.actors if a.side == side]) for side in COLUMNS}
    outer = max(heights["politics"], heights["administration"])
    below = heights["outside"] and heights["outside"] + GAP
    height = legend_height + below + outer + HEADING
    figure, axes = canvas(height)
    boxes: dict[str, Box] = {}
    for side, left in COLUMNS.items():
        actors = [actor for actor in case.actors if actor.side == side]
        if not actors:
            continue
        room = heights[side] if side == "outside" else outer
        top = legend_height + room + (0 if side == "outside" else below)
        boxes |= {box.actor.id: box for box in column(actors, left, top, room)}
        axes.text(
            left, top + 2.2, SIDE_NAMES[side], color=SIDES[side], weight="semibold", va="bottom", size=10
        )
    taken: list[Point] = []
    for index, relation in enumerate(case.relations, start=1):
        taken.append(arrow(axes, boxes[relation.from_], boxes[relation.to], index, taken, list(boxes.values())))
    for box in boxes.values():
        draw_box(axes, box)
    y = legend_height - 6
    for index, lines in enumerate(wrapped, start=1):
        mark(axes, (RADIUS + 0.3, y), index)
        for line in lines:
            axes.text(8, y, line, va="center")
            y -= LEGEND_LINE
    return figure


def lines_of(actor: Actor) -> tuple[str, ...]:
    """Return the actor's name and role as lines that fit the box."""
    return actor.name, *textwrap.wrap(actor.role, 31)


def column_height(actors: list[Actor]) -> float:
    """Return the height that a column of boxes needs with its heading, or nothing for no actors."""
    return sum(len(lines_of(a)) * LINE + 2 * PADDING for a in actors) + GAP * max(0, len(actors) - 1) + (
        HEADING if actors and actors[0].side == "outside" else 0
    )


def column(actors: list[Actor], left: float, top: float, room: float) -> list[Box]:
    """Place boxes under each other, spread over the room that there is."""
    heights = [len(lines_of(actor)) * LINE + 2 * PADDING for actor in actors]
    heading = HEADING if actors[0].side == "outside" else 0
    spare = room - heading - sum(heights)
    gap = min(GAP * 2.5, spare / (len(actors) - 1)) if len(actors) > 1 else 0
    boxes = []
    y = top
    for actor, height in zip(actors, heights, strict=True):
        y -= height
        boxes.append(Box(actor, left, y, height, lines_of(actor)))
        y -= gap
    return boxes


def draw_box(axes: Axes, box: Box) -> None:
    """Draw an actor: filled for the protagonist, framed for the others."""
    colour = SIDES[box.actor.side]
    main = box.actor.protagonist
    axes.add_patch(
        FancyBboxPatch(
            (box.left + 0.6, box.bottom + 0.6),
            BOX_WIDTH - 1.2,
            box.height - 1.2,
            boxstyle="round,pad=0,rounding_size=1.6",
            facecolor=colour if main else PAPER,
            edgecolor=colour,
            linewidth=1.1,
            zorder=3,
        )
    )
    y = box.bottom + box.height - PADDING - LINE / 2
    for number, line in enumerate(box.lines):
        ink = PAPER if main else (INK if number == 0 else QUIET)
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


def arrow(axes: Axes, start: Box, end: Box, index: int, taken: list[Point], boxes: list[Box]) -> Point:
    """Draw one arrow with its number where there is room, and return where the number stands."""
    same = start.left == end.left
    a, b = start.side_towards(end), end.side_towards(start)
    bulge = 0.0
    if same:
        down = b[1] < a[1]
        right = start.left < FULL_WIDTH * 0.6
        bulge = (0.55 if down == right else -0.55) * min(1.0, 30 / math.dist(a, b))
    axes.add_patch(
        FancyArrowPatch(
            a,
            b,
            arrowstyle="-|>",
            mutation_scale=9,
            connectionstyle=f"arc3,rad={bulge}",
            color=QUIET,
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
        and not any(inside(point, box) for box in boxes)
    ]
    place = (free or candidates)[0]
    mark(axes, place, index)
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
    """Tell whether a number at a point would touch a box."""
    x, y = point
    return (
        box.left - RADIUS < x < box.left + BOX_WIDTH + RADIUS
        and box.bottom - RADIUS < y < box.bottom + box.height + RADIUS
    )


def mark(axes: Axes, at: Point, index: int) -> None:
    """Draw a number in a circle."""
    axes.plot(*at, "o", markersize=13, color=INK, markerfacecolor=PAPER, markeredgewidth=0.9, zorder=5)
    axes.text(*at, str(index), ha="center", va="center_baseline", weight="semibold", zorder=6)
