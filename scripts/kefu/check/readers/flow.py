"""Text that runs through markup: words that markup interrupts are joined; words that it separates are kept apart."""

from __future__ import annotations

import re
from typing import Final

from kefu.check.readers.channels import Channel

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb ruby s samp small span"  # noqa: SIM905 - a list of words
    " strike strong sub sup time tspan tt u var wbr".split()
)
"""Elements of HTML and SVG that do not necessarily separate words."""

_SEAM: Final = "\0"
_SEAMS: Final = re.compile(f"{_SEAM}+")
_WORDS_THAT_MEET: Final = re.compile(rf"\w{_SEAM}+\w")
_TAG: Final = re.compile(r"<[^<>]{0,10000}>")


class Flow:
    """Text that is written piece by piece, with the seams between the pieces."""

    __slots__ = ("_pieces",)

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def write(self, text: str) -> None:
        """Add text that directly continues what was written last."""
        self._pieces.append(text.replace(_SEAM, "\N{REPLACEMENT CHARACTER}"))

    def seam(self) -> None:
        """Mark a place with markup, where the text before and after may or may not be one word."""
        self._pieces.append(_SEAM)

    def write_source(self, text: str) -> None:
        """Add text that may contain markup, such as a comment: once with its tags, and then once more without."""
        self.write(text)
        if "<" in text:
            self.write("\n")
            self._pieces.append(_TAG.sub(_SEAM, text.replace(_SEAM, "")))
        self.write("\n")

    def channels(self, name: str, place: str) -> tuple[Channel, ...]:
        """Return what was written as a channel, or no channel if nothing was.

        Further channels repeat each line in which words meet at a seam, with a space between the words. They are not
        one text, since these lines need not follow one another.
        """
        text = "".join(self._pieces)
        whole = text.replace(_SEAM, "")
        if not whole.strip():
            return ()
        lines = dict.fromkeys(line for line in text.split("\n") if _WORDS_THAT_MEET.search(line))
        apart = (_SEAMS.sub(" ", line) for line in lines)
        return (
            Channel(name=name, place=place, text=whole),
            *(Channel(name=name, place=f"{place}, words apart", text=line) for line in apart),
        )
