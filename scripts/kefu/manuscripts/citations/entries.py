"""Works that a manuscript cites → new entries of the bibliography, written as its own entries are.

Sources: CSL 1.0.2, appendices III and IV (types and variables); the manual of BibLaTeX, 2.1 and 2.2; how this project
writes each kind of source, `docs/kallor.md`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibtexparser.library import Library
from bibtexparser.model import Entry
from bibtexparser.model import Field as BibField
from bibtexparser.writer import BibtexFormat, write

from kefu.literature import bare_doi, isbns, state_of, web_address
from kefu.manuscripts.citations.matching import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kefu.manuscripts.citations.values import Described, Name

KINDS: Final[Mapping[str, str]] = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "article": "misc",
    "review": "article", "review-book": "article", "book": "book", "chapter": "incollection", "thesis": "thesis",
    "paper-conference": "inproceedings", "report": "report", "webpage": "online", "post": "online",
    "post-weblog": "online", "legislation": "legislation", "bill": "legislation", "regulation": "legislation",
    "treaty": "legal", "legal_case": "jurisdiction", "hearing": "report", "motion_picture": "video",
    "broadcast": "audio", "song": "audio", "dataset": "dataset", "software": "software", "manuscript": "unpublished",
    "speech": "unpublished", "personal_communication": "letter", "entry": "inreference", "pamphlet": "booklet",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "standard": "standard",
    "periodical": "periodical", "collection": "collection", "classic": "book", "document": "misc",
}  # fmt: skip
"""Types of CSL, and the kinds of BibLaTeX; any other type is `misc`."""

_ISSUED_BY: Final = frozenset({"report", "thesis", "unpublished", "jurisdiction"})
_DATED: Final = frozenset({"online", "video", "audio", "jurisdiction", "letter"})
_PLAIN: Final[Mapping[str, str]] = {
    "title": "title", "title-short": "shorttitle", "volume": "volume", "page": "pages", "edition": "edition",
    "collection-title": "series", "publisher-place": "address", "version": "version", "genre": "type",
    "number-of-volumes": "volumes", "status": "pubstate", "archive": "library",
}  # fmt: skip
_ORDER: Final = (
    "author", "editor", "translator", "bookauthor", "title", "shorttitle", "journal", "booktitle", "entrysubtype",
    "type", "edition", "series", "volume", "volumes", "number", "pages", "institution", "venue", "address", "publisher",
    "library", "version", "isbn", "doi", "url", "urldate", "date", "pubstate", "year",
)  # fmt: skip
_DAY: Final = r"\d{4}-\d\d(?:-\d\d)?"
_OFFICIAL: Final = re.compile(r"(SOU|Ds) (\d{4}):(\d+)", re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)(i|em|b|strong|sup|sub|sc|span)\b[^<>]*>", re.IGNORECASE)
_COMMANDS: Final = {"i": "emph", "em": "emph", "b": "textbf", "strong": "textbf", "sup": "textsuperscript",
                    "sub": "textsubscript", "sc": "textsc"}  # fmt: skip


def entry(work: Described, key: str) -> str:
    """Return an entry for a work, as BibLaTeX."""
    kind = _kind(work)
    fields = _fields(work, kind)
    made = [BibField(name, f"{{{fields[name]}}}") for name in _ORDER if fields.get(name)]
    format_ = BibtexFormat()  # type: ignore[no-untyped-call]  # it has no types
    format_.indent, format_.value_column = "  ", "auto"
    format_.trailing_comma, format_.block_separator = True, ""
    library = Library([Entry(kind, key, made)])
    return write(library, format_).strip() + "\n"


def key(work: Described, taken: Collection[str]) -> str:
    """Return a key as those of the bibliography are, such as `svara2001`, that none of those taken is.

    If it is taken, the second author comes in (`karlssonolsson2018`), and then letters.
    """
    if official := _OFFICIAL.fullmatch(work.fields.get("number", "").strip()):
        first = f"{official[1].lower()}{official[2]}_{official[3]}"
        candidates = [first]
    else:
        names = [_letters(name.family) for name in work.names.get("author") or work.names.get("editor") or ()]
        title = next(filter(None, map(_letters, work.fields.get("title", "").split())), "")
        first = "".join(names[:1]) or title or "verk"
        year = work.year if re.fullmatch(r"\d{4}", work.year) else ""
        candidates = [first + year, *([names[0] + names[1] + year] if len(names) > 1 else [])]
    used = {one.casefold() for one in taken}
    letters = (f"{candidates[0]}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    numbers = (f"{candidates[0]}_{number}" for number in range(2, len(used) + 3))
    return next(one for some in (candidates, letters, numbers) for one in some if one not in used)


def appended(text: str, entries: Iterable[str]) -> str:
    """Return a bibliography with entries at its end, and with its own ends of lines; all else stays as it is."""
    new = "".join(entries)
    end = "\r\n" if "\r\n" in text else "\n"
    between = end if new and text and not text.endswith("\n") else ""
    return text + between + new.replace("\n", end)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folded(text))


def _kind(work: Described) -> str:
    if work.kind == "thesis" or work.kind not in KINDS:
        return KINDS.get(work.kind, "misc")
    if work.kind == "bill" and work.names.get("author"):
        return "report"
    return KINDS[work.kind]


def _fields(work: Described, kind: str) -> Mapping[str, str]:
    given = work.fields
    fields = {name: _tex(given[variable]) for variable, name in _PLAIN.items() if given.get(variable)}
    fields |= {role: _people(work.names[role]) for role in ("author", "editor", "translator") if role in work.names}
    for role in ("director", "host", "composer"):
        if role in work.names:
            fields.setdefault("author", _people(work.names[role]))
    container, publisher = _tex(given.get("container-title", "")), _tex(given.get("publisher", ""))
    if kind in {"incollection", "inproceedings", "inreference"}:
        fields["booktitle"] = container or _tex(given.get("event-title", given.get("event", "")))
        fields["bookauthor"] = _people(work.names.get("container-author", ()))
        fields["venue"] = "" if given.get("publisher-place") else _tex(given.get("event-place", ""))
    elif container:
        fields["journal"] = container
    fields["institution" if kind in _ISSUED_BY else "publisher"] = publisher or _tex(given.get("authority", ""))
    if kind == "article":
        fields["publisher"] = ""
    numbers = ("issue", "number") if kind == "article" else ("number", "issue", "collection-number")
    fields["number"] = _tex(next((given[name] for name in numbers if given.get(name)), ""))
    fields["entrysubtype"] = {"article-newspaper": "newspaper", "article-magazine": "magazine"}.get(work.kind, "")
    fields["pages"] = re.sub(r"(?<=\w)\s*(?:--?|[‐-–−])\s*(?=\w)", "--", fields.get("pages", ""))
    fields |= _identifiers(given)
    fields |= _dates(work, kind)
    if not fields["url"]:
        fields["urldate"] = ""
    if kind not in {"thesis", "report", "misc", "audio", "video", "unpublished", "software", "online"}:
        fields["type"] = ""
    return fields


def _identifiers(given: Mapping[str, str]) -> Mapping[str, str]:
    doi = bare_doi(given.get("DOI", ""))
    address = web_address(given.get("URL", ""))
    if not doi and re.match(r"https?://(?:dx\.)?doi\.org/10\.", address):
        doi, address = bare_doi(address), ""
    url = "" if doi else re.sub(r"[{}\\\s]", lambda sign: f"%{ord(sign[0]):02X}", address)
    number = next(iter(isbns(given.get("ISBN", ""))), "")
    isbn = number if re.fullmatch(r"(?:97[89][ -]?)?(?:\d[ -]?){9}[\dX]", number, re.ASCII) else ""
    return {"doi": re.sub(r"[{}\\\s]", "", doi), "url": url, "isbn": isbn}


def _dates(work: Described, kind: str) -> Mapping[str, str]:
    issued, accessed = work.dates.get("issued", ""), work.dates.get("accessed", "")
    seen = accessed if re.fullmatch(r"\d{4}-\d\d-\d\d", accessed) else ""
    if (state := state_of(issued)) != issued:
        return {"pubstate": state, "urldate": seen}
    exact = bool(re.fullmatch(rf"{_DAY}(?:/{_DAY})?", issued))
    if exact and (kind in _DATED or work.kind in {"article-newspaper", "article-magazine"}):
        return {"date": issued, "urldate": seen}
    return {"year": issued[:4] if exact else _tex(issued), "urldate": seen}


def _people(names: Iterable[Name]) -> str:
    return " and ".join(map(_person, names))


def _person(name: Name) -> str:
    family, given = _tex(name.family), _tex(name.given).replace(",", "")
    if not given:
        return f"{{{family}}}"
    if "," in family or re.search(r"\band\b", family, re.IGNORECASE):
        family = f"{{{family}}}"
    whole = f"{_tex(name.particle)} {family}".strip()
    return ", ".join(filter(None, (whole, _tex(name.suffix).replace(",", ""), given)))


def _tex(text: str) -> str:
    """Return a text of CSL, which may have a little HTML in it, as TeX."""
    opened: list[bool] = []

    def command(match: re.Match[str]) -> str:
        if match[1]:
            return "}" if opened and opened.pop() else ""
        opened.append(True)
        return f"\\{name}{{" if (name := _COMMANDS.get(match[2].lower())) else "{"

    pieces, end = [], 0
    for match in _TAG.finditer(text):
        pieces += [_escaped(text[end : match.start()]), command(match)]
        end = match.end()
    return " ".join(("".join([*pieces, _escaped(text[end:])]) + "}" * len(opened)).split())


def _escaped(text: str) -> str:
    signs = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
    return re.sub(r"[&%#_${}\\~^]", lambda sign: signs.get(sign[0], f"\\{sign[0]}"), text)
