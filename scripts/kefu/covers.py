"""What covers show: a picture of the publication's own, or a pattern drawn from what a case is about.

The pattern is arcs between the case's people, above and below a line.

The people stand on a line in the order of `case.yaml`, each in the colour of their side. An arc leads from each of them
to whoever they have an opinion of: above the line from politicians, below it from officials. So every case has a
pattern of its own, which is the same whenever it is drawn. In the pattern of the report cases stand on the line:
municipalities in the colour of politicians, regions in that of officials. Each has an arc to the case whose themes are
most like its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.colour import READABLE, nearest, of_oklch, oklch, turned
from kefu.front import Front

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kefu.authored import CaseDescription
    from kefu.front import Pattern
    from kefu.model import Case
    from kefu.theme import Theme

WIDTH: Final = 210.0
HEIGHT: Final = 178.0
"""The size of a pattern; its unit is a millimetre on A4."""

TOP: Final = 26.0
"""The height that is left above what is drawn, for the name of the publisher."""

BOTTOM: Final = 16.0
SIDE: Final = 22.0

TURN: Final = 137.5
"""By how many degrees the hues of two successive cases differ. By the golden angle, hues never come close soon."""

LIGHTER: Final = 0.17
"""By how much what is outside both sides is lighter than the ground, in OKLCH."""

SIDES: Final = {"politics": "upper", "administration": "lower", "municipality": "upper", "region": "lower"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arc:
    start: int
    end: int

    @property
    def span(self) -> int:
        return abs(self.start - self.end)


def front_of(theme: Theme, cases: Sequence[Case], case: Case | None) -> Front | None:
    """Return what the cover of a case or, without one, of the report on all the cases shows, if it shows anything."""
    look, picture = theme.cover.pattern, theme.cover.picture
    around = {"ground": ground_of(theme, case), "on_ground": theme.light.paper}
    if picture:
        return Front(suffix=picture.suffix, content=picture.content, alt=picture.alt, **around, drawn=False)
    if look:
        return Front(suffix=".svg", content=pattern(look, around["ground"], cases, case), alt="", **around, drawn=True)
    return None


def pattern(look: Pattern, ground: str, cases: Sequence[Case], case: Case | None) -> bytes:
    """Return the pattern of a case or, without one, of the report on all the cases, on a ground, as an SVG."""
    sides: Sequence[str]
    if case:
        told = case.description
        sides, arcs = [actor.side for actor in told.actors], _between_people(told)
    else:
        everything = [one.description for one in cases]
        sides, arcs = [one.organisation.type for one in everything], _between_cases(everything)
    return _drawn(look, ground, [SIDES.get(side, "") for side in sides], sorted(set(arcs), key=_order))


def ground_of(theme: Theme, case: Case | None) -> str:
    """Return the colour that goes with a case or, without one, with the report; paper can be read on it."""
    accent = theme.light.accent
    if case is None or theme.cover.pattern is None:
        return accent
    ground = turned(accent, TURN * case.number)
    return nearest(ground, [(theme.light.paper, READABLE)]) or accent


def _between_people(case: CaseDescription) -> list[_Arc]:
    """Return the arcs of a case; where nobody has an opinion of anybody, they lead from its protagonist to all."""
    places = {actor.id: place for place, actor in enumerate(case.actors)}
    main = next((place for place, actor in enumerate(case.actors) if actor.protagonist), 0)
    told = [_Arc(start=places[one.from_], end=places[one.to]) for one in case.relations]
    return told or [_Arc(start=main, end=place) for place in places.values() if place != main]


def _between_cases(cases: Sequence[CaseDescription]) -> list[_Arc]:
    arcs = []
    for place, case in enumerate(cases):
        alike = {
            other: sum(min(weight, cases[other].themes.get(theme, 0)) for theme, weight in case.themes.items())
            for other in range(len(cases))
            if other != place
        }
        if alike and max(alike.values()):
            closest = max(alike, key=lambda other: (alike[other], abs(other - place)))
            arcs.append(_Arc(start=place, end=closest))
    return arcs


def _order(arc: _Arc) -> tuple[int, int, int]:
    """Return what arcs are drawn by: the widest first, so that the others lie on it."""
    return -arc.span, arc.start, arc.end


def _drawn(look: Pattern, ground: str, sides: Sequence[str], arcs: Sequence[_Arc]) -> bytes:
    step = (WIDTH - 2 * SIDE) / max(len(sides) - 1, 1)
    thick, point = min(11.0, step * 0.46), min(9.0, step * 0.37)
    gap = point * 0.2
    lightness, chroma, hue = oklch(ground)
    outside = of_oklch((lightness + LIGHTER, chroma, hue))
    colours = {"upper": look.upper, "lower": look.lower, "": outside}
    above = [arc for arc in arcs if _is_above(arc, sides)]
    below = [arc for arc in arcs if not _is_above(arc, sides)]
    high, low = (max([arc.span * step / 2 + thick / 2 for arc in some], default=point) for some in (above, below))
    line = TOP + high + (HEIGHT - TOP - BOTTOM - high - low) / 2

    def across(place: int) -> float:
        return SIDE + place * step if len(sides) > 1 else WIDTH / 2

    def shapes() -> Iterator[str]:
        yield f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="{ground}"/>'
        for arc in arcs:
            left, right = sorted((across(arc.start), across(arc.end)))
            radius = (right - left) / 2
            way = f"M{left:.2f} {line:.2f}A{radius:.2f} {radius:.2f} 0 0 {int(arc in above)} {right:.2f} {line:.2f}"
            for colour, width in ((ground, thick + 2 * gap), (colours[sides[arc.start]], thick)):
                yield f'<path d="{way}" fill="none" stroke="{colour}" stroke-width="{width:.2f}"/>'
        for place, side in enumerate(sides):
            for colour, radius in ((ground, point + gap), (colours[side], point)):
                yield f'<circle cx="{across(place):.2f}" cy="{line:.2f}" r="{radius:.2f}" fill="{colour}"/>'

    size = f'width="{WIDTH:g}" height="{HEIGHT:g}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(shapes())}</svg>\n'.encode()


def _is_above(arc: _Arc, sides: Sequence[str]) -> bool:
    """Tell on which side of the line an arc is; those that begin outside both sides are on alternate sides."""
    side = sides[arc.start]
    return side == "upper" or (not side and arc.start % 2 == 1)
