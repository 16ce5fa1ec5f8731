"""What can be read in a finished file: its channels, each with a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kefu.check.readers.structure import Structure


BINARY: Final = "binary text"
"""The name of channels with the runs of letters among bytes that are no text, which may come together by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A text of a finished file.

    `name` is the kind of place that the text is in, such as “PDF outline”; `place` is where in the file it is, such as
    “page 3”. `inner` is the kind of place in a file inside this one, if the name does not say it. A text that is
    `rearranged` is put together from pieces that do not stand together in the file, so that only passages are searched
    for in it: neighbours in it may make a number or a name that nobody sees.
    """

    name: str
    place: str
    text: str = field(repr=False)
    inner: str = ""
    rearranged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that a curious reader can find in a file.

    `problems` says, in one sentence each, what could not be read; if there are any, the file was not read in full.
    `structure` is present only for a PDF that was read in full.
    """

    channels: tuple[Channel, ...]
    problems: tuple[str, ...] = ()
    structure: Structure | None = None
