"""Change a text file in places, with every other byte as it was: line ends, a byte order mark, everything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK: Final = "\ufeff"
"""A byte order mark, which some editors put at the beginning of a file."""

LINE_END: Final = re.compile(r"\r\n?")
LETTER: Final = re.compile(r"\r\n|.", re.DOTALL)

Edit = tuple[int, int, str]
"""A range of a text as it is read, and what is to replace it."""


def as_read(stored: str) -> str:
    """Return the text of a file as `kefu.reading.sources.read` does."""
    return LINE_END.sub("\n", stored.removeprefix(MARK))


def edited(stored: str, edits: Iterable[Edit]) -> str:
    """Return the text of a file, as it is stored, with edits made; of those that overlap, only the first.

    Lines that are added end like the others of the file.
    """
    offsets = _offsets(stored)
    line_end = "\r\n" if "\r\n" in stored else "\n"
    pieces: list[str] = []
    begun, done, kept = (-1, -1), 0, 0
    for start, end, right in sorted(set(edits)):
        if start < done or (start, end) == begun:
            continue
        pieces.extend((stored[kept : offsets[start]], right.replace("\n", line_end)))
        begun, done, kept = (start, end), end, offsets[end]
    return "".join((*pieces, stored[kept:]))


def _offsets(stored: str) -> Sequence[int]:
    """Return where in a file each character of its text begins."""
    begin = len(MARK) if stored.startswith(MARK) else 0
    if "\r" not in stored:
        return range(begin, len(stored) + 1)
    return [*(match.start() for match in LETTER.finditer(stored, begin)), len(stored)]
