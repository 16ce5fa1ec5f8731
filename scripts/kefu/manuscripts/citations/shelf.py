"""The works of a bibliography by what a typed citation says of them: who, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kefu.literature import plain, surnames
from kefu.manuscripts.citations.matching import author_of, folded, year_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.literature import Work

OFFICIAL: Final = re.compile(r"(?:SOU|Ds|[Pp]rop\.|[Mm]ot\.|[Bb]et\.|[Ss]kr\.)\s\d{4}(?:/\d\d)?:[\w:]*\d")
"""Numbers of official print, by which it is cited."""

_MANY: Final = re.compile(r"\s*,?\s+(?:m\.?\s?fl\b\.?|et\.?\s+al\b\.?|med\s+flera)$")
BETWEEN: Final = re.compile(r"\s*,?\s+(?:&|och|and|samt)\s+|\s*,\s+")
"""What parts the names in a citation."""

_INITIALS: Final = re.compile(r"^(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?)+\s*|,\s*(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The works that somebody may mean: exactly one `key` if it is certain."""

    key: str = ""
    could_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Works by their keys.

    `letters` are those after the year in the manuscript's own list of works, by key, and `listed` its entries as texts.
    """

    works: tuple[Work, ...]
    letters: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[str, ...] = ()

    def find(self, authors: str, year: str) -> Found:
        """Return which work a citation means; one by several authors that names only the first is not certain."""
        sure: list[str] = []
        maybe: list[str] = []
        when, letter = (year[:4], year[4:]) if year[:4].isdigit() else ("", "")
        for work in self.works:
            fit = _fits(authors, _names(work))
            if not fit:
                continue
            key = work.entry.key
            if year_of(work) != when:
                continue
            (sure if fit > 1 and (not letter or self.letters.get(key) == letter) else maybe).append(key)
        if len(sure) == 1:
            return Found(key=sure[0])
        return Found(could_be=(*sure, *maybe) or self.by(authors))

    def by(self, authors: str) -> tuple[str, ...]:
        """Return the keys of works by these authors, of any year."""
        return tuple(work.entry.key for work in self.works if _fits(authors, _names(work)))

    def begins_with(self, name: str) -> bool:
        """Return whether the names of an author, here or in the manuscript's own list, begin with a name."""
        known = (*(name for work in self.works for name in _names(work)), *map(folded, self.listed))
        return any(f"{one} ".startswith(f"{folded(name)} ") for one in known)

    def official(self, number: str) -> Found:
        """Return which work a number of official print means."""
        wanted = folded(number)
        keys = [work.entry.key for work in self.works if wanted in _numbers(work)]
        return Found(key=keys[0]) if len(keys) == 1 else Found(could_be=tuple(keys))


def _names(work: Work) -> tuple[str, ...]:
    return tuple(map(folded, surnames(author_of(work)))) or (folded(plain(work.fields.get("shorttitle", ""))),)


def _numbers(work: Work) -> set[str]:
    fields = {name: plain(work.fields.get(name, "")) for name in ("number", "title", "shorttitle", "type", "series")}
    whole = (f"{fields[kind]} {fields['number']}" for kind in ("type", "series"))
    heads = (match[0] for match in map(OFFICIAL.match, fields.values()) if match)
    return {folded(text) for text in (*whole, *heads, fields["number"])} - {""}


def _fits(authors: str, names: tuple[str, ...]) -> int:
    """Return 2 if a citation names the authors of a work, 1 if only the first of several, and otherwise 0."""
    if not names or not names[0]:
        return 0
    many = _MANY.search(authors)
    said = authors[: many.start()] if many else authors
    if len(names) == 1 and not many and folded(said) == names[0]:
        return 2
    cited = [*filter(None, (folded(_INITIALS.sub("", name)) for name in BETWEEN.split(said.strip())))]
    if not cited or len(cited) > len(names) or any(not _same(a, b) for a, b in zip(cited, names, strict=False)):
        return 0
    if many:
        return 2 if len(cited) < len(names) else 0
    return 2 if len(cited) == len(names) else 1


def _same(cited: str, name: str) -> bool:
    """Return whether two surnames are the same, or differ in a “von” that one of them leaves out."""
    return bool(cited) and (
        cited == name or (" " in name and name.endswith(f" {cited}") and name.split(maxsplit=1)[0] in _PARTICLES)
    )


_PARTICLES: Final = frozenset(("von", "van", "de", "der", "den", "af", "av", "di", "du", "da", "le", "la"))
