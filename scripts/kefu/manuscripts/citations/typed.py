"""Citations that somebody has typed: where they are in a text, and which works they mean.

The forms are those of Swedish and English texts that cite by author and year: “(se t.ex. Svara 2001, s. 12; Mouritzen
& Svara 2002)”, “Svara (2001)”, “Svara 2001”, “ibid.”, “Svara, a.a., s. 3”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.manuscripts.citations import strangers
from kefu.manuscripts.citations.places import place
from kefu.manuscripts.citations.shelf import BETWEEN, OFFICIAL, Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kefu.manuscripts.citations.shelf import Shelf

_YEAR: Final = r"(?:(?:1[5-9]|20)\d\d[a-z]?(?![\w–/-])|u\.\s?å\.|n\.\s?d\.)"
_YEARS: Final = rf"{_YEAR}(?:(?:,|\s(?:och|and|&))\s{_YEAR})*"
_WORD: Final = r"[A-ZÀ-ÖØ-Þ][\w’'.‑-]{0,60}(?<![.,])"
_PARTICLE: Final = r"(?:(?:von|van|de|der|den|af|av|di|du|da|le|la)\s)"
_INITIALS: Final = r"(?:,\s(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?){1,4}(?<=\.))"
_NAME: Final = (
    rf"{_PARTICLE}{{0,4}}(?:[A-ZÀ-ÖØ-Þ]\.\s?){{0,6}}+{_WORD}(?:\s{_PARTICLE}{{0,4}}{_WORD}){{0,5}}{_INITIALS}?"
)
_MANY: Final = r"(?:,?\s(?:m\.?\s?fl\b\.?|et\.?\sal\b\.?|med\sflera))"
_NAMES: Final = rf"{_NAME}(?:(?:,\s|,?\s(?:&|och|and|samt)\s){_NAME}){{0,7}}{_MANY}?"
_LEAD: Final = (
    r"(?:(?:[Ss]e|[Jj]fr|[Jj]ämför|[Cc]f\.|[Ss]ee|[Ee]nligt|[Ii])(?:\s(?:även|också|till\sexempel|exempelvis|särskilt|bl\.\s?a\.|t\.?\s?ex\.?|"
    r"e\.\s?g\.|also|främst|vidare|här))*|[Tt]\.?\s?ex\.?|[Bb]l\.\s?a\.|[Ee]\.\s?g\.|[Tt]ill\sexempel|[Ee]xempelvis|[Ss]ärskilt|[Bb]land\sannat)"
)
_AGAIN: Final = r"(?:[Ii]bid(?:em)?\b\.?|[Aa]\.\s?a\.|[Oo]p\.\s?cit\.|[Ss]amma\s(?:källa|arbete)\b)"
_PAGES: Final = r"(?:(?:s|sid|pp?|kap)\.?\s?|sidan\s|sidorna\s|kapitel\s)\d+(?:\s?[–-]\s?\d+)?(?:\s?ff?\.)?"
_REST: Final = rf"(?:(?:\s*[,:]\s*|\s(?={_PAGES}))(?P<rest>[^()]*?))?"

_SEGMENT: Final = re.compile(
    rf"(?P<lead>{_LEAD})?\s*(?:(?:{_NAMES},\s)?(?P<official>{OFFICIAL.pattern})|(?P<authors>{_NAMES}),?\s(?P<years>{_YEARS})"
    rf"|(?P<more>{_YEARS})|(?:(?P<of>{_NAMES}),?\s)?(?P<again>{_AGAIN})){_REST}(?:(?<=\.)\s(?P<page>{_PAGES}))?\s*"
)
_BETWEEN_WORKS: Final = re.compile(
    rf";|(?:(?<=\d)|(?<=\d[a-z])|(?<=\df\.)|(?<=\sf\.)|(?<=ff\.))(?:,|\s(?:&|och|and|samt))\s(?={_NAMES},?\s{_YEAR})"
)
_CANDIDATE: Final = re.compile(
    rf"\((?P<inside>[^()\ufffc\U000fc0de]*)\)"
    rf"|(?<![\w-])(?P<authors>{_NAMES})\s\((?P<years>{_YEARS})(?:\s*[,:]\s*(?P<rest>[^()\ufffc\U000fc0de;]*))?\)"
    rf"|(?<![\w-])(?P<bare>{_NAMES}),?\s(?P<when>{_YEAR})(?:\s*[,:]\s?(?P<place>{_PAGES}))?"
    rf"|(?<![\w.])(?:(?P<of>{_NAMES}),?\s)?(?P<again>{_AGAIN})(?:,?\s(?P<there>{_PAGES}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A work in a citation: its key, and what stands before and after; `hidden` leaves out its author."""

    key: str
    prefix: str = ""
    suffix: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A citation in a text, from one place to another: its works if all of them are certain, or else what is in doubt.

    `in_text` says that its author is part of the sentence.
    """

    start: int
    end: int
    parts: tuple[Part, ...] = ()
    could_be: tuple[str, ...] = ()
    why: str = ""
    in_text: bool = False


def candidates(text: str) -> Iterator[re.Match[str]]:
    """Yield what could be citations, in order: parentheses with years, authors with years, and “ibid.”."""
    for found in _CANDIDATE.finditer(text):
        if found["inside"] is None or any(map(_SEGMENT.fullmatch, _segments(found))):
            yield found
        else:
            start, end = found.span("inside")
            yield from _CANDIDATE.finditer(text, start, end)


def read(found: re.Match[str], shelf: Shelf, cited: Sequence[tuple[str, ...]]) -> Typed | None:
    """Return the citation that a candidate is; `None` if it is none. `cited` are the works of those before it.

    A citation before it that is in doubt has none.
    """
    if found["inside"] is not None:
        return _parenthesis(found, shelf, cited)
    if found["again"]:
        key, could_be = _again(found["of"] or "", shelf, cited)
        if not key:
            return _doubt(found, could_be, "it refers to a work that was cited before")
        part = Part(key=key, suffix=_after(found["there"] or ""))
        start = found.start() + _beginning(found["of"] or "", shelf)
        return Typed(start=start, end=found.end(), parts=(part,), in_text=True)
    return _narrative(found, shelf)


def _segments(found: re.Match[str]) -> list[str]:
    """Return what stands between the semicolons in a parenthesis, and around what parts a work from the next one."""
    return [one.strip() for one in _BETWEEN_WORKS.split(found["inside"])]


def _parenthesis(found: re.Match[str], shelf: Shelf, cited: Sequence[tuple[str, ...]]) -> Typed | None:
    parts: list[Part] = []
    could_be: list[str] = []
    doubts: list[str] = []
    authors = ""
    texts = _segments(found)
    segments = [*map(_SEGMENT.fullmatch, texts)]
    if all(one and (one["more"] or _is_stranger(one["authors"], one["rest"], shelf)) for one in segments):
        return None
    for text, segment in zip(texts, segments, strict=True):
        if segment is None or (segment["more"] and not authors):
            doubts.append(f"“{text}” is not read as a citation")
            continue
        authors = segment["authors"] or authors
        years = re.findall(_YEAR, segment["years"] or segment["more"] or "") or [""]
        for index, year in enumerate(years):
            match = _one(segment, authors, year, shelf, cited)
            last = index == len(years) - 1
            rest = segment["rest"] or segment["page"] or ""
            lead = (segment["lead"] or "") if index == 0 else ""
            parts.append(Part(key=match.key, prefix=lead, suffix=_after(rest) if last else ""))
            could_be += match.could_be
            if not match.key:
                doubts.append(_why(match, f"{authors} {year}".strip() if year else text))
    if doubts:
        keys = [part.key for part in parts if part.key]
        return _doubt(found, tuple(dict.fromkeys([*keys, *could_be])), "; ".join(dict.fromkeys(doubts)))
    return Typed(start=found.start(), end=found.end(), parts=tuple(parts))


def _one(segment: re.Match[str], authors: str, year: str, shelf: Shelf, cited: Sequence[tuple[str, ...]]) -> Found:
    if segment["official"]:
        return shelf.official(segment["official"])
    if segment["again"]:
        key, could_be = _again(segment["of"] or "", shelf, cited)
        return Found(key=key, could_be=could_be)
    return shelf.find(authors, year)


def _narrative(found: re.Match[str], shelf: Shelf) -> Typed | None:
    """Return a citation whose author is part of the sentence; words before the names of the authors stay text."""
    bare = found["bare"] is not None
    authors = found["bare"] if bare else found["authors"]
    years = re.findall(_YEAR, found["when"] if bare else found["years"])
    rest = _after((found["place"] if bare else found["rest"]) or "")
    could_be: tuple[str, ...] = ()
    for start in _starts(authors):
        said = authors[start:]
        for name, genitive in ((said, False), *(((said[:-1], True),) if said.endswith("s") and not bare else ())):
            matches = [shelf.find(name, year) for year in years]
            if all(match.key for match in matches):
                begin = found.start() + (len(authors) if genitive else start) + genitive
                parts = tuple(
                    Part(key=match.key, suffix=rest if index == len(years) - 1 else "", hidden=genitive or index > 0)
                    for index, match in enumerate(matches)
                )
                return Typed(start=begin, end=found.end(), parts=parts, in_text=not genitive)
            could_be = could_be or tuple(
                dict.fromkeys(key for match in matches for key in (match.key, *match.could_be) if key)
            )
    is_told = re.search(rf"\s&\s|{_MANY}$", authors) if bare else True
    if not could_be and (
        not is_told or any(_is_stranger(authors[start:], found["rest"], shelf) for start in _starts(authors))
    ):
        return None
    return _doubt(found, could_be, _why(Found(could_be=could_be), f"{authors} {', '.join(years)}"))


def _is_stranger(authors: str | None, rest: str | None, shelf: Shelf) -> bool:
    """Return whether words are no authors: places or times that nobody known is called, or a law."""
    names = BETWEEN.split(authors or "")
    return strangers.is_law(authors or "", rest or "") or all(
        strangers.is_place_or_time(name) and not shelf.begins_with(name) for name in names
    )


def _starts(authors: str) -> list[int]:
    """Return where names of authors may begin after other words: at each word of the first name."""
    first = BETWEEN.split(authors)[0]
    return [0, *(match.end() for match in re.finditer(r"\s", first))]


def _beginning(authors: str, shelf: Shelf) -> int:
    """Return where the names of authors that a bibliography has begin, after other words."""
    return next((start for start in _starts(authors) if shelf.by(authors[start:])), 0)


def _again(authors: str, shelf: Shelf, cited: Sequence[tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """Return the key of the work that was cited before, or those that it could be."""
    if authors:
        theirs = set(shelf.by(authors[_beginning(authors, shelf) :]))
        keys = tuple(dict.fromkeys(key for keys in cited for key in keys if key in theirs))
    else:
        keys = cited[-1] if cited else ()
    return (keys[0], ()) if len(keys) == 1 else ("", keys)


def _after(rest: str) -> str:
    said = rest.strip(" ,;")
    return place(said) if re.match(r"\d|(?:pp?|s|sid)\.?\s?\d", said) else said


def _doubt(found: re.Match[str], could_be: tuple[str, ...], why: str) -> Typed:
    return Typed(start=found.start(), end=found.end(), could_be=could_be, why=why)


def _why(match: Found, words: str) -> str:
    if match.could_be:
        return f"“{words}” could be {' or '.join(f'@{key}' for key in dict.fromkeys(match.could_be))}"
    return f"the bibliography has nothing for “{words}”"
