"""Text as it runs through markup: whole words where markup splits one, words apart where it stands between them."""

from __future__ import annotations

import re
from typing import Final

from kefu.check.readers.channels import Channel

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb ruby s samp small span"  # noqa: SIM905 - a list of words
    " strike strong sub sup time tspan tt u var wbr".split()
)
"""Elements of HTML and SVG at whose borders a word may go on."""

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
        """Add text that goes on from what was written last."""
        self._pieces.append(text.replace(_SEAM, "\N{REPLACEMENT CHARACTER}"))

    def seam(self) -> None:
        """Note that markup stands here: the text before and after it may be one word, or may not."""
        self._pieces.append(_SEAM)

    def write_source(self, text: str) -> None:
        """Add text that may hold markup as text, such as a comment: with its tags, and on lines of its own without."""
        self.write(text)
        if "<" in text:
            self.write("\n")
            self._pieces.append(_TAG.sub(_SEAM, text.replace(_SEAM, "")))
        self.write("\n")

    def channels(self, name: str, place: str) -> tuple[Channel, ...]:
        """Return what was written as a channel, or none where it is nothing.

        A second channel has the lines in which words meet at a seam once more, with the words apart.
        """
        text = "".join(self._pieces)
        whole = text.replace(_SEAM, "")
        if not whole.strip():
            return ()
        apart = "\n".join(
            _SEAMS.sub(" ", line) for line in text.split("\n") if _SEAM in line and _WORDS_THAT_MEET.search(line)
        )
        channels = [Channel(name=name, place=place, text=whole)]
        if apart:
            channels.append(Channel(name=name, place=f"{place}, words apart", text=apart))
        return tuple(channels)
