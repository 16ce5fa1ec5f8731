"""What a finished document would run, or open by itself: nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.diagnostics import Diagnostic, Location
from kefu.rules.leaks import NOTHING_IS_ACTIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from kefu.check.readers import Channel

_ACTIVE: Final = (" script", " action")
_SHOWN: Final = 80
"""How many characters of what is active a message shows."""


def inert(path: PurePosixPath, channels: Iterable[Channel]) -> Iterator[Diagnostic]:
    """Yield an error for every kind of place in the document at a path that has a script or something else active."""
    told: set[tuple[str, str]] = set()
    for channel in channels:
        kind = (channel.inner or channel.name).rpartition(": ")[2]
        where = channel.place.partition(", escapes decoded")[0]
        if not kind.endswith(_ACTIVE) or not channel.text.strip() or (channel.name, where) in told:
            continue
        told.add((channel.name, where))
        first = " ".join(channel.text.split())
        passage = f"{first[:_SHOWN]} …" if len(first) > _SHOWN else first
        yield Diagnostic(
            rule=NOTHING_IS_ACTIVE,
            location=Location(path=path),
            message=f"{channel.name}, {where}: “{passage}”, which would run, or open something else",
            hints=("the file must not reach its readers: remove it, or build again",),
        )
