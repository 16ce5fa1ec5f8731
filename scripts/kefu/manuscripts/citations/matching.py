"""Which entry of the bibliography a work is: by DOI, by ISBN, or by title, year and first author."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.literature import KINDS, bare_doi, isbns, plain, surname

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kefu.literature import Work
    from kefu.manuscripts.citations.values import Described

_LETTERS: Final = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_JOINING: Final = re.compile(r"\b(?:and|och|und|og)\b|&")
_WITHIN: Final = frozenset({"chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia", "entry"})
"""Types of CSL whose ISBN is that of the book that they are in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The entry that a work is, or those that it could be; `like` are entries that are much the same, but not it."""

    key: str = ""
    could_be: tuple[str, ...] = ()
    like: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Return a text for comparing: small letters without accents, and digits, with single spaces."""
    small = re.sub(r"<[^<>]*>", "", text).casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", _JOINING.sub(" ", bare)).split())


def match(work: Described, known: Sequence[Work]) -> Match:
    """Return which of the known works a work is. Identifiers that contradict each other leave it in doubt."""
    doi = _doi(work.fields.get("DOI", "") or work.fields.get("URL", ""))
    standard = set() if work.kind in _WITHIN else _isbns(work.fields.get("ISBN", ""))
    by_doi = [one for one in known if doi and _doi(one.fields.get("doi", "")) == doi]
    by_isbn = [one for one in known if standard & _own_isbns(one)]
    found = _keys(by_doi or by_isbn)
    if by_doi and by_isbn and not set(_keys(by_isbn)) & set(found):
        return Match(could_be=_keys([*by_doi, *by_isbn]))
    if not found:
        alike = [one for one in known if _is_alike(work, one)]
        same = [one for one in alike if year_of(one) == work.year and not _differ(doi, one)]
        if len(same) != 1:
            return Match(could_be=_keys(same), like=() if same else _keys(alike))
        found = _keys(same)
    return Match(key=found[0]) if len(found) == 1 else Match(could_be=found)


def year_of(work: Work) -> str:
    """Return the year of an entry, or nothing."""
    return work.fields.get("date", "")[:4]


def author_of(work: Work) -> str:
    """Return the names by which an entry is cited, as they are written."""
    fields = work.fields
    return next((fields[name] for name in ("author", "editor", "institution", "organization") if name in fields), "")


def _is_alike(work: Described, one: Work) -> bool:
    mine = folded(work.fields.get("title", ""))
    title, sub = (plain(one.fields.get(name, "")) for name in ("title", "subtitle"))
    theirs = folded(f"{title} {sub}")
    if not mine or not theirs:
        return False
    short = {folded(re.split(r"[:.?!–]\s", text, maxsplit=1)[0]) for text in (title, work.fields.get("title", ""))}
    if mine != theirs and not (len(short) == 1 and {mine, theirs} & short):
        return False
    names = work.names.get("author") or work.names.get("editor") or ()
    first = folded(f"{names[0].particle} {names[0].family}") if names else ""
    known = folded(surname(author_of(one)))
    return not first or not known or first == known or first.split()[-1:] == known.split()[-1:]


def _differ(doi: str, one: Work) -> bool:
    other = _doi(one.fields.get("doi", ""))
    return bool(doi and other and doi != other)


def _doi(value: str) -> str:
    bare = bare_doi(value).casefold().rstrip(".,;")
    return bare if bare.startswith("10.") else ""


def _isbns(value: str) -> set[str]:
    """Return the nine digits that an ISBN of 10 digits and one of 13 share, for each in a field."""
    digits = (re.sub(r"\D", "", one[:-1]) for one in isbns(value))
    return {text[-9:] for text in digits if len(text) in (9, 12)}


def _own_isbns(work: Work) -> set[str]:
    kind = KINDS.get(work.kind)
    return set() if kind and kind.within else _isbns(work.fields.get("isbn", ""))


def _keys(found: Iterable[Work]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.entry.key for one in found))
