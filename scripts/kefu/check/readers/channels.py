"""What can be read in a finished file: its channels, each with the text that stands there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kefu.check.readers.structure import Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A text of a finished file.

    `name` says what kind of place it stands in, such as “PDF outline”, `place` where in the file, such as “page 3”.
    """

    name: str
    place: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that a curious reader can find in a file.

    `problems` says, a sentence each, what could not be read. Where there is one, the file was not read in full.
    `structure` is that of a PDF that was.
    """

    channels: tuple[Channel, ...]
    problems: tuple[str, ...] = ()
    structure: Structure | None = None
