"""What pictures in finished files say besides what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.diagnostics import Diagnostic, Location
from kefu.rules.leaks import PICTURES_ARE_BARE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from kefu.check.readers import Channel

UNSEEN: Final = frozenset(
    (
        *("image text", "image metadata", "image rest"),
        *("SVG comment", "SVG description", "SVG metadata", "SVG script", "SVG name"),
    )
)
"""The channels of pictures that nobody sees."""


def bare(path: PurePosixPath, channels: Iterable[Channel]) -> Iterator[Diagnostic]:
    """Yield an error for every picture in the file at a path that contains anything but the picture.

    What it contains is not told, because it may be private.
    """
    kinds = (((channel.inner or channel.name).rpartition(": ")[2], channel) for channel in channels)
    found = {(kind, channel.place) for kind, channel in kinds if kind in UNSEEN and channel.text.strip()}
    for name, place in sorted(found):
        yield Diagnostic(
            rule=PICTURES_ARE_BARE,
            location=Location(path=path),
            message=f"a picture contains more than it shows: {name}, {place}",
            hints=("build again; if that does not help, the program that made the file added it",),
        )
