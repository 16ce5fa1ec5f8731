"""The people in a case, by side, with numbered lines from who has a relation to whom it concerns."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from kefu.authored import Actor, CaseDescription, Relation
from kefu.plotting import NARROW, SIDE_NAMES, SMALLEST, FigureInput, canvas, sides, width, wrapped
from kefu.theme import Theme

BOX = 47.0
WIDEST_BOX = 58.0
CORRIDOR = 36.0
LINE = 4.2
PADDING = 2.4
INSET = 2.0
GAP = 5.0
HEADING = 7.0
SECTION = 4.0
PORT = 5.2
RADIUS = 2.1
MARK = 6.0
TRACK = 8.0
CORNER = 2.6
APART = 3.2
LEGEND_LINE = 5.0
TEXT = 8.0
SHIFTS = (0.0, 1.3, -1.3, 2.6, -2.6)
MOST_ORDERS = 120

Point = tuple[float, float]
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Box:
    """An actor's box, and whether lines meet its right edge (1) or its left one (-1)."""

    actor: Actor
    left: float
    bottom: float
    width: float
    height: float
    lines: tuple[str, ...]
    facing: int

    @property
    def edge(self) -> float:
        """The x of the edge that lines meet."""
        return self.left + (self.width if self.facing > 0 else 0)


@dataclass(frozen=True)
class Routes:
    """How lines run: the x of each track, and the y of each end.

    A track leads to the actor that it is named for. An end is that of a relation at its sender, by its index, or that
    of a track at its receiver, by its name.
    """

    tracks: Mapping[str, float]
    ends: Mapping[int | str, float]


def draw(given: FigureInput) -> Figure:
    """Draw politics on the left and administration on the right, others below the shorter of them, and a legend."""
    return drawn(given, given.theme.measures.text_width, columns=2)


def draw_narrow(given: FigureInput) -> Figure:
    """Draw everybody below one another, with the lines beside them, and a legend."""
    return drawn(given, NARROW, columns=1)


def drawn(given: FigureInput, room: float, *, columns: int) -> Figure:
    """Draw the people of a case in one column or, where there is room, in two."""
    case, theme = given.the_case(), given.theme
    size = theme.type.figure
    pieces = [word for actor in case.actors for word in (*actor.name.split(), *actor.role.split())]
    needed = max(width(word, size, bold=True) for word in pieces) + 2 * INSET
    box = min(max(BOX, needed), WIDEST_BOX)
    size = max(SMALLEST, size * min(1.0, (box - 2 * INSET) / (needed - 2 * INSET)))
    if room < 2 * box + CORRIDOR:
        columns = 1
    boxes = placed(case, box, size, room, columns)
    legend = [
        wrapped(f"{name(case, one.from_)} → {name(case, one.to)}: {one.text}", room - TEXT, theme.type.figure)
        for one in case.relations
    ]
    below = sum(map(len, legend)) * LEGEND_LINE + 5
    lowest = min(one.bottom for one in boxes.values())
    boxes = {key: replace(one, bottom=one.bottom - lowest + below) for key, one in boxes.items()}
    height = max(one.bottom + one.height for one in boxes.values()) + HEADING
    figure, axes = canvas(theme, height, width=room)
    routes = routed(case.relations, boxes, room)
    for path in lines(case.relations, boxes, routes):
        axes.add_patch(PathPatch(path, fill=False, edgecolor=theme.light.quiet, linewidth=1.0, zorder=2))
    bridges(axes, theme, case.relations, boxes, routes)
    headings = {one.actor.side: one for one in reversed(boxes.values())}
    for side, one in headings.items():
        at = (one.left, one.bottom + one.height + 2.2)
        axes.text(*at, SIDE_NAMES[side], color=sides(theme)[side], weight="semibold", va="bottom", size=10)
    for one in boxes.values():
        draw_box(axes, theme, one, size)
    for receiver in routes.tracks:
        arrow(axes, theme, boxes[receiver], routes.ends[receiver])
    for index, relation in enumerate(case.relations):
        sender = boxes[relation.from_]
        mark(axes, theme, (sender.edge + sender.facing * MARK, routes.ends[index]), index + 1)
    y = below - 5
    for index, text in enumerate(legend, start=1):
        mark(axes, theme, (RADIUS + 0.3, y), index)
        for line in text:
            axes.text(TEXT, y, line, va="center")
            y -= LEGEND_LINE
    return figure


def name(case: CaseDescription, actor: str) -> str:
    """Return the name of an actor."""
    return next(one.name for one in case.actors if one.id == actor)


def placed(case: CaseDescription, box: float, size: float, room: float, columns: int) -> dict[str, Box]:
    """Return the boxes of all actors; the first heading is at a height of 0, and everything below it."""
    present = {side: [actor for actor in case.actors if actor.side == side] for side in SIDE_NAMES}
    ports = {
        actor.id: sum(one.from_ == actor.id for one in case.relations)
        + any(one.to == actor.id for one in case.relations)
        for actor in case.actors
    }
    made = {
        actor.id: Box(actor, 0.0, 0.0, box, max(len(text) * LINE + 2 * PADDING, ports[actor.id] * PORT + 2.4), text, 1)
        for actor in case.actors
        for text in [(*wrapped(actor.name, box - 2 * INSET, size, bold=True),
                      *wrapped(actor.role, box - 2 * INSET, size))]
    }  # fmt: skip
    if columns == 1:
        stacks = [[one for one in present.values() if one]]
    else:
        stacks = [[present[side]] if present[side] else [] for side in ("politics", "administration")]
        if present["outside"]:
            min(stacks, key=lambda stack: stack_height(stack, made)).append(present["outside"])
    tallest = max(stack_height(stack, made) for stack in stacks)
    found: dict[str, Box] = {}
    for facing, stack in zip((1, -1), stacks, strict=False):
        spread = tallest - stack_height(stack, made)
        gaps = sum(map(len, stack)) - 1
        extra = min(GAP * 1.5, spread / gaps) if gaps > 0 else 0.0
        top = 0.0
        for people in stack:
            top -= HEADING
            for actor in people:
                one = made[actor.id]
                top -= one.height
                left = 0.0 if facing > 0 else room - box
                found[actor.id] = replace(one, left=left, bottom=top, facing=facing)
                top -= GAP + extra
            top -= SECTION - GAP
    return found


def stack_height(stack: Sequence[Sequence[Actor]], made: Mapping[str, Box]) -> float:
    """Return the height of groups of boxes below one another, with their headings."""
    groups = [sum(made[actor.id].height for actor in people) + GAP * (len(people) - 1) + HEADING for people in stack]
    return sum(groups) + SECTION * max(0, len(groups) - 1)


def routed(relations: Sequence[Relation], boxes: Mapping[str, Box], room: float) -> Routes:
    """Return routes that cross each other as seldom as can be found.

    All relations to an actor share a track, which has one arrow. Tracks change places, and ends at a box as well, for
    as long as that is an improvement.
    """
    receivers = tuple(dict.fromkeys(one.to for one in relations))
    ends: dict[str, list[int | str]] = {key: [] for key in boxes}
    for receiver in receivers:
        ends[receiver].append(receiver)
    for index, one in enumerate(relations):
        ends[one.from_].append(index)
    facing = {one.facing for one in boxes.values()}
    inner = max(one.edge for one in boxes.values() if one.facing > 0) if 1 in facing else 0.0
    outer = min(one.edge for one in boxes.values() if one.facing < 0) if -1 in facing else room + MARK
    low, high = inner + MARK + 5, outer - MARK - 5
    step = min(TRACK, (high - low) / max(1, len(receivers) - 1))
    first = (low + high - step * (len(receivers) - 1)) / 2
    places = [first + step * index for index in range(len(receivers))]
    best = Routes(
        dict(zip(receivers, places, strict=True)),
        {end: y for key, box in boxes.items() for end, y in spaced(box, ends[key], 0.0)},
    )
    least = cost(relations, boxes, best)
    while True:
        before, better = least, best
        for candidate in changes(best, boxes, ends, places):
            found = cost(relations, boxes, candidate)
            if found < least - 1e-6:
                better, least = candidate, found
        if least == before:
            return best
        best = better


def changes(
    routes: Routes, boxes: Mapping[str, Box], ends: Mapping[str, Sequence[int | str]], places: Sequence[float]
) -> Iterator[Routes]:
    """Yield routes with the tracks in another order, or the ends at one box in another order or somewhat moved."""
    for order in orders(tuple(routes.tracks)):
        yield replace(routes, tracks=dict(zip(order, places, strict=True)))
    for key, box in boxes.items():
        for placed_as, shift in itertools.product(orders(ends[key]), SHIFTS):
            yield replace(routes, ends={**routes.ends, **dict(spaced(box, placed_as, shift))})


def orders(things: Sequence[Thing]) -> Iterable[tuple[Thing, ...]]:
    """Return the orders that a few things can be in; not all of them, if there are many."""
    return itertools.islice(itertools.permutations(things), MOST_ORDERS)


def spaced(box: Box, ends: Sequence[int | str], shift: float) -> Iterator[tuple[int | str, float]]:
    """Yield the height of each end at a box, from above, moved by a shift as far as the box allows."""
    spare = max(0.0, (box.height - PORT * (len(ends) - 1)) / 2 - INSET)
    middle = box.bottom + box.height / 2 + max(-spare, min(spare, shift))
    for place, end in enumerate(ends):
        yield end, middle + PORT * ((len(ends) - 1) / 2 - place)


def level(relations: Sequence[Relation], boxes: Mapping[str, Box], routes: Routes) -> list[tuple[str, float, Point]]:
    """Return what runs sideways: the track that it belongs to, its height, and where it begins and ends."""
    pieces = [(one.to, boxes[one.from_].edge, routes.ends[index]) for index, one in enumerate(relations)]
    pieces += [(receiver, boxes[receiver].edge, routes.ends[receiver]) for receiver in routes.tracks]
    return [(track, y, (min(x, routes.tracks[track]), max(x, routes.tracks[track]))) for track, x, y in pieces]


def crossings(relations: Sequence[Relation], boxes: Mapping[str, Box], routes: Routes) -> list[tuple[Point, float]]:
    """Return where a track crosses what belongs to another, and how far that is from an end of the track."""
    pieces = level(relations, boxes, routes)
    found = []
    for track, x in routes.tracks.items():
        heights = [y for name, y, _ in pieces if name == track]
        low, high = min(heights), max(heights)
        found += [
            ((x, y), min(y - low, high - y))
            for name, y, (start, end) in pieces
            if name != track and start < x < end and low - 1 < y < high + 1
        ]
    return found


def cost(relations: Sequence[Relation], boxes: Mapping[str, Box], routes: Routes) -> float:
    """Return how hard routes are to follow: by lines that run close together, cross, or turn twice in a small space."""
    pieces = level(relations, boxes, routes)
    total = sum(10.0 + (8.0 if near < APART else 0.0) for _, near in crossings(relations, boxes, routes))
    for (one, y, (start, end)), (other, z, (begin, finish)) in itertools.combinations(pieces, 2):
        apart = abs(y - z)
        if one != other and apart < APART and start < finish + 1 and begin < end + 1:
            total += 100.0 - apart
        elif one == other and 0.01 < apart < APART:
            total += 6.0
    return total + 0.01 * sum(abs(y - routes.ends[one.to]) for one, (_, y, _) in zip(relations, pieces, strict=False))


def lines(relations: Sequence[Relation], boxes: Mapping[str, Box], routes: Routes) -> Iterator[Path]:
    """Yield the line of each relation: along its own height, along the track, and up to the arrow."""
    for index, one in enumerate(relations):
        sender, receiver, x = boxes[one.from_], boxes[one.to], routes.tracks[one.to]
        y, z = routes.ends[index], routes.ends[one.to]
        points = [(sender.edge, y), (x, y), (x, z), (receiver.edge + receiver.facing * 1.5, z)]
        if abs(y - z) < 0.01:
            yield Path([points[0], points[-1]])
            continue
        up = 1 if z > y else -1
        bend = min(CORNER, abs(y - z) / 2)
        away = 1 if x > sender.edge else -1
        back = 1 if receiver.edge > x else -1
        yield Path(
            [points[0], (x - away * bend, y), (x, y), (x, y + up * bend), (x, z - up * bend), (x, z),
             (x + back * bend, z), points[3]],
            [Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE3, Path.LINETO, Path.CURVE3, Path.CURVE3, Path.LINETO],
        )  # fmt: skip


def bridges(axes: Axes, theme: Theme, relations: Sequence[Relation], boxes: Mapping[str, Box], routes: Routes) -> None:
    """Lead tracks over what they cross, so that nobody turns there."""
    for (x, y), _ in crossings(relations, boxes, routes):
        for colour, thickness in ((theme.light.paper, 4.5), (theme.light.quiet, 1.0)):
            axes.plot([x, x], [y - 1.2, y + 1.2], color=colour, linewidth=thickness, linestyle="-", zorder=2)


def arrow(axes: Axes, theme: Theme, receiver: Box, y: float) -> None:
    """Draw the one arrow that a track ends with."""
    away = receiver.facing
    tip, tail = receiver.edge + away * 0.3, receiver.edge + away * 3.2
    colour = theme.light.quiet
    axes.add_patch(Polygon([(tip, y), (tail, y + 1.3), (tail, y - 1.3)], facecolor=colour, linewidth=0, zorder=4))


def draw_box(axes: Axes, theme: Theme, box: Box, size: float) -> None:
    """Draw an actor: filled for the protagonist, framed for the others."""
    colours = theme.light
    colour = sides(theme)[box.actor.side]
    main = box.actor.protagonist
    axes.add_patch(
        FancyBboxPatch(
            (box.left + 0.3, box.bottom + 0.3),
            box.width - 0.6,
            box.height - 0.6,
            boxstyle="round,pad=0,rounding_size=1.6",
            facecolor=colour if main else colours.paper,
            edgecolor=colour,
            linewidth=1.1,
            zorder=3,
        )
    )
    named = len(wrapped(box.actor.name, box.width - 2 * INSET, size, bold=True))
    y = box.bottom + box.height / 2 + LINE * (len(box.lines) - 1) / 2
    for number, line in enumerate(box.lines):
        ink = colours.paper if main else (colours.ink if number < named else colours.quiet)
        weight = "semibold" if number < named else "normal"
        axes.text(
            box.left + box.width / 2, y, line, ha="center", va="center_baseline", color=ink, weight=weight, size=size,
            zorder=4,
        )  # fmt: skip
        y -= LINE


def mark(axes: Axes, theme: Theme, at: Point, index: int) -> None:
    """Draw a number in a circle."""
    ink, paper = theme.light.ink, theme.light.paper
    axes.plot(*at, "o", markersize=12, color=ink, markerfacecolor=paper, markeredgewidth=0.9, zorder=5)
    axes.text(*at, str(index), ha="center", va="center_baseline", weight="semibold", zorder=6)
