"""Areas of a figure that readers may take for one: neighbours that little but a shade of colour tells apart.

Two areas are told apart by a contrast of 3:1 (WCAG 2.2, success criterion 1.4.11), by a line that has it to both of
them, by hatching, or by a text in each. Only shapes of matplotlib's axes are examined, such as bars, squares and
slices; images and areas under curves are not.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matplotlib.colors import to_rgba

from kefu import colour
from kefu.colour import ALL_COLOURS, VISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch
    from matplotlib.path import Path

    from kefu.colour import Sight

MOST: Final = 1500
"""Areas; a figure that has more is not examined, since every area would have to be compared with every other."""

HAIRLINE: Final = 0.5
"""Points; a thinner line is not seen in print."""

SIGHTS: Final[Mapping[str, Sight]] = {
    "in grey": ALL_COLOURS,
    "with protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "with deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "with tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""How colours are seen; what counts is how much light each of them has then.

Source: Machado, Oliveira and Fernandes (2009), “A physiologically-based model for simulation of color vision
deficiency”, table 1, severity 1.0.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two colours of neighbouring areas that are hard to tell apart, and their contrast in grey or to some eyes."""

    one: str
    other: str
    contrast: float
    sight: str


def alike(figure: Figure) -> tuple[Alike, ...]:
    """Return the pairs of colours that are hard to tell apart where areas of a figure meet, each pair once."""
    found: dict[frozenset[str], Alike] = {}
    for axes in figure.axes:
        for one, other in _neighbours(axes):
            pair = _hex(one), _hex(other)
            if len({*pair}) == 1 or frozenset(pair) in found or _told_apart(axes, one, other):
                continue
            for sight in SIGHTS:
                if (least := contrast(*pair, sight=sight)) < VISIBLE:
                    found[frozenset(pair)] = Alike(one=pair[0], other=pair[1], contrast=least, sight=sight)
                    break
    return tuple(found.values())


def contrast(one: str, other: str, *, sight: str = "in grey") -> float:
    """Return the contrast of two colours with one of `SIGHTS`; see `kefu.colour`."""
    return colour.contrast(one, other, SIGHTS[sight])


def _neighbours(axes: Axes) -> Iterator[tuple[Patch, Patch]]:
    """Yield the pairs of filled shapes whose outlines meet."""
    filled = [
        one for one in axes.patches if one.get_visible() and one.get_fill() and to_rgba(one.get_facecolor())[3] > 0
    ]
    if len(filled) > MOST:
        return
    outlines: list[tuple[Patch, Path]] = [(one, one.get_transform().transform_path(one.get_path())) for one in filled]
    boxed = [(one, path, path.get_extents().padded(0.05)) for one, path in outlines]
    for (one, path, box), (other, second, beside) in itertools.combinations(boxed, 2):
        if box.overlaps(beside) and path.intersects_path(second, filled=False):
            yield one, other


def _told_apart(axes: Axes, one: Patch, other: Patch) -> bool:
    """Return whether more than a difference of colour tells two shapes apart."""
    if one.get_hatch() != other.get_hatch():
        return True
    faces = _hex(one), _hex(other)
    for patch in (one, other):
        edge = to_rgba(patch.get_edgecolor())
        if patch.get_linewidth() >= HAIRLINE and edge[3] > 0:
            line = _written(edge)
            if all(contrast(line, face, sight=sight) >= VISIBLE for face in faces for sight in SIGHTS):
                return True
    return _labelled(axes, one) and _labelled(axes, other)


def _labelled(axes: Axes, patch: Patch) -> bool:
    box = patch.get_window_extent()
    return any(
        text.get_text().strip() and box.contains(*text.get_transform().transform(text.get_position()))
        for text in axes.texts
    )


def _hex(patch: Patch) -> str:
    return _written(to_rgba(patch.get_facecolor()))


def _written(rgba: tuple[float, ...]) -> str:
    """Return a colour as `#rrggbb`; one that can be seen through is mixed with white."""
    *parts, opacity = rgba
    return "#" + "".join(f"{round((part * opacity + 1 - opacity) * 255):02x}" for part in parts)
