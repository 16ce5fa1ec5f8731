"""How a text differs from what it was, word by word, and where a place in one is in the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")

MOST_WORDS: Final = 4_000
"""The most words and signs that are compared one by one; of longer texts, the middle that differs is one difference."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an old text and the stretch of the new text in its place; `same` says whether they are alike."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Return both texts in stretches that are alike or differ, in order; what kind of space it is does not matter."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts, others = [0, *accumulate(map(len, before))], [0, *accumulate(map(len, after))]
    merged: list[Span] = []
    for same, i, j, k, m in _blocks([*map(_told, before)], [*map(_told, after)]):
        span = Span(same, (starts[i], starts[j]), (others[k], others[m]))
        if not same and len(merged) > 1 and merged[-1].same and old[slice(*merged[-1].old)].isspace():
            _, last = merged.pop(), merged.pop()
            span = Span(False, (last.old[0], span.old[1]), (last.new[0], span.new[1]))
        merged.append(span)
    return tuple(merged)


def moved_to(found: Sequence[Span], at: int) -> int:
    """Return where a place in the new text is in the old one; what is new there begins where the old text goes on."""
    for span in found:
        if span.same and span.new[0] <= at <= span.new[1]:
            return min(span.old[0] + at - span.new[0], span.old[1])
        if at < span.new[1]:
            return span.old[0]
    return found[-1].old[1] if found else 0


def _told(token: str) -> str:
    return " " if token.isspace() else token


def _blocks(before: Sequence[str], after: Sequence[str]) -> list[tuple[bool, int, int, int, int]]:
    """Return the stretches of two lists that are equal or not: where each begins and ends in both."""
    most = min(len(before), len(after))
    begin = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - begin) if before[-1 - at] != after[-1 - at]), most - begin)
    middle = before[begin : len(before) - end], after[begin : len(after) - end]
    blocks = [(True, 0, begin, 0, begin)] if begin else []
    if max(map(len, middle)) > MOST_WORDS:
        blocks.append((False, begin, begin + len(middle[0]), begin, begin + len(middle[1])))
    else:
        blocks += [
            (kind == "equal", begin + i, begin + j, begin + k, begin + m)
            for kind, i, j, k, m in SequenceMatcher(None, *middle, autojunk=False).get_opcodes()
        ]
    if end:
        blocks.append((True, len(before) - end, len(before), len(after) - end, len(after)))
    return blocks
