"""Pieces of text in other orders than that of the file: without what is hidden, by place, by how they look.

An order lists pieces by their numbers. Where it lists neighbours as they stand in the file, the text is read anyway; so
what an order adds is the text around its *seams*, the places where it leaves something out or turns back. This keeps
the texts short, although there are many orders.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kefu.check.readers.channels import Channel

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

SHORT: Final = 80
"""The length up to which a piece can be part of a passage that is put together; longer ones give themselves away."""

_AROUND: Final = 160
"""How many characters before and after a seam are read; the words that are searched for have fewer."""

BRIEF: Final = 30
"""The length up to which a piece can be one of those that are strewn among others, word by word or letter by letter."""

_STEPS: Final = (2, 3)
"""How far apart the pieces of a passage may be when others are strewn between them at regular distances."""


def rearranged(
    name: str, place: str, pieces: Sequence[str], orders: Iterable[Sequence[int]], apart: Collection[int] = ()
) -> Iterator[Channel]:
    """Yield a channel with the text around the seams of orders of pieces, if there is any.

    Pieces that are `apart` are not read in the file as they are here, so that there are seams on both sides of them.
    """
    found = dict.fromkeys(text for order in orders for text in _around_seams(pieces, order, apart))
    if text := "\n".join(filter(str.strip, found)):
        yield Channel(name=name, place=f"{place}, put together", text=text, rearranged=True)


def turned(
    name: str, place: str, pieces: Sequence[str], backwards: Collection[int], orders: Iterable[Sequence[int]] = ()
) -> Iterator[Channel]:
    """Yield what is read if the letters of some pieces run from the right, in the order of the file and in others."""
    if backwards:
        shown = [text[::-1] if number in backwards else text for number, text in enumerate(pieces)]
        yield from rearranged(name, place, shown, [range(len(shown)), *orders], backwards)


def alike(keys: Iterable[Hashable]) -> Iterator[list[int]]:
    """Yield an order for each key that several pieces have, given the keys of all pieces; `None` is no key."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key is not None:
            groups[key].append(number)
    yield from (group for group in groups.values() if len(group) > 1)


def strewn(order: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the orders in which a passage is read whose pieces stand backwards, or at regular distances."""
    yield order[::-1]
    for step in _STEPS:
        if len(order) > step:
            yield from (order[first::step] for first in range(step))


def _around_seams(pieces: Sequence[str], order: Sequence[int], apart: Collection[int]) -> Iterator[str]:
    runs: list[list[int]] = []
    for number in order:
        if runs and number == runs[-1][1] and number not in apart and number - 1 not in apart:
            runs[-1][1] += 1
        else:
            runs.append([number, number + 1])
    if len(runs) < 2 and not apart:  # noqa: PLR2004 - a seam is between two
        return
    text = ""
    for start, end in runs:
        run = "".join(pieces[start:end])
        if len(run) <= 2 * _AROUND:
            text += run
        else:
            if text:
                yield text + run[:_AROUND]
            text = run[-_AROUND:]
    yield text
