"""The bibliography: complete entries, plausible fields, no work twice, nothing that nobody cites."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kefu import tree
from kefu.check.people import fold
from kefu.check.sources.identifiers import FAULTS, bare_doi, doi_fault, isbn_fault, whole_isbn
from kefu.diagnostics import Diagnostic, Severity, in_reading_order
from kefu.load import REFERENCE
from kefu.reading.bibtex import parse_bibtex, surname

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kefu.model import Project, Source
    from kefu.reading.bibtex import BibEntry

FIRST_YEAR: Final = 1500
"""Before it hardly anything was printed (in Sweden nothing before 1483), and a year is rather mistyped."""

_TITLE: Final = ("title",)
_YEAR: Final = ("year", "date")
_AUTHOR: Final = ("author", "editor", "institution", "organization")
_CREATOR: Final = ("author", "editor", "translator")
_BOOK: Final = ("booktitle", "maintitle")
_ISSUER: Final = ("institution", "organization", "school", "publisher", "series", "number")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: the fields that it needs, each with those that pandoc takes in its stead.

    `within` says that it is a part of another work, whose ISBN it then has.
    """

    needs: tuple[tuple[str, ...], ...]
    within: bool


KINDS: Final[Mapping[str, Kind]] = {
    "article": Kind((("author",), _TITLE, ("journaltitle", "journal"), _YEAR), within=False),
    "book": Kind((_CREATOR, _TITLE, _YEAR), within=False),
    "mvbook": Kind((_CREATOR, _TITLE, _YEAR), within=False),
    "inbook": Kind((("author",), _TITLE, _BOOK, _YEAR), within=True),
    "booklet": Kind((_AUTHOR, _TITLE, _YEAR), within=False),
    "collection": Kind((("editor",), _TITLE, _YEAR), within=False),
    "mvcollection": Kind((("editor",), _TITLE, _YEAR), within=False),
    "incollection": Kind((("author",), _TITLE, _BOOK, _YEAR), within=True),
    "reference": Kind((("editor",), _TITLE, _YEAR), within=False),
    "inreference": Kind((_TITLE, _BOOK, _YEAR), within=True),
    "proceedings": Kind((_TITLE, _YEAR), within=False),
    "inproceedings": Kind((("author",), _TITLE, _BOOK, _YEAR), within=True),
    "manual": Kind((_TITLE, _YEAR), within=False),
    "periodical": Kind((_TITLE, _YEAR), within=False),
    "report": Kind((_AUTHOR, _TITLE, _ISSUER, _YEAR), within=False),
    "thesis": Kind((("author",), _TITLE, _ISSUER, _YEAR), within=False),
    "unpublished": Kind((("author",), _TITLE), within=False),
    "online": Kind((_TITLE, ("url", "doi", "eprint")), within=False),
    "dataset": Kind((_AUTHOR, _TITLE, _YEAR), within=False),
    "software": Kind((_TITLE,), within=False),
    "misc": Kind((_TITLE,), within=False),
    "legislation": Kind((_TITLE,), within=False),
    "jurisdiction": Kind((_TITLE,), within=False),
    "legal": Kind((_TITLE,), within=False),
    "standard": Kind((_TITLE,), within=False),
    "xdata": Kind((), within=False),
}
"""What holds for each kind of work.

From the BibLaTeX manual, section 2.1.1 (and 2.1.3 for law), and the constraints of its data model (blx-dm.def), but:
an editor may stand for a book's author, as in BibTeX; a part of a book needs no editor, a report or thesis no type, and
its series or number, such as “SOU 2018:38”, may tell who issued it, as Swedish reports are known by that; what stands
under nobody's or no year's name (a web page, a law) needs neither, as the citation style writes “u.å.” itself.
"""

ALIASES: Final[Mapping[str, Kind]] = {
    "conference": KINDS["inproceedings"],
    "electronic": KINDS["online"],
    "www": KINDS["online"],
    "mastersthesis": KINDS["thesis"],
    "phdthesis": KINDS["thesis"],
    "techreport": KINDS["report"],
    "bookinbook": KINDS["inbook"],
    "suppbook": KINDS["inbook"],
    "suppcollection": KINDS["incollection"],
    "suppperiodical": KINDS["article"],
    "mvproceedings": KINDS["proceedings"],
    "mvreference": KINDS["reference"],
} | dict.fromkeys(
    ("artwork", "audio", "image", "letter", "movie", "music", "patent", "performance", "video"), KINDS["misc"]
)
"""Names of kinds for which the same holds as for another; by the BibLaTeX manual, sections 2.1.1 to 2.1.3."""

_NUMBERS: Final = ("volume", "part", "number", "issue", "pages", "edition")

_DATE: Final = re.compile(r"(?P<year>\d{4})(?:-\d\d(?:-\d\d)?)?[?~%]?", re.ASCII)
_PAGE: Final = r"(?:[A-Za-z]{0,3}[.:]?\d+[a-z]?(?:[.:]\d+)?|[ivxlcdm]+|[IVXLCDM]+)"
_PAGES: Final = re.compile(rf"(?P<first>{_PAGE})(?:\s*(?:--|–|-)\s*(?P<last>{_PAGE})|\+|ff?\.?)?", re.ASCII)


def bibliography(source: Source, cited: Collection[str], *, year: int) -> tuple[Diagnostic, ...]:
    """Check a BibTeX file. `cited` holds the keys that are cited, `year` is that of the publication.

    Raises `BuildError` where the file cannot be read or has a key twice.
    """
    entries = {entry.key: entry for entry in parse_bibtex(source)}
    used = {*cited, *(parent for key in cited if key in entries for _, parent in _parents(entries[key]))}
    problems = [problem for entry in entries.values() for problem in _problems(entry, entries, year)]
    problems += _works_twice([*entries.values()])
    problems += [
        Diagnostic(
            rule="entry-is-cited",
            location=entry.place,
            message=f"nothing cites “{key}”",
            hints=("cite it where the text leans on it, or remove it",),
            severity=Severity.WARNING,
        )
        for key, entry in entries.items()
        if key not in used
    ]
    return in_reading_order(problems)


def cited_in(project: Project) -> frozenset[str]:
    """Return the keys of all works that the project's texts and captions cite."""
    read = [text.blocks for text in project.texts] + [c for figure in project.figures for c in figure.captions.values()]
    keys = (key for content in read for key in tree.cited(tree.walk(json.loads(content))))
    return frozenset(key for key in keys if not REFERENCE.match(key))


def _parents(entry: BibEntry) -> list[tuple[str, str]]:
    """Return the keys of the entries that lend this one their fields, each after the field that names it."""
    named = ((name, entry.fields.get(name, "")) for name in ("crossref", "xdata"))
    return [(name, key) for name, keys in named for key in re.split(r"[,\s]+", keys) if key]


def _kind(entry: BibEntry) -> Kind | None:
    """Return what holds for the kind of an entry; nothing, where there is no such kind."""
    return KINDS.get(entry.kind) or ALIASES.get(entry.kind)


def _problems(entry: BibEntry, entries: Mapping[str, BibEntry], year: int) -> Iterator[Diagnostic]:
    yield from _missing(entry, entries)
    for name, value in entry.fields.items():
        fault = _fault(name, value, year)
        if fault:
            rule, message, hint = fault
            yield Diagnostic(rule=rule, location=entry.places[name], message=message, hints=(hint,))


def _missing(entry: BibEntry, entries: Mapping[str, BibEntry]) -> Iterator[Diagnostic]:
    kind = _kind(entry)
    if kind is None:
        close = difflib.get_close_matches(entry.kind, [*KINDS, *ALIASES], n=1)
        yield Diagnostic(
            rule="entry-kind-is-known",
            location=entry.place,
            message=f"unknown kind of work “{entry.kind}”",
            hints=(f"did you mean “{close[0]}”?" if close else f"known kinds: {', '.join(KINDS)}",),
        )
    given = set(entry.fields)
    for name, key in _parents(entry):
        if key in entries:
            given |= {*entries[key].fields, *_BOOK, "journaltitle"}
        else:
            yield Diagnostic(
                rule="crossref-resolves",
                location=entry.places[name],
                message=f"there is no entry “{key}” to take fields from",
                hints=("name the key of an entry, or write the fields here",),
            )
    for names in kind.needs if kind else ():
        if not given.intersection(names):
            yield Diagnostic(
                rule="field-is-given",
                location=entry.place,
                message=f"“{entry.key}” has no “{names[0]}”",
                hints=(f"add a line “{names[0]} = {{…}},”" + "".join(f" or “{other}”" for other in names[1:]),),
            )


def _fault(name: str, value: str, year: int) -> tuple[str, str, str] | None:
    """Return the rule that a field's value breaks, the message and the hint."""
    value = value.strip()
    if not value.strip("{} \n"):
        return "field-is-not-empty", f"“{name}” is empty", "write its value, or leave the field out"
    if name in FAULTS:
        fault = FAULTS[name](value)
        return (f"{name}-is-valid", *fault) if fault else None
    match name:
        case "year" | "date":
            return _year_fault(name, value, year)
        case "pages":
            return _pages_fault(value)
        case "url" if not _is_web_address(value):
            return "url-is-web-address", f"“{value}” is no address on the web", "write it whole, as “https://…”"
    return None


def _year_fault(name: str, value: str, year: int) -> tuple[str, str, str] | None:
    """Return what is wrong with a year, or a date by ISO 8601, also a range in `date` and a date that is uncertain.

    pandoc reads nothing else as a date, and what it does not read the citation style cannot show.
    """
    ends = value.split("/") if name == "date" else [value]
    dates = [_DATE.fullmatch(end) for end in ends if end not in ("", "..") or len(ends) == 1]
    if len(ends) > len("ab") or not dates or not all(dates):
        hint = "write four digits; leave the field out of a web page or a law without a year: “u.å.” is set then"
        return "year-is-plausible", f"“{value}” is no year", hint
    years = [int(date["year"]) for date in dates if date]
    wrong = next((y for y in years if not FIRST_YEAR <= y <= year + 1), None)
    if wrong is not None or years != sorted(years):
        hint = f"a work that is cited in {year} is from {FIRST_YEAR} to {year + 1}, and a range begins with its start"
        return "year-is-plausible", f"the year “{wrong or value}” cannot be right", hint
    return None


def _pages_fault(value: str) -> tuple[str, str, str] | None:
    """Return what is wrong with pages: single ones and ranges like `189--212`, `189--92` or `e12`, parted by commas."""
    rule, hint = "pages-are-a-range", "write “12--15”, several parted by commas, without “s.” or “pp.”"
    for piece in re.split(r"\s*[,;]\s*", value):
        match = _PAGES.fullmatch(piece)
        if not match:
            return rule, f"“{value}” is no range of pages", hint
        first, last = match["first"], match["last"] or ""
        if first.isdecimal() and last.isdecimal():
            whole = first[: max(0, len(first) - len(last))] + last  # “189--92” ends on page 192
            if int(whole) < int(first):
                return rule, f"the pages “{piece}” end before they begin", hint
    return None


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\\{}<>\"]", value)


def _works_twice(entries: list[BibEntry]) -> Iterator[Diagnostic]:
    """Yield a problem for each entry that is the same work as one before it, with what tells so."""
    seen: dict[tuple[str, ...], list[BibEntry]] = {}
    for entry in entries:
        for mark in _marks(entry):
            same = [other for other in seen.setdefault(mark, []) if mark[0] == "DOI" or not _differ(entry, other)]
            if same:
                yield Diagnostic(
                    rule="work-is-listed-once",
                    location=entry.place,
                    message=f"“{entry.key}” is the same work as “{same[0].key}”: they share the {mark[0]}",
                    hints=("cite one of them everywhere, and remove the other",),
                )
                break
        for mark in _marks(entry):
            seen.setdefault(mark, []).append(entry)


def _marks(entry: BibEntry) -> Iterator[tuple[str, ...]]:
    """Yield what tells a work from others: the mark's name and its value."""
    fields = {name: value.strip() for name, value in entry.fields.items()}
    doi, isbn = bare_doi(fields.get("doi", "")), fields.get("isbn", "")
    if not doi_fault(doi):
        yield ("DOI", doi.casefold())
    kind = _kind(entry)
    if not isbn_fault(isbn) and not (kind and kind.within):
        yield ("ISBN", whole_isbn(isbn))
    title = re.sub(r"[\W_]+", "", fold(fields.get("title", "")))
    names = next((fields[name] for name in _AUTHOR if fields.get(name)), "")
    if title:
        found = re.search(r"\d{4}", fields.get("year") or fields.get("date") or "")
        yield ("title, year and author", title, found[0] if found else "", re.sub(r"\W+", "", fold(surname(names))))


def _differ(one: BibEntry, other: BibEntry) -> bool:
    """Tell whether two entries are volumes, issues or editions of something with one title."""
    return any(
        name in one.fields and name in other.fields and one.fields[name].strip() != other.fields[name].strip()
        for name in _NUMBERS
    )
