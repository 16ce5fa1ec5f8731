"""Cards: the pictures that stand beside links to pages where people share them, drawn by Typst in a theme's style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.engines.typst.code import escaped, quoted
from kefu.engines.typst.program import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.theme import Theme

CARD_WIDTH: Final = 1200
CARD_HEIGHT: Final = 630
"""The measures of a card in pixels. Source: ogp.me has no measures of its own; these are 1.91:1, as links are shown."""

MARGIN: Final = 72
ROWS: Final = 3
"""The most that a theme weighs in a case."""

CELL: Final = 40
PATTERN: Final = 620
"""The widest pattern; where there are many themes, cells are smaller."""

FILLED: Final = 0.75
"""How much of the side of a cell is filled."""

FAINT: Final = 82
"""How transparent a cell is that counts for nothing, in per cent."""

SOURCE: Final = """\
#set page(width: {width}pt, height: {height}pt, margin: {margin}pt, fill: rgb("{accent}"))
#set text(font: "{sans}", lang: "sv", fill: rgb("{paper}"))
#text(size: 32pt, weight: 600)[{eyebrow}]
#v(8pt)
#context {{
  let smallest = 38pt
  let sized(size, body) = text(size: size, weight: 700, hyphenate: size == smallest, body)
  let shown(size) = block(width: {inner}pt, sized(size, par(leading: 0.35em)[{title}]))
  let fits(size) = (
    measure(shown(size)).height <= 300pt
      and ({words}).all(word => measure(sized(size, word)).width <= {inner}pt)
  )
  let size = (88pt, 76pt, 66pt, 56pt, 46pt).find(fits)
  shown(if size == none {{ smallest }} else {{ size }})
}}
#place(bottom + left, box(width: {wide}pt, height: {high}pt, {{
{cells}
}}))
#place(bottom + right, box(width: {beside}pt, align(right, text(size: 26pt)[{foot}])))
"""


def card(eyebrow: str, title: str, foot: str, weights: Sequence[int], theme: Theme) -> bytes:
    """Return a card as a PNG; the same card always has the same bytes.

    It shows a title, large, between what stands above and below it in small type, and a pattern: a column for each of
    the `weights`, which is filled as high as the weight.
    """
    cell = min(CELL, PATTERN / max(1, len(weights)))
    source = SOURCE.format(
        width=CARD_WIDTH,
        height=CARD_HEIGHT,
        margin=MARGIN,
        inner=CARD_WIDTH - 2 * MARGIN,
        accent=theme.light.accent,
        paper=theme.light.paper,
        sans=theme.type.sans,
        eyebrow=escaped(eyebrow),
        title=escaped(title),
        words="".join(f"{quoted(word)}, " for word in title.split()),
        foot=escaped(foot),
        wide=f"{cell * len(weights):g}",
        high=f"{cell * (ROWS - 1 + FILLED):g}",
        beside=f"{CARD_WIDTH - 2 * MARGIN - cell * len(weights) - CELL:g}",
        cells="\n".join(_cells(weights, cell, theme.light.paper)),
    )
    return page(source, {}, ppi=72, faces=theme.faces)


def _cells(weights: Sequence[int], cell: float, colour: str) -> list[str]:
    side = f"{FILLED * cell:g}pt"
    return [
        f"place(dx: {column * cell:g}pt, dy: {row * cell:g}pt, rect(width: {side}, height: {side}, "
        f'fill: rgb("{colour}").transparentize({0 if row >= ROWS - weight else FAINT}%)))'
        for column, weight in enumerate(weights)
        for row in range(ROWS)
    ]
