"""What cases are chosen by: for each question one can ask, what tells the cases apart, and what all of them share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from kefu import words
from kefu.authored import Level, PartKind
from kefu.site import prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kefu.site.catalogue import Catalogue, Work

    Marks = Callable[[Work], Iterator[tuple[int, str, str]]]
    """What a case has: for each thing its rank among the others, its value in addresses, and its name."""

TOGETHER: Final = "time"
"""What asks how long the meetings are in which a case is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that cases can have: its value in addresses, its name, and the cases that have it."""

    value: str
    name: str
    cases: tuple[Work, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Something to choose cases by; `key` names it in addresses.

    `options` tell the cases apart. What all cases have would filter nothing; it is `shared`.
    """

    key: str
    name: str
    options: tuple[Option, ...]
    shared: tuple[Option, ...]

    def values(self, work: Work) -> str:
        """Return what a case has of what tells the cases apart, with spaces between."""
        return " ".join(option.value for option in self.options if work in option.cases)


def facets(offer: Catalogue) -> tuple[Facet, ...]:
    """Return what the cases of a release can be chosen by, without what is known of none of them."""
    publication = offer.publication
    written = [role for work in offer.cases if work.case for role in work.case.description.roles]
    roles = {words.slug(role): words.capitalise(role) for role in reversed(written)}
    times = Counter(map(words.slug, written))
    places = {theme: place for place, theme in enumerate(publication.themes)}

    def themes(work: Work) -> Iterator[tuple[int, str, str]]:
        for theme in work.case.description.themes if work.case else ():
            yield places[theme], theme, publication.themes[theme]

    def by_role(work: Work) -> Iterator[tuple[int, str, str]]:
        for role in work.case.description.roles if work.case else ():
            if value := words.slug(role):
                yield -times[value], value, roles[value]

    made = (
        _facet(key, offer.cases, marks)
        for key, marks in {
            "theme": themes,
            "role": by_role,
            "level": _levels,
            "organisation": _organisation,
            "length": _length,
            TOGETHER: _times,
        }.items()
    )
    return tuple(facet for facet in made if facet.options or facet.shared)


def shared(found: tuple[Facet, ...], cases: int) -> str:
    """Return what all cases have, “tema rollfördelning; nivå ledarprogram”, or nothing for nothing or a single case."""
    if cases == 1:
        return ""
    return "; ".join(
        f"{prose.in_sentence(facet.name)} "
        + words.enumerate_words([prose.in_sentence(option.name) for option in facet.shared])
        for facet in found
        if facet.shared
    )


def meetings_of_all(found: tuple[Facet, ...], cases: int) -> frozenset[str]:
    """Return what `shared` says of how long the cases take together: “90 minuter i en kurs”."""
    key = words.addresses.FACETS[TOGETHER]
    return frozenset(one.name for facet in found if facet.key == key and cases > 1 for one in facet.shared)


def _facet(key: str, cases: tuple[Work, ...], marks: Marks) -> Facet:
    having: dict[tuple[int, str, str], list[Work]] = {}
    for work in cases:
        for mark in dict.fromkeys(marks(work)):
            having.setdefault(mark, []).append(work)
    options = [
        Option(value=mark[1], name=mark[2], cases=tuple(works)) for mark, works in sorted(having.items(), key=_by_rank)
    ]
    return Facet(
        key=words.addresses.FACETS[key],
        name=words.listing.FACETS[key],
        options=tuple(option for option in options if len(option.cases) < len(cases)),
        shared=tuple(option for option in options if len(option.cases) == len(cases)),
    )


def _by_rank(marked: tuple[tuple[int, str, str], list[Work]]) -> tuple[int, str]:
    rank, value, _ = marked[0]
    return rank, value


def _levels(work: Work) -> Iterator[tuple[int, str, str]]:
    levels = get_args(Level)
    for level in work.case.description.levels if work.case else ():
        name = words.capitalise(words.editions.LEVELS[level])
        yield levels.index(level), words.addresses.LEVELS[level], name
    if PartKind.CONVERSATION in work.parts:
        yield len(levels), words.addresses.PROGRAMME, words.capitalise(words.editions.PROGRAMME)


def _organisation(work: Work) -> Iterator[tuple[int, str, str]]:
    if work.case:
        kind = work.case.description.organisation.type
        value = words.addresses.ORGANISATIONS[kind]
        name = words.capitalise(words.editions.ORGANISATIONS[kind])
        yield [*words.addresses.ORGANISATIONS].index(kind), value, name


def _length(work: Work) -> Iterator[tuple[int, str, str]]:
    if work.case:
        minutes = work.case.reading_minutes
        yield minutes, str(minutes), words.capitalise(prose.reading_time_of(work.case))


def _times(work: Work) -> Iterator[tuple[int, str, str]]:
    for place, (kind, minutes, told) in enumerate(prose.meetings(work)):
        yield 1000 * place + minutes, words.addresses.MEETINGS[kind].format(minutes=minutes), told
