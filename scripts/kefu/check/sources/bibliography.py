"""The bibliography: what is cited is complete and plausible, no work is listed twice, and none that is not cited."""

from __future__ import annotations

import dataclasses
import difflib
import itertools
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kefu import tree, words
from kefu.check.people import fold
from kefu.check.sources.fields import faults
from kefu.check.sources.identifiers import doi_fault, isbn_fault, whole_isbn
from kefu.diagnostics import Diagnostic, in_reading_order
from kefu.literature import (
    ALIASES,
    KINDS,
    SHOWN,
    bare_doi,
    circular,
    is_citable,
    isbns,
    kind_of,
    lost,
    parents,
    plain,
    shown_as,
    surname,
    works,
)
from kefu.load import REFERENCE
from kefu.reading.bibtex import parse_bibtex
from kefu.rules.bibliography import (
    COMMUNICATION_IS_NOT_LISTED,
    CROSSREF_RESOLVES,
    ENTRY_HAS_KEY,
    ENTRY_IS_CITED,
    ENTRY_KIND_IS_KNOWN,
    FIELD_IS_GIVEN,
    FIELD_IS_NOT_EMPTY,
    FIELD_IS_SHOWN,
    KEY_IS_UNIQUE,
    TEX_IS_TYPESET,
    WORK_IS_LISTED_ONCE,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kefu.literature import Work
    from kefu.model import Project, Source
    from kefu.reading.bibtex import BibEntry

_NUMBERS: Final = ("volume", "part", "number", "issue", "pages", "edition", "chapter")
_AUTHOR: Final = ("author", "editor", "institution", "organization")
_INDISPENSABLE: Final = frozenset({"title", "journaltitle", "booktitle", "url"})
"""Fields without which nobody could find a work that needs them."""

_IDENTIFYING: Final = frozenset({"doi", "isbn", "url", "eprint", "number", "pages"})
_UNLISTED: Final = re.compile(r"personlig kommunikation|personal communication|pers\. ?(?:comm|komm)\b", re.IGNORECASE)


def bibliography(
    source: Source, cited: Collection[str], *, year: int, references: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Check a BibTeX file; `cited` holds the keys that are cited, and `year` is the year of the publication.

    `references` are the entries as pandoc reads them; see `Project`. Raises `BuildError` if the file cannot be parsed.
    """
    library = parse_bibtex(source)
    known = {work.entry.key: work for work in works(library.entries)}
    used = {*cited, *(parent for key in cited if key in known for _, parent in parents(known[key].entry))}
    entries = {key: work.entry for key, work in known.items()}
    checked = [work for key, work in known.items() if key in used]
    problems = [*library.doubts, *_keys(library.entries, used)]
    problems += [problem for work in checked for problem in _problems(work, entries, year)]
    problems += [problem for work in checked for problem in _untypeset(work, references.get(work.entry.key, ""))]
    problems += _circles(entries)
    problems += _works_twice([work for work in checked if work.entry.key in cited])
    problems += [
        Diagnostic(
            rule=ENTRY_IS_CITED,
            location=work.entry.place,
            message=f"nothing cites “{key}”",
            hints=("cite it where the text draws on it, or remove it",),
        )
        for key, work in known.items()
        if key not in used
    ]
    return in_reading_order(problems)


def _circles(entries: Mapping[str, BibEntry]) -> Iterator[Diagnostic]:
    for key, parent in circular(entries):
        name = next(name for name, named in parents(entries[key]) if named == parent)
        through = "" if parent == key else f", by way of “{parent}”"
        yield Diagnostic(
            rule=CROSSREF_RESOLVES,
            location=entries[key].places[name],
            message=f"“{key}” inherits fields from itself{through}",
            hints=(f"name a book or journal that “{key}” is a part of, or remove “{name}”",),
        )


def cited_in(project: Project) -> frozenset[str]:
    """Return the keys of all works that the project's texts and captions cite."""
    read = [text.blocks for text in project.texts] + [c for figure in project.figures for c in figure.captions.values()]
    return frozenset(key for content in read for key in _cited(content))


@lru_cache(maxsize=4096)  # a preview asks for the same texts whenever one of them has changed
def _cited(content: str) -> frozenset[str]:
    return frozenset(key for key in tree.cited(tree.walk(json.loads(content))) if not REFERENCE.match(key))


def literature(project: Project) -> tuple[Diagnostic, ...]:
    """Check the bibliography of a project."""
    cited = cited_in(project)
    return tuple(
        found
        for source in project.sources
        if source.path.suffix == ".bib"
        for found in bibliography(source, cited, year=project.publication.date.year, references=project.references)
    )


def without_identifiers(source: Source) -> Source:
    """Return a BibTeX file with blanks for the values of fields that identify works, and of those that no list shows.

    Programs write numbers and addresses there that look like those of persons, and no reader sees them.
    """
    text = source.text
    starts = [0, *itertools.accumulate(len(line) + 1 for line in text.split("\n"))]
    for entry in parse_bibtex(source).entries:
        for name, place in entry.places.items():
            if shown_as(name) in _IDENTIFYING or shown_as(name) not in SHOWN:
                at = starts[(place.line or 1) - 1] + (place.column or 1) - 1
                value = entry.fields[name].strip()
                text = text[:at] + re.sub(r"[^\n]", " ", text[at : at + len(value)]) + text[at + len(value) :]
    return dataclasses.replace(source, text=text)


def _keys(entries: Sequence[BibEntry], used: Collection[str]) -> Iterator[Diagnostic]:
    first: dict[str, BibEntry] = {}
    for entry in entries:
        if not is_citable(entry.key):
            what = (
                f"the key “{entry.key}” cannot be cited"
                if entry.key
                else "the entry has no key, so nothing can cite it"
            )
            yield Diagnostic(
                rule=ENTRY_HAS_KEY,
                location=entry.place,
                message=what,
                hints=(f"write one of letters and digits after the brace, as in “@{entry.kind}{{{_key(entry)}, …}}”",),
            )
            continue
        other = first.setdefault(entry.key, entry)
        if other is not entry:
            yield Diagnostic(
                rule=KEY_IS_UNIQUE,
                location=entry.place,
                message=f"the key “{entry.key}” is used twice, also in line {other.place.line}",
                hints=("give one a key of its own, or remove it if both are the same",),
                minor=entry.key not in used or (entry.kind, entry.fields) == (other.kind, other.fields),
            )


def _key(entry: BibEntry) -> str:
    """Return a key to suggest for an entry."""
    names = next((entry.fields[name] for name in _AUTHOR if entry.fields.get(name)), "")
    when = re.search(r"\d{4}", entry.fields.get("year") or entry.fields.get("date") or "")
    return re.sub(r"\W+", "", fold(surname(names))) + (when[0] if when else "") or "nyckel"


def _problems(work: Work, entries: Mapping[str, BibEntry], year: int) -> Iterator[Diagnostic]:
    yield from _kind(work.entry)
    yield from _missing(work, entries)
    yield from faults(work, year)
    said = " ".join(plain(work.given.get(name, "")) for name in ("title", "note", "howpublished", "type", "addendum"))
    if kind_of(work.entry.kind) == "letter" or _UNLISTED.search(said):
        yield Diagnostic(
            rule=COMMUNICATION_IS_NOT_LISTED,
            location=work.entry.place,
            message=f"“{work.entry.key}” is personal communication, which readers cannot look up",
            hints=("tell it in the text or a footnote, as “(Bo Alm, personlig kommunikation, 3 mars 2023)”",),
        )
    for name, meant in lost(work):
        yield Diagnostic(
            rule=FIELD_IS_SHOWN,
            location=work.entry.places[name],
            message=f"the reference of “{work.entry.key}” does not show “{name}”",
            hints=(f"did you mean “{meant}”?" if meant else "say it in “note” if readers should see it",),
        )


def _kind(entry: BibEntry) -> Iterator[Diagnostic]:
    if entry.kind not in {**KINDS, **ALIASES}:
        close = difflib.get_close_matches(entry.kind, [*KINDS, *ALIASES], n=1)
        yield Diagnostic(
            rule=ENTRY_KIND_IS_KNOWN,
            location=entry.place,
            message=f"unknown kind of work “{entry.kind}”",
            hints=(f"did you mean “{close[0]}”?" if close else f"known kinds: {', '.join(KINDS)}",),
        )


def _missing(work: Work, entries: Mapping[str, BibEntry]) -> Iterator[Diagnostic]:
    entry = work.entry
    for name, key in parents(entry):
        if key not in entries:
            yield Diagnostic(
                rule=CROSSREF_RESOLVES,
                location=entry.places[name],
                message=f"there is no entry “{key}” to inherit fields from",
                hints=("give the key of an existing entry, or write the fields here",),
            )
    have = {**work.given, **work.fields}
    if work.dated.state:
        have["year"] = work.dated.state
    for names in KINDS[work.kind].needs if entry.kind in {**KINDS, **ALIASES} else ():
        if have.keys() & {*names} or ("institution" in names and have.get("author", "").startswith("{")):
            continue
        empty = next((name for name in names if name in entry.fields), "")
        hint = f"add a line “{names[0]} = {{…}},”" + "".join(f" or “{other}”" for other in names[1:])
        if "year" in names:
            hint += f"; if the work has none, “year = {{{words.literature.UNDATED}}},”"
        yield Diagnostic(
            rule=FIELD_IS_NOT_EMPTY if empty else FIELD_IS_GIVEN,
            location=entry.places[empty] if empty else entry.place,
            message=f"“{empty}” is empty" if empty else f"“{entry.key}” has no “{names[0]}”",
            hints=("give it a value, or remove the field" if empty else hint,),
            minor=not empty and not _INDISPENSABLE.intersection(names),
        )


def _untypeset(work: Work, reference: str) -> Iterator[Diagnostic]:
    """Yield a problem for each formula and command that pandoc could not turn into text."""
    for node in tree.walk(json.loads(reference)) if reference else ():
        if node["t"] in ("Math", "RawInline"):
            written = node["c"][1]
            fields = work.entry.fields
            name = next((name for name in fields if " ".join(written.split()) in " ".join(fields[name].split())), "")
            yield Diagnostic(
                rule=TEX_IS_TYPESET,
                location=work.entry.places.get(name, work.entry.place),
                message=f"“{written}” in “{name or work.entry.key}” is TeX that cannot be shown",
                hints=("write the characters themselves; “CO$_2$” and “$x^2$” can be shown",),
            )


def _works_twice(found: Sequence[Work]) -> Iterator[Diagnostic]:
    """Yield a problem for each entry that is the same work as an earlier one, with the mark that they share."""
    seen: dict[tuple[str, ...], list[Work]] = {}
    for work in found:
        for mark in _marks(work):
            same = [other for other in seen.setdefault(mark, []) if mark[0] == "DOI" or not _differ(work, other)]
            if same:
                key, other = work.entry.key, same[0].entry.key
                yield Diagnostic(
                    rule=WORK_IS_LISTED_ONCE,
                    location=work.entry.place,
                    message=f"“{key}” is the same work as “{other}”: they share the {mark[0]}",
                    hints=("cite one of them everywhere, and remove the other",),
                )
                break
        for mark in _marks(work):
            seen.setdefault(mark, []).append(work)


def _marks(work: Work) -> Iterator[tuple[str, ...]]:
    """Yield the marks by which a work can be recognised, each as a name and one or more values."""
    doi = bare_doi(plain(work.given.get("doi", "")))
    if not doi_fault(doi):
        yield ("DOI", doi.casefold())
    if not KINDS[kind_of(work.entry.kind)].within:
        for isbn in isbns(work.given.get("isbn", ""))[:1]:
            if not isbn_fault(isbn):
                yield ("ISBN", whole_isbn(isbn))
    title = re.sub(r"[\W_]+", "", fold(plain(work.given.get("title", ""))))
    names = next((work.given[name] for name in _AUTHOR if work.given.get(name)), "")
    if title:
        found = re.search(r"\d{4}", work.dated.date)
        yield ("title, year and author", title, found[0] if found else "", re.sub(r"\W+", "", fold(surname(names))))


def _differ(one: Work, other: Work) -> bool:
    """Return whether two entries are different volumes, issues or editions of something with the same title."""
    return any(
        name in one.given and name in other.given and plain(one.given[name]) != plain(other.given[name])
        for name in _NUMBERS
    )
