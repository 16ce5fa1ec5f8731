"""How much of a finished file is read at most, so that a hostile one costs bounded time and memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from kefu.check.readers.channels import Reading

Nested = Callable[[str, bytes], Reading]
"""Reads a file that stands in another one, by its name and content."""

FILE: Final = 256 << 20
"""Bytes of a file that is read at all."""

TOTAL: Final = 128 << 20
"""Bytes that are read of all that stands in a file, unpacked."""

MEMBER: Final = 32 << 20
"""Bytes that are read of one thing that stands in a file, unpacked."""

MEMBERS: Final = 10_000
"""Files that are read in a file."""

DEPTH: Final = 4
"""Files in each other that are read: a picture in a document in an archive is two deep."""

NODES: Final = 2_000_000
"""Elements, tags and values that are read in a file and all that stands in it; a report of 300 pages has 200,000."""

LEVELS: Final = 1_000
"""Elements in each other that are read."""

DEFLATE: Final = -zlib.MAX_WBITS
GZIP: Final = zlib.MAX_WBITS + 16
ZLIB: Final = zlib.MAX_WBITS

_STEP: Final = 1 << 16


class LimitError(Exception):
    """There is more to read than is read; the message says of what, as a sentence."""


@dataclass(slots=True, kw_only=True)
class Budget:
    """What may still be read in one file and in all that stands in it. It is spent while the file is read."""

    total: int = TOTAL
    members: int = MEMBERS
    nodes: int = NODES

    def spend(self, size: int) -> None:
        """Count the bytes of one more file that is read; raises `LimitError` where it is too much."""
        self.members -= 1
        self.total -= size
        if self.members < 0:
            raise LimitError(f"more than {MEMBERS} files stand in it")
        if self.total < 0:
            raise LimitError(f"more than {TOTAL >> 20} megabytes stand in it")

    def spend_nodes(self, count: int = 1) -> None:
        """Count elements, tags or values; raises `LimitError` where there are too many."""
        self.nodes -= count
        if self.nodes < 0:
            raise LimitError(f"it has more than {NODES} elements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflated:
    """What a compressed stream holds, the offset of the byte after its end, and whether it is whole."""

    content: bytes = field(repr=False)
    end: int
    whole: bool


def inflate(content: bytes, budget: Budget, *, wbits: int, start: int = 0) -> Inflated:
    """Decompress a stream, in pieces; raises `LimitError` before there is more than may be read.

    `wbits` is one of `DEFLATE` (RFC 1951), `ZLIB` (RFC 1950) and `GZIP` (RFC 1952). Of a damaged stream what comes
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
