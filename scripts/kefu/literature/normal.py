"""Entries as they were written → works with the fields that the list of references shows, in BibLaTeX's names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.literature.dates import Dated, dated
from kefu.literature.identifiers import bare_doi, isbns, web_address
from kefu.literature.kinds import kind_of
from kefu.literature.names import NAMES, split
from kefu.literature.phrases import edition, genre, is_label, pages
from kefu.literature.tex import escaped, plain, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kefu.reading.bibtex import BibEntry

RENAMED: Final[Mapping[str, str]] = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "key": "sortkey",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "numberofvolumes": "volumes",
}
"""Fields of BibTeX, and of programs, that have another name in BibLaTeX. Source: the manual of BibLaTeX, 2.2.5."""

INHERITED: Final = ("crossref", "xdata")
"""Fields that name entries from which an entry has other fields. Source: the manual of BibLaTeX, 2.2.3 and 3.13.6."""

PARTS: Final = frozenset({"inbook", "incollection", "inproceedings", "inreference"})
"""Kinds of works that are parts of books."""

LAWS: Final = frozenset({"legislation", "jurisdiction", "legal"})
"""Kinds of works that citations name by their title or number, without an author and a year."""

_LAW: Final = re.compile(
    r"^\w*(?:lag|balk|ordning|författning|förordning|kungörelse|stadga)\b.*\(\d{4}:\d+\)", re.IGNORECASE
)
_RANGE: Final = re.compile(r"^(\d+) ?(?:--?|–) ?(\d+)$", re.ASCII)
_KEY: Final = re.compile(r"[^\s\"#%,<>\\^|~{}‘’“”–—…]+")
_AS_CONTAINER: Final = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_OWN: Final = frozenset({*INHERITED, "shorttitle", "sorttitle", "keywords", "label", "options", "relatedtype"})
_HERE: Final = frozenset({"date", "year", "month", "day", "pubstate", "url", "doi", "isbn", "pages", "edition", "type"})

SHOWN: Final = frozenset(
    "author editor translator title subtitle titleaddon shorttitle date pubstate booktitle booksubtitle "  # noqa: SIM905 - a list of words
    "booktitleaddon maintitle mainsubtitle journaltitle journalsubtitle volume volumes number issue pages chapter "
    "edition series publisher institution organization location howpublished eventtitle venue note addendum type "
    "version library url urldate doi eprint eprinttype isbn entrysubtype".split()
)
"""The fields that the citation style shows or that decide what it shows; a test holds it to every one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An entry as pandoc is given it: `fields` in BibLaTeX, with when it was published.

    `given` holds the fields that it has and inherits, by BibLaTeX's names, as they were written.
    """

    entry: BibEntry
    kind: str
    given: Mapping[str, str]
    fields: Mapping[str, str]
    dated: Dated


def works(entries: Iterable[BibEntry]) -> tuple[Work, ...]:
    """Return the works that entries of a bibliography are; of entries with the same key, the first counts.

    Entries without a key that can be cited are left out.
    """
    known: dict[str, BibEntry] = {}
    for entry in entries:
        if is_citable(entry.key):
            known.setdefault(entry.key, entry)
    given, _ = _given_in_all(known)
    return tuple(_work(entry, given[key]) for key, entry in known.items())


def is_citable(key: str) -> bool:
    """Return whether pandoc can read a key."""
    return bool(_KEY.fullmatch(key))


def shown_as(name: str) -> str:
    """Return BibLaTeX's name of a field."""
    return RENAMED.get(name, name)


def parents(entry: BibEntry) -> list[tuple[str, str]]:
    """Return the keys of the entries from which this one inherits fields, each preceded by the field that names it."""
    named = ((name, entry.fields.get(name, "")) for name in INHERITED)
    return [(name, key) for name, keys in named for key in re.split(r"[,\s]+", keys) if key]


def circular(known: Mapping[str, BibEntry]) -> tuple[tuple[str, str], ...]:
    """Return where entries inherit from themselves, also through others: an entry's key, and the one that it names."""
    return _given_in_all(known)[1]


def _given_in_all(known: Mapping[str, BibEntry]) -> tuple[dict[str, dict[str, str]], tuple[tuple[str, str], ...]]:
    """Return the fields that each entry has and inherits, by BibLaTeX's names, without the empty ones.

    An entry is looked at once, however many inherit from it. What would inherit from itself is left out, and returned.
    """
    given: dict[str, dict[str, str]] = {}
    circles: list[tuple[str, str]] = []
    for first in known:
        waiting, opened = [first], set[str]()
        while waiting:
            key = waiting[-1]
            above = [parent for _, parent in parents(known[key]) if parent in known]
            if key not in given and key not in opened:
                opened.add(key)
                circles += [(key, parent) for parent in above if parent in opened and parent not in given]
                waiting += [parent for parent in above if parent not in given and parent not in opened]
                continue
            waiting.pop()
            if key not in given:
                given[key] = _given(known[key], known, given)
    return given, tuple(dict.fromkeys(circles))


def _given(entry: BibEntry, known: Mapping[str, BibEntry], above: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the fields that an entry has and inherits; `above` holds those of the entries that it inherits from."""
    fields = {shown_as(name): value for name, value in entry.fields.items() if value.strip("{} \n\t")}
    for name, key in parents(entry):
        for field, value in above.get(key, {}).items():
            if name == "crossref":
                container = "journaltitle" if kind_of(known[key].kind) == "periodical" else ""
                field = (container if field == "title" else "") or _AS_CONTAINER.get(field, field)  # noqa: PLW2901 - named anew
            if field not in _OWN:
                fields.setdefault(field, value)
    return fields


def _work(entry: BibEntry, given: Mapping[str, str]) -> Work:
    kind = kind_of(entry.kind)
    if kind == "inbook" and not {"booktitle", "maintitle"} & given.keys():
        kind = "book"
    when = dated(given)
    fields = {name: readable(value) for name, value in given.items() if name in SHOWN}
    fields |= _verbatim(fields)
    fields |= {name: _names(fields[name]) for name in NAMES if name in fields}
    fields |= {
        "date": when.date,
        "pubstate": words.literature.STATES.get(when.state, escaped(when.state)),
        "type": genre(entry.kind, fields.get("type", "")),
        "edition": edition(fields.get("edition", "")),
        "pages": pages(fields.get("pages", "")),
        "entrysubtype": _subtype(entry.kind, plain(fields.get("entrysubtype", "")).lower()),
    }
    if kind == "article":
        fields["number"] = _RANGE.sub(r"\1--\2", fields.get("number", ""))
    fields |= _container(kind, fields)
    fields |= _notes(fields)
    fields |= _title(fields)
    if not fields.keys() & {"author", "editor", "institution", "organization"} and (
        ("title" in fields and "title" not in given) or _LAW.search(plain(fields.get("title", "")))
    ):
        kind = "legislation"
    if kind in LAWS and "shorttitle" not in given:
        fields |= _law(kind, fields)
    return Work(
        entry=entry, kind=kind, given=given, fields={name: value for name, value in fields.items() if value}, dated=when
    )


def _container(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return what a work is part of in the fields in which pandoc looks for it."""
    book, journal = ("booktitle", "booksubtitle"), ("journaltitle", "journalsubtitle")
    right, wrong = (book, journal) if kind in PARTS else (journal, book)
    if fields.get(right[0]) or not fields.get(wrong[0]):
        return {}
    return {name: fields.get(other, "") for name, other in zip(right, wrong, strict=True)} | dict.fromkeys(wrong, "")


def _verbatim(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that TeX does not typeset: addresses and identifiers."""
    doi = bare_doi(plain(fields.get("doi", "")))
    url = web_address(fields.get("url", "")) or web_address(fields.get("howpublished", ""))
    if not doi and re.match(r"https?://(?:dx\.)?doi\.org/10\.", url):
        doi, url = bare_doi(url), ""
    return {
        "doi": doi,
        "url": url,
        "isbn": next(iter(isbns(fields.get("isbn", ""))), ""),
        "urldate": dated({"date": fields.get("urldate", "")}).date,
        "eprint": plain(fields.get("eprint", "")),
        "eprinttype": plain(fields.get("eprinttype", "")).lower(),
        "howpublished": _without_address(fields.get("howpublished", "")),
    }


def _without_address(value: str) -> str:
    """Return a value without the address in it and the words that lead to one."""
    address = web_address(value)
    if not address:
        return value
    rest = re.sub(r"\\url\s*\{[^{}]*\}|\\href\s*\{[^{}]*\}\s*\{[^{}]*\}|https?://\S+", "", value)
    leading = r"(?:available|retrieved|tillgänglig|hämtad|online)?\s*(?:at|from|on|på|från|via)?"
    return "" if re.fullmatch(rf"[\W_]*{leading}[\W_]*", plain(rest), re.IGNORECASE) else rest.strip()


def _names(value: str) -> str:
    """Return names that are all something: without commas at the end, which EndNote writes after organisations."""
    names = (f"{{{name.rstrip(', ')}}}" if name.endswith(",") else name for name in split(value))
    return " and ".join(names)


def _subtype(kind: str, value: str) -> str:
    return kind if kind in {"newspaper", "magazine"} else value


def _notes(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that a note holds: what a program wrote there for itself is left out."""
    note = "\n".join(line for line in fields.get("note", "").splitlines() if not is_label(plain(line)))
    found = {"note": " ".join(note.split())}
    seen = re.fullmatch(
        r"\[?(?:online[;,] )?(?:hämtad|läst|besökt|(?:last )?accessed|retrieved|visited)(?: on| den)?:? (.+?)\]?\.?",
        plain(note), re.IGNORECASE,
    )  # fmt: skip
    if seen and (day := dated({"date": seen[1].replace("-", "-")}).date) and fields.get("url"):
        found = {"note": "", "urldate": fields.get("urldate") or day}
    elif not fields.get("url") and (address := web_address(note)):
        found = {"note": _without_address(note), "url": address}
    return found


def _title(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the title, and what stands for it in citations: what comes before a colon, unless it is a number's."""
    title = fields.get("title", "")
    if not title:
        number = fields.get("number", "")
        title = number and " ".join(filter(None, (fields.get("type"), fields.get("series"), number)))
        return {"title": title, "shorttitle": title, "number": "", "type": "", "series": ""} if title else {}
    if fields.get("shorttitle"):
        return {"title": title}
    short = escaped(re.split(r":\s", plain(title), maxsplit=1)[0])
    return {"title": title, "shorttitle": short if ":" in title else ""}


def _law(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return what stands for a law or a case in citations: its name with its number, or the number of a case."""
    title, number = fields.get("title", ""), fields.get("number", "")
    if number and kind == "jurisdiction":
        return {"shorttitle": number}
    if number:
        return {"shorttitle": " ".join(filter(None, (title, fields.get("series"), number)))}
    return {"shorttitle": re.sub(r" \(((?:SFS )?\d{4}:\d+)\)$", r" \1", title)}


def written(found: Iterable[Work]) -> str:
    """Return works as BibLaTeX, which pandoc and other programs read."""
    return "\n".join(_entry(work) for work in found)


def _entry(work: Work) -> str:
    lines = [f"  {name} = {{{value}}},\n" for name, value in work.fields.items()]
    return f"@{work.kind}{{{work.entry.key},\n{''.join(lines)}}}\n"
