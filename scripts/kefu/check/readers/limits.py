"""Limits on how much of a finished file is read, so that a hostile one costs bounded time and memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from kefu.check.readers.channels import Reading

Nested = Callable[[str, bytes], Reading]
"""Reads a file inside another one, given its name and content."""

FILE: Final = 256 << 20
"""The size in bytes of the largest file that is read at all."""

TOTAL: Final = 128 << 20
"""The most unpacked bytes that are read from everything inside a file together."""

MEMBER: Final = 32 << 20
"""The most unpacked bytes that are read from one thing inside a file."""

MEMBERS: Final = 10_000
"""The most files that are read inside a file."""

DEPTH: Final = 4
"""How deeply files may be nested: a picture in a document in an archive is two levels deep."""

NODES: Final = 2_000_000
"""The most elements, tags and values that are read in a file and everything in it; a 300-page report has 200,000."""

LEVELS: Final = 1_000
"""How deeply elements may be nested."""

DEFLATE: Final = -zlib.MAX_WBITS
GZIP: Final = zlib.MAX_WBITS + 16
ZLIB: Final = zlib.MAX_WBITS

_STEP: Final = 1 << 16


class LimitError(Exception):
    """There is more to read than may be read; the message says of what, as a sentence."""


@dataclass(slots=True, kw_only=True)
class Budget:
    """How much may still be read from a file and everything in it; it is spent while the file is read."""

    total: int = TOTAL
    members: int = MEMBERS
    nodes: int = NODES

    def spend(self, size: int) -> None:
        """Count one more file and its bytes; raises `LimitError` if the file or its bytes are too many."""
        self.members -= 1
        self.total -= size
        if self.members < 0:
            raise LimitError(f"it contains more than {MEMBERS} files")
        if self.total < 0:
            raise LimitError(f"it contains more than {TOTAL >> 20} megabytes")

    def spend_nodes(self, count: int = 1) -> None:
        """Count elements, tags or values; raises `LimitError` if there are too many."""
        self.nodes -= count
        if self.nodes < 0:
            raise LimitError(f"it has more than {NODES} elements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflated:
    """The content of a compressed stream, the offset of the byte after its end, and whether it is complete."""

    content: bytes = field(repr=False)
    end: int
    whole: bool


def inflate(content: bytes, budget: Budget, *, wbits: int, start: int = 0) -> Inflated:
    """Decompress a stream piece by piece; raises `LimitError` before more is unpacked than may be read.

    `wbits` is one of `DEFLATE` (RFC 1951), `ZLIB` (RFC 1950) and `GZIP` (RFC 1952). If a stream is damaged, everything
    before the damage is returned.
    """
    bound = min(MEMBER, budget.total)
    engine = zlib.decompressobj(wbits)
    pieces: list[bytes] = []
    size = 0
    for step in range(start, len(content), _STEP):
        given = content[step : step + _STEP]
        try:
            piece = engine.decompress(given, bound + 1 - size)
        except zlib.error:
            return Inflated(content=b"".join(pieces), end=step, whole=False)
        pieces.append(piece)
        size += len(piece)
        if size > bound:
            raise LimitError(f"it unpacks to more than {bound >> 20} megabytes")
        if engine.eof:
            return Inflated(content=b"".join(pieces), end=step + len(given) - len(engine.unused_data), whole=True)
    return Inflated(content=b"".join(pieces), end=len(content), whole=False)
