"""The leak audit: search everything that can be read in an artifact for what it may not show."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.check.leaks.canaries import LETTERS, index_of, search, squeezed
from kefu.check.leaks.disguises import disguised
from kefu.check.readers import BINARY
from kefu.diagnostics import Diagnostic, Location
from kefu.reading.sources import locate
from kefu.rules.leaks import EXCLUDED_PART_IS_ABSENT, INCLUDED_PART_IS_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kefu.check.leaks.canaries import Canary
    from kefu.check.leaks.scope import Scope
    from kefu.check.readers import Channel
    from kefu.model import Project

FOUND: Final = 0.95
"""The share of the canaries of included parts that must be found; otherwise the search is blind. Measured: > 0.995."""

ROW: Final = 5
"""How many canaries have to follow one another in a text that is put together: nine words, which are no coincidence.

In the sample manuscript, up to seven words come together in this way that nobody wrote one after another.
"""

PICTURE: Final = "picture"
"""The prefix of channels in the pictures from which a document is made, as in “picture: SVG text”."""

_LONGEST: Final = 16
"""The number of words after which a finding no longer extends the passage that it quotes."""

_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,400}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to search a file for, reduced to letters, so that little has to be sent to another process.

    `among` is everything that any file is searched for. Making an index takes longer than searching a file, so one
    index of everything serves all files; if `among` is empty, an index is made for this file alone.
    """

    excluded: tuple[str, ...]
    included: tuple[str, ...]
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An excluded canary in a channel: its index in the scope, and the channel's name and place."""

    index: int
    channel: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """The result of searching an artifact: the hits, and how many of the included canaries were found."""

    hits: tuple[Hit, ...]
    found: int


def wanted(scope: Scope, among: tuple[str, ...] = ()) -> Wanted:
    """Return what the search has to look for because of a scope, `among` what it looks for because of all scopes."""
    return Wanted(
        excluded=tuple(canary.letters for canary in scope.excluded),
        included=tuple(canary.letters for canary in scope.included),
        among=among,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettered:
    """A channel as it is searched: its letters as they stand, without tags, and under each disguise.

    What is `rearranged` is put together from pieces, and is not looked for under disguises.
    """

    name: str
    place: str
    rearranged: bool
    letters: tuple[str, ...]


def lettered(channels: Iterable[Channel]) -> tuple[Lettered, ...]:
    """Return channels as they are searched. Nothing in it depends on what is looked for."""
    return tuple(
        Lettered(
            name=channel.name,
            place=channel.place,
            rearranged=channel.rearranged,
            letters=tuple(dict.fromkeys(filter(None, _readings(channel)))),
        )
        for channel in channels
    )


def search_channels(channels: Iterable[Lettered], looked_for: Wanted) -> Searched:
    """Search the channels of a file; a passage that appears in several channels is found in each.

    One that stands in the file as it is written is not told again where texts are put together from pieces.

    Markup within a channel's text, as in an attribute or in JSON, does not hide the words that it interrupts, and a
    cheap disguise hides none. Among bytes that are no text, short headings are not looked for: a list of words, as a
    search index has, may spell one by chance.
    """
    everything = looked_for.among or (*looked_for.excluded, *looked_for.included)
    index = index_of(everything)
    excluded = _set_of(looked_for.excluded)
    hits: dict[Hit, None] = {}
    found: set[str] = set()
    for channel in sorted(channels, key=lambda each: each.rearranged):
        said = dict.fromkeys(everything[match.index] for letters in channel.letters for match in search(letters, index))
        if channel.name == BINARY:
            said = {letters: None for letters in said if len(letters) >= LETTERS}
        told = {} if excluded.isdisjoint(said) else _numbers(looked_for.excluded)
        numbers = [number for letters in said for number in told.get(letters, ())]
        if channel.rearranged:
            numbers = [n for n in _in_a_row(numbers) if looked_for.excluded[n] not in found]
        else:
            found.update(said)
        hits.update((Hit(index=number, channel=channel.name, place=channel.place), None) for number in numbers)
    return Searched(hits=tuple(hits), found=sum(letters in found for letters in looked_for.included))


@lru_cache(maxsize=8)
def _set_of(letters: tuple[str, ...]) -> frozenset[str]:
    """Return the excluded letters, of which a sound file has none; those of the latest searches are cached."""
    return frozenset(letters)


@lru_cache(maxsize=8)
def _numbers(excluded: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    """Return the indexes at which letters stand among the excluded ones; those of the latest searches are cached."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, letters in enumerate(excluded):
        numbers[letters].append(number)
    return numbers


def _in_a_row(numbers: Iterable[int]) -> Iterator[int]:
    """Yield the numbers that stand in a row of at least `ROW`, each higher by one than the one before."""
    row: list[int] = []
    for number in sorted(set(numbers)):
        if row and number != row[-1] + 1:
            row.clear()
        row.append(number)
        if len(row) == ROW:
            yield from row
        elif len(row) > ROW:
            yield number


def _readings(channel: Channel) -> Iterator[str]:
    """Yield the letters of a channel's text: as it is, without tags, and under disguises.

    What is put together from pieces is not looked for under disguises, too.
    """
    if channel.rearranged:
        yield squeezed(channel.text)
        return
    for text in dict.fromkeys((channel.text, _TAG.sub("", channel.text))):
        yield from disguised(text)


def leaks(path: PurePosixPath, searched: Searched, scope: Scope, project: Project) -> tuple[Diagnostic, ...]:
    """Return an error for each pair of a channel and a source if the channel shows an excluded passage of the source.

    The error names the channel, the first place in it, the passage and the line of the source. It is also an error if
    too few of the included canaries were found: the search could not see what the file says.
    """
    hits = [hit for hit in searched.hits if not _is_drawn(hit, scope)]
    homes = _homes(hits, scope)
    grouped: defaultdict[tuple[str, PurePosixPath], dict[str, list[Canary]]] = defaultdict(dict)
    for hit in hits:
        canary = scope.excluded[hit.index]
        if canary.origin == homes[canary.letters]:
            grouped[hit.channel, canary.origin].setdefault(hit.place, []).append(canary)
    found = [_leak(path, channel, origin, places, project) for (channel, origin), places in grouped.items()]
    if searched.found < FOUND * len(scope.included):
        found.append(
            Diagnostic(
                rule=INCLUDED_PART_IS_FOUND,
                location=Location(path=path),
                message=f"only {searched.found} of the {len(scope.included)} passages that the file should contain "
                "were found in it, so searching it proves nothing",
                hints=(
                    "if the sources have changed since the build, build again",
                    "the text of the file must be extractable",
                ),
            )
        )
    return tuple(found)


def _is_drawn(hit: Hit, scope: Scope) -> bool:
    """Return whether a hit is in a drawing, and in what it is drawn from."""
    name = hit.place.partition(",")[0]
    return hit.channel.startswith(f"{PICTURE}:") and scope.excluded[hit.index].letters in scope.drawn.get(name, ())


def _homes(hits: Sequence[Hit], scope: Scope) -> dict[str, PurePosixPath]:
    """Return the source to which each passage is attributed: of those that contain it, the one that was found most."""
    found = [scope.excluded[hit.index] for hit in hits]
    counts = Counter(canary.origin for canary in found)
    homes: dict[str, PurePosixPath] = {}
    for canary in found:
        if counts[canary.origin] > counts[homes.get(canary.letters, PurePosixPath())]:
            homes[canary.letters] = canary.origin
    return homes


def _leak(
    path: PurePosixPath, channel: str, origin: PurePosixPath, places: Mapping[str, Sequence[Canary]], project: Project
) -> Diagnostic:
    place, canaries = next(iter(places.items()))
    source = next((source for source in project.sources if source.path == origin), None)
    where = locate(source, canaries[0].words) if source else Location(path=origin)
    more = f"; more from the same source in {len(places) - 1} other places" if len(places) > 1 else ""
    return Diagnostic(
        rule=EXCLUDED_PART_IS_ABSENT,
        location=Location(path=path),
        message=f"{channel}, {place}: “{_passage(canaries)}”, which this file may not show{more}",
        hints=(
            f"the passage comes from {where}",
            "the file must not reach its readers: remove it, or build again",
        ),
    )


def _passage(canaries: Sequence[Canary]) -> str:
    """Return the words of the first canary and of those that continue it, each starting one word after the last."""
    words = canaries[0].words.split()
    before = canaries[0]
    for canary in canaries[1:]:
        after = canary.words.split()
        if len(words) >= _LONGEST or before.words.split()[1:] != after[: len(before.words.split()) - 1]:
            break
        words += after[len(before.words.split()) - 1 :]
        before = canary
    return " ".join(words)
