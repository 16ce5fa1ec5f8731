"""The bibliography: complete entries, plausible fields, no work listed twice, and none that is not cited."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kefu import tree
from kefu.check.people import fold
from kefu.check.sources.identifiers import FAULTS, VALID, bare_doi, doi_fault, isbn_fault, whole_isbn
from kefu.diagnostics import Diagnostic, in_reading_order
from kefu.load import REFERENCE
from kefu.reading.bibtex import parse_bibtex, surname
from kefu.rules.bibliography import (
    CROSSREF_RESOLVES,
    ENTRY_IS_CITED,
    ENTRY_KIND_IS_KNOWN,
    FIELD_IS_GIVEN,
    FIELD_IS_NOT_EMPTY,
    PAGES_ARE_A_RANGE,
    URL_IS_WEB_ADDRESS,
    WORK_IS_LISTED_ONCE,
    YEAR_IS_PLAUSIBLE,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kefu.model import Project, Source
    from kefu.reading.bibtex import BibEntry
    from kefu.rules.rule import Rule

FIRST_YEAR: Final = 1500
"""Hardly anything was printed before it (in Sweden nothing before 1483), so an earlier year is probably mistyped."""

_TITLE: Final = ("title",)
_YEAR: Final = ("year", "date")
_AUTHOR: Final = ("author", "editor", "institution", "organization")
_CREATOR: Final = ("author", "editor", "translator")
_BOOK: Final = ("booktitle", "maintitle")
_ISSUER: Final = ("institution", "organization", "school", "publisher", "series", "number")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: the fields that it needs, each followed by the fields that pandoc accepts instead.

    `within` says that it is part of another work, to which its ISBN belongs.
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
"""What each kind of work needs.

From the BibLaTeX manual, section 2.1.1 (and 2.1.3 for law), and the constraints of its data model (blx-dm.def), with
these exceptions: an editor may take the place of a book's author, as in BibTeX; a part of a book needs no editor; a
report or thesis needs no type, and its series or number, such as “SOU 2018:38”, may take the place of its issuer, as
Swedish reports are known by it; works often without an author or a year (a web page, a law) need neither, since the
citation style itself writes “u.å.”.
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
"""Kinds that need the same as another kind, from the BibLaTeX manual, sections 2.1.1 to 2.1.3."""

_NUMBERS: Final = ("volume", "part", "number", "issue", "pages", "edition")

_DATE: Final = re.compile(r"(?P<year>\d{4})(?:-\d\d(?:-\d\d)?)?[?~%]?", re.ASCII)
_PAGE: Final = r"(?:[A-Za-z]{0,3}[.:]?\d+[a-z]?(?:[.:]\d+)?|[ivxlcdm]+|[IVXLCDM]+)"
_PAGES: Final = re.compile(rf"(?P<first>{_PAGE})(?:\s*(?:--|–|-)\s*(?P<last>{_PAGE})|\+|ff?\.?)?", re.ASCII)


def bibliography(source: Source, cited: Collection[str], *, year: int) -> tuple[Diagnostic, ...]:
    """Check a BibTeX file; `cited` holds the keys that are cited, and `year` is the year of the publication.

    Raises `BuildError` if the file cannot be parsed or contains a key twice.
    """
    entries = {entry.key: entry for entry in parse_bibtex(source)}
    used = {*cited, *(parent for key in cited if key in entries for _, parent in _parents(entries[key]))}
    problems = [problem for entry in entries.values() for problem in _problems(entry, entries, year)]
    problems += _works_twice([*entries.values()])
    problems += [
        Diagnostic(
            rule=ENTRY_IS_CITED,
            location=entry.place,
            message=f"nothing cites “{key}”",
            hints=("cite it where the text draws on it, or remove it",),
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
    """Return the keys of the entries from which this one inherits fields, each preceded by the field that names it."""
    named = ((name, entry.fields.get(name, "")) for name in ("crossref", "xdata"))
    return [(name, key) for name, keys in named for key in re.split(r"[,\s]+", keys) if key]


def _kind(entry: BibEntry) -> Kind | None:
    """Return the kind of an entry; `None` if it is unknown."""
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
            rule=ENTRY_KIND_IS_KNOWN,
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
                rule=CROSSREF_RESOLVES,
                location=entry.places[name],
                message=f"there is no entry “{key}” to inherit fields from",
                hints=("give the key of an existing entry, or write the fields here",),
            )
    for names in kind.needs if kind else ():
        if not given.intersection(names):
            yield Diagnostic(
                rule=FIELD_IS_GIVEN,
                location=entry.place,
                message=f"“{entry.key}” has no “{names[0]}”",
                hints=(f"add a line “{names[0]} = {{…}},”" + "".join(f" or “{other}”" for other in names[1:]),),
            )


def _fault(name: str, value: str, year: int) -> tuple[Rule, str, str] | None:
    """Return the rule that a field's value breaks, the message and the hint."""
    value = value.strip()
    if not value.strip("{} \n"):
        return FIELD_IS_NOT_EMPTY, f"“{name}” is empty", "give it a value, or remove the field"
    if name in FAULTS:
        fault = FAULTS[name](value)
        return (VALID[name], *fault) if fault else None
    match name:
        case "year" | "date":
            return _year_fault(name, value, year)
        case "pages":
            return _pages_fault(value)
        case "url" if not _is_web_address(value):
            return URL_IS_WEB_ADDRESS, f"“{value}” is not a web address", "write it in full, as “https://…”"
    return None


def _year_fault(name: str, value: str, year: int) -> tuple[Rule, str, str] | None:
    """Return what is wrong with a year or an ISO 8601 date, which may be uncertain or, in `date`, a range.

    pandoc does not parse anything else as a date, and the citation style cannot show what pandoc does not parse.
    """
    ends = value.split("/") if name == "date" else [value]
    dates = [_DATE.fullmatch(end) for end in ends if end not in ("", "..") or len(ends) == 1]
    if len(ends) > len("ab") or not dates or not all(dates):
        hint = "write four digits; if a web page or a law has no year, leave the field out, and “u.å.” is shown"
        return YEAR_IS_PLAUSIBLE, f"“{value}” is not a valid year", hint
    years = [int(date["year"]) for date in dates if date]
    wrong = next((y for y in years if not FIRST_YEAR <= y <= year + 1), None)
    if wrong is not None or years != sorted(years):
        hint = f"a work cited in {year} is from {FIRST_YEAR} to {year + 1}, and a range begins with the earlier year"
        return YEAR_IS_PLAUSIBLE, f"the year “{wrong or value}” cannot be right", hint
    return None


def _pages_fault(value: str) -> tuple[Rule, str, str] | None:
    """Return what is wrong with pages and ranges like `e12`, `189--212` or `189--92`, separated by commas."""
    rule, hint = PAGES_ARE_A_RANGE, "write “12--15”, without “s.” or “pp.”; separate several by commas"
    for piece in re.split(r"\s*[,;]\s*", value):
        match = _PAGES.fullmatch(piece)
        if not match:
            return rule, f"“{value}” is not a valid page range", hint
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
    """Yield a problem for each entry that is the same work as an earlier one, with the mark that they share."""
    seen: dict[tuple[str, ...], list[BibEntry]] = {}
    for entry in entries:
        for mark in _marks(entry):
            same = [other for other in seen.setdefault(mark, []) if mark[0] == "DOI" or not _differ(entry, other)]
            if same:
                yield Diagnostic(
                    rule=WORK_IS_LISTED_ONCE,
                    location=entry.place,
                    message=f"“{entry.key}” is the same work as “{same[0].key}”: they share the {mark[0]}",
                    hints=("cite one of them everywhere, and remove the other",),
                )
                break
        for mark in _marks(entry):
            seen.setdefault(mark, []).append(entry)


def _marks(entry: BibEntry) -> Iterator[tuple[str, ...]]:
    """Yield the marks by which a work can be recognised, each as a name and one or more values."""
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
    """Return whether two entries are different volumes, issues or editions of something with the same title."""
    return any(
        name in one.fields and name in other.fields and one.fields[name].strip() != other.fields[name].strip()
        for name in _NUMBERS
    )
