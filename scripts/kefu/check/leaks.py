"""The leak audit: what an artifact may not show is searched for in everything that can be read in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.check.canaries import index_of, search, squeezed
from kefu.diagnostics import Diagnostic, Location
from kefu.sources import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import PurePosixPath

    from kefu.check.canaries import Canary
    from kefu.check.channels import Channel
    from kefu.check.scope import Scope
    from kefu.model import Project

LEAK_RULE: Final = "excluded-part-is-absent"
SEARCHABLE_RULE: Final = "included-part-is-found"

FOUND: Final = 0.95
"""The share of the canaries of included parts that must be found, or the search is blind. Measured: over 0.995."""

_PLACES: Final = 3
"""Places in a file where one finding names the same part in the same kind of channel."""

_LONGEST: Final = 16
"""Words of a passage that a finding shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is searched for, as letters alone: little to send to another process."""

    excluded: tuple[str, ...]
    included: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An excluded canary in a channel: its index in the scope, and the channel's name and place."""

    index: int
    channel: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a search of an artifact gave: the hits, and how many of the included canaries were found."""

    hits: tuple[Hit, ...]
    found: int


def wanted(scope: Scope) -> Wanted:
    """Return what a scope makes the search look for."""
    return Wanted(
        excluded=tuple(canary.letters for canary in scope.excluded),
        included=tuple(canary.letters for canary in scope.included),
    )


def search_channels(channels: Iterable[Channel], looked_for: Wanted) -> Searched:
    """Search the channels of a file. A passage that stands in several channels is found in each."""
    everything = (*looked_for.excluded, *looked_for.included)
    index = index_of(everything)
    limit = len(looked_for.excluded)
    hits: dict[Hit, None] = {}
    found: set[str] = set()
    for channel in channels:
        for match in search(squeezed(channel.text), everything, index):
            if match.index < limit:
                hits[Hit(index=match.index, channel=channel.name, place=channel.place)] = None
            else:
                found.add(everything[match.index])
    return Searched(hits=tuple(hits), found=sum(letters in found for letters in looked_for.included))


def leaks(path: PurePosixPath, searched: Searched, scope: Scope, project: Project) -> tuple[Diagnostic, ...]:
    """Return an error for each source of which a channel of the artifact shows an excluded passage.

    It names the channel, the place in it, the passage and the line of the source. Where too few of the included
    canaries were found, that is an error too: the search could not see what the file says.
    """
    grouped: defaultdict[tuple[str, PurePosixPath], dict[str, list[Canary]]] = defaultdict(dict)
    for hit in searched.hits:
        canary = scope.excluded[hit.index]
        grouped[hit.channel, canary.origin].setdefault(hit.place, []).append(canary)
    found = [
        diagnostic
        for (channel, origin), places in grouped.items()
        for diagnostic in _leaks(path, channel, origin, places, project)
    ]
    if searched.found < FOUND * len(scope.included):
        found.append(
            Diagnostic(
                rule=SEARCHABLE_RULE,
                location=Location(path=path),
                message=f"only {searched.found} of {len(scope.included)} passages that the file should hold are found "
                "in it, so a search of it proves nothing",
                hints=("if the sources have changed since the build, build again", "its text must be extractable"),
            )
        )
    return tuple(found)


def _leaks(
    path: PurePosixPath, channel: str, origin: PurePosixPath, places: dict[str, list[Canary]], project: Project
) -> Iterable[Diagnostic]:
    source = next((source for source in project.sources if source.path == origin), None)
    more = len(places) - _PLACES
    for number, (place, canaries) in enumerate(places.items()):
        if number == _PLACES:
            break
        where = locate(source, canaries[0].words) if source else Location(path=origin)
        rest = f"; the same source shows in {more} more places" if more > 0 and number == _PLACES - 1 else ""
        yield Diagnostic(
            rule=LEAK_RULE,
            location=Location(path=path),
            message=f"{channel}, {place}: “{_passage(canaries)}”, which this file may not show{rest}",
            hints=(f"the passage is written at {where}", "the file must not reach its readers; build again"),
        )


def _passage(canaries: Sequence[Canary]) -> str:
    """Return the words of the first canary and of those that go on from it, each a word further than the last."""
    words = canaries[0].words.split()
    before = canaries[0]
    for canary in canaries[1:]:
        after = canary.words.split()
        if len(words) >= _LONGEST or before.words.split()[1:] != after[: len(before.words.split()) - 1]:
            break
        words += after[len(before.words.split()) - 1 :]
        before = canary
    return " ".join(words)
